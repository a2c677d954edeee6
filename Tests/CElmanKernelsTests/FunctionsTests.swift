import CElmanKernels
import Testing

/// A function of the kernels beside its twin in Double.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let kernel: @Sendable (Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  let twin: @Sendable (Double) -> Double

  static let exponential = ElementaryFunction(
    testDescription: "exp", kernel: { elman_exp_all($0, $1, $2) }, twin: Exact.exponential)
  static let hyperbolicTangent = ElementaryFunction(
    testDescription: "tanh", kernel: { elman_tanh_all($0, $1, $2) }, twin: Exact.hyperbolicTangent)
  static let logistic = ElementaryFunction(
    testDescription: "sigmoid", kernel: { elman_sigmoid_all($0, $1, $2) },
    twin: Exact.logistic)
  static let all = [exponential, hyperbolicTangent, logistic]

  func callAsFunction(_ x: [Float]) -> [Float] {
    var y = GuardedMatrix(1, x.count)
    kernel(x.count, x, &y.storage)
    #expect(y.canariesAreIntact)
    return y.values
  }

  func callAsFunction(_ x: Float) -> Float { self([x])[0] }

  /// The largest errors over a grid: absolute, and in units of the last place of the true value.
  func largestErrors(from first: Float, to last: Float, steps: Int = 400_000) -> (Double, Double) {
    let x = (0...steps).map { first + (last - first) * (Float($0) / Float(steps)) }
    let y = self(x)
    var absolute = 0.0
    var places = 0.0
    for i in x.indices {
      let exact = twin(Double(x[i]))
      let error = abs(Double(y[i]) - exact)
      absolute = max(absolute, error)
      places = max(places, error / Double(Float(exact).ulp))
    }
    return (absolute, places)
  }
}

@Suite struct FunctionsTests {
  @Test func exponentialIsAccurateToUnitsOfTheLastPlace() {
    let (_, places) = ElementaryFunction.exponential.largestErrors(from: -87, to: 88)
    let (_, placesNearZero) = ElementaryFunction.exponential.largestErrors(from: -1, to: 1)
    #expect(places < 1)
    #expect(placesNearZero < 1)
  }

  @Test func hyperbolicTangentIsAccurate() {
    let (absolute, _) = ElementaryFunction.hyperbolicTangent.largestErrors(from: -12, to: 12)
    let (absoluteNearZero, _) = ElementaryFunction.hyperbolicTangent.largestErrors(
      from: -0.1, to: 0.1)
    let (_, places) = ElementaryFunction.hyperbolicTangent.largestErrors(from: 0.5, to: 12)
    #expect(absolute < 1.5e-7)
    #expect(absoluteNearZero < 6e-8)
    #expect(places < 2.5)
  }

  @Test func logisticIsAccurate() {
    let (absolute, _) = ElementaryFunction.logistic.largestErrors(from: -20, to: 20)
    let (_, places) = ElementaryFunction.logistic.largestErrors(from: -86, to: 20)
    #expect(absolute < 1e-7)
    #expect(places < 2.5)
  }

  @Test func exponentialIsHeldBetweenItsBounds() {
    let function = ElementaryFunction.exponential
    #expect(function(0) == 1)
    #expect(function(-0.0) == 1)
    // Above 88 and below -87 it stands still, and is neither infinite nor zero.
    for x: Float in [88, 88.5, 1e30, .infinity] { #expect(function(x) == function(88)) }
    for x: Float in [-87, -88, -1e30, -.infinity] { #expect(function(x) == function(-87)) }
    #expect(function(88).isNormal)
    #expect(function(-87).isNormal)
  }

  @Test func hyperbolicTangentReachesOne() {
    let function = ElementaryFunction.hyperbolicTangent
    #expect(function(0) == 0)
    for x: Float in [10, 50, 1e30, .greatestFiniteMagnitude, .infinity] {
      #expect(function(x) == 1)
      #expect(function(-x) == -1)
    }
  }

  @Test func logisticReachesOneAndAlmostZero() {
    let function = ElementaryFunction.logistic
    #expect(function(0) == 0.5)
    for x: Float in [20, 1e30, .infinity] {
      #expect(function(x) == 1)
      #expect(function(-x) >= 0)
      #expect(function(-x) < 1e-8)
    }
    #expect(function(-.infinity) < 1e-38)
  }

  @Test(arguments: ElementaryFunction.all)
  func whatIsNotANumberStaysSo(function: ElementaryFunction) {
    let payloads: [UInt32] = [0x7fc0_0000, 0x7fc0_0001, 0x7fff_ffff, 0xffc0_01ff, 0x7f80_0001]
    withEachInstructionSet { _ in
      let y = function(payloads.map { Float(bitPattern: $0) })
      #expect(y.allSatisfy { $0.isNaN })
    }
  }

  @Test(arguments: ElementaryFunction.all)
  func resultsNeverLeaveTheRange(function: ElementaryFunction) {
    var random = SeededRandom(5)
    let y = function(random.wildFloats(100_000).filter { !$0.isNaN })
    let range: ClosedRange<Float> =
      switch function.testDescription {
      case "exp": 0...2e38
      case "tanh": -1...1
      default: 0...1
      }
    #expect(y.allSatisfy { range.contains($0) })
  }

  @Test(arguments: ElementaryFunction.all)
  func everyInstructionSetGivesEqualBits(function: ElementaryFunction) {
    var random = SeededRandom(6)
    let x = random.wildFloats(5_000) + random.floats(5_000, in: -100...100)
    _ = resultOnEveryInstructionSet { function(x) }
  }

  @Test(arguments: ElementaryFunction.all)
  func placeInTheArrayAndInPlaceMakeNoDifference(function: ElementaryFunction) {
    var random = SeededRandom(7)
    for count in [0, 1, 5, 15, 16, 17, 31, 33, 64, 200] {
      let x = random.floats(count, in: -5...5)
      let result = resultOnEveryInstructionSet { function(x) }
      #expect(result == x.map { function($0) })
      var inPlace = GuardedMatrix(1, count, x)
      inPlace.storage.withUnsafeMutableBufferPointer {
        guard let pointer = $0.baseAddress else { return }
        function.kernel(count, pointer, pointer)
      }
      #expect(inPlace.values == result)
      #expect(inPlace.canariesAreIntact)
    }
  }
}
