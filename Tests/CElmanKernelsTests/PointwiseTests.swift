import CElmanKernels
import Testing

@Suite struct PointwiseTests {
  static let counts = [0, 1, 5, 15, 16, 17, 31, 33, 64, 65, 200, 1_000]

  @Test(arguments: counts)
  func addScaledRoundsOnce(count: Int) {
    var random = SeededRandom(1)
    let x = random.floats(count)
    let y = random.floats(count)
    let result = resultOnEveryInstructionSet {
      var sum = GuardedMatrix(1, count, y)
      elman_add_scaled(count, 0.37, x, &sum.storage)
      #expect(sum.canariesAreIntact)
      return sum.values
    }
    #expect(result == zip(x, y).map { $1.addingProduct(0.37, $0) })
  }

  @Test(arguments: counts)
  func averageMovesByTheRate(count: Int) {
    var random = SeededRandom(2)
    let x = random.floats(count)
    let before = random.floats(count)
    let result = resultOnEveryInstructionSet {
      var average = GuardedMatrix(1, count, before)
      elman_average(count, 1, [0.01], x, &average.storage)
      #expect(average.canariesAreIntact)
      return average.values
    }
    let twin = zip(x, before).map { Double($1) + Double(Float(0.01)) * (Double($0) - Double($1)) }
    #expect(largestError(result, twin) < 1e-7)
  }

  @Test(arguments: counts)
  func averagesOfManyStepsAreThoseOfStepsTakenOneByOne(count: Int) {
    var random = SeededRandom(4)
    let (x, before) = (random.floats(count), random.floats(count))
    let rates = (0..<7).map { 0.01 + Float($0) / 100 }
    let result = resultOnEveryInstructionSet {
      var average = GuardedMatrix(1, count, before)
      elman_average(count, rates.count, rates, x, &average.storage)
      #expect(average.canariesAreIntact)
      return average.values
    }
    var oneByOne = before
    for rate in rates { elman_average(count, 1, [rate], x, &oneByOne) }
    #expect(bits(result) == bits(oneByOne))
    elman_average(count, 0, rates, x, &oneByOne)
    #expect(bits(result) == bits(oneByOne))
  }

  @Test func anAverageOverManyStepsNearsAConstant() {
    var average = [Float](repeating: 0, count: 20)
    let x = [Float](repeating: 3, count: 20)
    elman_average(20, 2_000, Array(repeating: 0.01, count: 2_000), x, &average)
    #expect(average.allSatisfy { abs($0 - 3) < 1e-4 })
  }

  @Test func extremeNumbersGiveEqualBits() {
    var random = SeededRandom(3)
    let x = random.wildFloats(3_000)
    let y = random.wildFloats(3_000)
    _ = resultOnEveryInstructionSet {
      var sum = y
      elman_add_scaled(3_000, 1.5, x, &sum)
      var average = y
      elman_average(3_000, 1, [0.1], x, &average)
      return sum + average
    }
  }
}
