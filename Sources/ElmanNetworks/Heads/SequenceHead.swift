import ElmanTensors

/// What turns the scores of a network over sequences into a loss.
///
/// What is right is the head's own business: labels of tokens, the heads of a tree's words, numbers.
package protocol SequenceHead<Gold>: Sendable {
  /// What is right for a batch.
  associatedtype Gold

  /// The loss, summed over what is predicted, and the gradient of `scale` times that with respect to
  /// the scores. Adds the head's own gradients to the pass.
  func loss(
    _ scores: PackedSequences, gold: Gold, scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences)
}

extension SequenceHead {
  /// Goes forward from hidden states to scores and to the loss, and backward, and adds the gradients of
  /// `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - hidden: the hidden states, `[tokens, projection's input size]`.
  ///   - projection: hidden states to scores.
  ///   - gold: what is right.
  ///   - scale: what the gradients are multiplied by.
  ///   - sum: the gradient of other heads with respect to the hidden states, which gets this one's
  ///     too.
  ///   - pass: a pass for training.
  /// - Returns: the loss, summed over what is predicted, and the gradient with respect to the hidden
  ///   states.
  package func learn(
    _ hidden: PackedSequences, through projection: Linear, gold: Gold, scale: Float,
    addingTo sum: MutableMatrixView? = nil, in pass: inout Pass
  ) -> (loss: Double, gradient: MutableMatrixView) {
    let (scores, trace) = projection.forward(hidden.values, in: &pass)
    let (loss, gradient) = loss(
      PackedSequences(values: scores, packing: hidden.packing), gold: gold, scale: scale,
      in: &pass)
    return (
      loss, projection.backward(gradient.values, through: trace, addingTo: sum, in: &pass)
    )
  }
}

/// A head that gives each token a label.
///
/// Scores are `[tokens, labelCount]`; labels and probabilities stand in packed order.
package protocol LabelHead: SequenceHead where Gold == [Int32] {
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

extension LabelHead {
  /// The loss of labels.
  package func loss(
    _ scores: PackedSequences, gold: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    loss(scores, labels: gold, scale: scale, in: &pass)
  }

  /// The best labels.
  package func decode(_ scores: PackedSequences, in pass: inout Pass) -> [Int32] {
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
