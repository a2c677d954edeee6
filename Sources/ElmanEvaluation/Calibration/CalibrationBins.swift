/// How far what a model claims lies from how often it is right.
public struct CalibrationBins: Sendable, Hashable {
  /// Of each bin: how many predictions, the sum of their probabilities, how many are right.
  private var bins: [Bin]

  private struct Bin: Sendable, Hashable {
    var count = 0
    var probability = 0.0
    var correct = 0
  }

  /// Bins of equal width over the probabilities from 0 to 1.
  ///
  /// - Parameter count: how many, at least one.
  package init(count: Int = 15) {
    precondition(count > 0, "\(count) bins")
    bins = Array(repeating: Bin(), count: count)
  }

  /// Counts predictions: the probability of each, and whether it is right.
  package init(
    _ outcomes: some Sequence<(probability: Float, isCorrect: Bool)>, count: Int = 15
  ) {
    self.init(count: count)
    for outcome in outcomes {
      add(probability: outcome.probability, isCorrect: outcome.isCorrect)
    }
  }

  /// Counts one prediction.
  package mutating func add(probability: Float, isCorrect: Bool) {
    // A damaged model's probability may be no number; it then claims nothing.
    let claimed = probability.isNaN ? 0 : Double(min(max(probability, 0), 1))
    let bin = min(bins.count - 1, Int(claimed * Double(bins.count)))
    bins[bin].count += 1
    bins[bin].probability += claimed
    bins[bin].correct += isCorrect ? 1 : 0
  }

  /// The mean over bins of |share that is right - mean probability|, each bin counting by its
  /// predictions; 0 of none.
  ///
  /// Reference: Naeini, Cooper and Hauskrecht, 2015, Obtaining Well Calibrated Probabilities Using
  /// Bayesian Binning.
  public var expectedError: Double {
    let count = bins.reduce(0) { $0 + $1.count }
    let sum = bins.reduce(0) { $0 + abs(Double($1.correct) - $1.probability) }
    return count > 0 ? sum / Double(count) : 0
  }
}
