import CElmanKernels
import Testing

@Suite struct AdamTests {
  struct State {
    var weights, first, second: GuardedMatrix

    init(_ weights: [Float]) {
      self.weights = GuardedMatrix(1, weights.count, weights)
      first = GuardedMatrix(1, weights.count)
      second = GuardedMatrix(1, weights.count)
    }

    mutating func step(_ step: elman_adam_step, _ gradient: [Float]) {
      elman_adam(
        gradient.count, step, gradient, &first.storage, &second.storage, &weights.storage)
    }

    var values: [Float] { weights.values + first.values + second.values }
    var canariesAreIntact: Bool {
      weights.canariesAreIntact && first.canariesAreIntact && second.canariesAreIntact
    }
  }

  /// The step with the bias corrections of the paper in the learning rate.
  static func step(number: Int, clipping: Float = 1, weightDecay: Float = 0) -> elman_adam_step {
    var (firstPower, secondPower) = (1.0, 1.0)
    for _ in 0..<number {
      firstPower *= 0.9
      secondPower *= 0.999
    }
    return elman_adam_step(
      learning_rate: Float(0.01 * (1 - secondPower).squareRoot() / (1 - firstPower)),
      first_decay: 0.9, second_decay: 0.999, epsilon: 1e-8, gradient_scale: clipping,
      weight_decay: weightDecay)
  }

  @Test(arguments: [1, 16, 21, 100], [Float(0), 0.1])
  func fiftyStepsEqualTheirTwin(count: Int, weightDecay: Float) {
    var random = SeededRandom(UInt64(count))
    let start = random.floats(count)
    let gradients = (0..<50).map { _ in random.floats(count, in: -2...2) }
    let scales = random.floats(50, in: 0.1...1)
    let result = resultOnEveryInstructionSet {
      var state = State(start)
      for (index, gradient) in gradients.enumerated() {
        let step = Self.step(
          number: index + 1, clipping: scales[index], weightDecay: weightDecay)
        state.step(step, gradient)
      }
      #expect(state.canariesAreIntact)
      return state.values
    }

    var weights = start.map(Double.init)
    var first = weights.map { _ in 0.0 }
    var second = first
    for (index, gradient) in gradients.enumerated() {
      let rate = Double(Self.step(number: index + 1).learning_rate)
      for i in 0..<count {
        let g = Double(gradient[i]) * Double(scales[index])
        first[i] = 0.9 * first[i] + 0.1 * g
        second[i] = 0.999 * second[i] + 0.001 * g * g
        weights[i] -=
          rate
          * (first[i] / (second[i].squareRoot() + 1e-8) + Double(weightDecay) * weights[i])
      }
    }
    // 1 - 0.999 in single precision is off by 5e-5 of itself, and with it the second moment.
    #expect(largestError(result[..<count], weights) < 2e-5)
    #expect(largestError(result[count..<2 * count], first) < 1e-6)
    #expect(largestError(result[(2 * count)...], second) < 1e-5)
  }

  @Test func theFirstStepIsTheLearningRateWhateverTheGradient() {
    for gradient: Float in [1e-3, 1, 1_000] {
      var state = State([5, 5])
      state.step(Self.step(number: 1), [gradient, -gradient])
      #expect(abs(state.weights[0, 0] - 4.99) < 1e-5)
      #expect(abs(state.weights[0, 1] - 5.01) < 1e-5)
    }
  }

  @Test func noGradientMovesNothing() {
    var state = State([1, -2, 3])
    state.step(Self.step(number: 1), [0, 0, 0])
    #expect(state.weights.values == [1, -2, 3])
  }

  @Test func weightDecayAloneShrinksTheWeights() {
    var state = State([1, -2])
    var step = Self.step(number: 1, weightDecay: 0.5)
    step.learning_rate = 0.1
    state.step(step, [0, 0])
    #expect(largestError(state.weights.values, [0.95, -1.9]) < 1e-7)
  }

  @Test func extremeNumbersGiveEqualBits() {
    var random = SeededRandom(3)
    let numbers = random.wildFloats(2_000)
    let gradient = random.wildFloats(2_000)
    _ = resultOnEveryInstructionSet {
      var state = State(numbers)
      state.step(Self.step(number: 3, weightDecay: 0.1), gradient)
      state.step(Self.step(number: 4, weightDecay: 0.1), gradient)
      return state.values
    }
  }
}
