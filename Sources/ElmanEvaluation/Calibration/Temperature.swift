import ElmanLibc

/// Finds the temperature that makes probabilities fit a corpus.
///
/// Reference: Guo, Pleiss, Sun and Weinberger, 2017, On Calibration of Modern Neural Networks.
package enum Temperature {
  /// The temperature, from 0.05 to 20, of the least negative log-likelihood; 1 for an empty corpus.
  ///
  /// The loss has a single minimum in 1 / temperature, so that golden-section search finds it.
  ///
  /// - Parameters:
  ///   - scores: for each text the scores of the labels.
  ///   - labels: for each text the number of its gold label.
  package static func best(scores: [[Float]], labels: [Int]) -> Float {
    guard !scores.isEmpty else { return 1 }
    func loss(_ logarithm: Double) -> Double {
      let factor = exp(-logarithm)
      var sum = 0.0
      for (row, label) in zip(scores, labels) {
        let scaled = row.map { Double($0) * factor }
        let highest = scaled.reduce(-Double.infinity) { max($0, $1) }
        sum += highest + log(scaled.reduce(0) { $0 + exp($1 - highest) }) - scaled[label]
      }
      return sum
    }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (-3.0, 3.0)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (leftLoss, rightLoss) = (loss(left), loss(right))
    for _ in 0..<40 {
      if leftLoss <= rightLoss {
        (high, right, rightLoss) = (right, left, leftLoss)
        left = high - ratio * (high - low)
        leftLoss = loss(left)
      } else {
        (low, left, leftLoss) = (left, right, rightLoss)
        right = low + ratio * (high - low)
        rightLoss = loss(right)
      }
    }
    return Float(exp((low + high) / 2))
  }
}
