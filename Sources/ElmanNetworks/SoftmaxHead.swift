import ElmanTensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Each token's label for itself: p(label) = exp(score) / Σ exp(scores).
public struct SoftmaxHead: SequenceHead {
  /// The head; it has no parameters.
  public init() {}

  /// The cross-entropy; its gradient is p - 1 at the gold label and p elsewhere.
  public func loss(
    _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    precondition(labels.count == scores.values.rows)
    let gradient = probabilities(scores, in: &pass)
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      loss -= log(Double(max(gradient[row, Int(label)], .leastNormalMagnitude)))
      gradient[row, Int(label)] -= 1
    }
    gradient.scale(by: scale)
    return (loss, PackedSequences(values: gradient, packing: scores.packing))
  }

  /// The highest score; of equal ones the first.
  public func decode(_ scores: PackedSequences, in pass: inout Pass) -> [Int32] {
    (0..<scores.values.rows).map { row in
      let scores = scores.values[row: row]
      var best = 0
      for label in scores.indices where scores[label] > scores[best] { best = label }
      return Int32(best)
    }
  }

  /// The softmax of each row.
  public func probabilities(_ scores: PackedSequences, in pass: inout Pass) -> MatrixView {
    let values = scores.values
    let probabilities = pass.workspace.matrix(rows: values.rows, columns: values.columns)
    probabilities.copy(from: values)
    probabilities.applySoftmax()
    return probabilities
  }
}
