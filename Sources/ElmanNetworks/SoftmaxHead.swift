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
      // By way of the best label, since the gold label's probability may be too small for a float.
      let best = highest(scores.values[row: row])
      loss -= log(Double(gradient[row, best]))
      loss += Double(scores.values[row, best]) - Double(scores.values[row, Int(label)])
      gradient[row, Int(label)] -= 1
    }
    gradient.scale(by: scale)
    return (loss, PackedSequences(values: gradient, packing: scores.packing))
  }

  /// The highest score; of equal ones the first.
  public func decode(_ scores: PackedSequences, in pass: inout Pass) -> [Int32] {
    (0..<scores.values.rows).map { Int32(highest(scores.values[row: $0])) }
  }

  private func highest(_ scores: UnsafeMutableBufferPointer<Float>) -> Int {
    var best = 0
    for label in scores.indices where scores[label] > scores[best] { best = label }
    return best
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
