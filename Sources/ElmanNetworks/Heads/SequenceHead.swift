import ElmanTensors

/// What turns the scores of labels into a loss, into labels, and into probabilities.
///
/// Scores are `[tokens, labelCount]`; labels and probabilities stand in packed order.
public protocol SequenceHead: Sendable {
  /// The negative log-likelihood of the gold labels, summed over tokens, and the gradient of
  /// `scale` times that with respect to the scores. Adds the head's own gradients to the pass.
  func loss(
    _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences)

  /// Sets `labels` to the best labels.
  func decode(_ scores: PackedSequences, into labels: inout [Int32], in pass: inout Pass)

  /// The probability of each label at each token, `[tokens, labelCount]`.
  func probabilities(_ scores: PackedSequences, in pass: inout Pass) -> MutableMatrixView
}

extension SequenceHead {
  /// The best labels.
  public func decode(_ scores: PackedSequences, in pass: inout Pass) -> [Int32] {
    var labels: [Int32] = []
    decode(scores, into: &labels, in: &pass)
    return labels
  }
}

/// The heads that a configuration can name.
public enum HeadKind: String, Sendable, CaseIterable, Codable {
  /// Each token for itself.
  case softmax
  /// The sequence as a whole.
  case crf
}
