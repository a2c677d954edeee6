import ElmanNetworks
import ElmanTensors

/// What turns hidden states into one column's labels: a projection to scores, and a head.
package struct ColumnHead: Sendable {
  /// The column.
  package let column: TagColumn
  /// Hidden states to the scores of labels.
  package let projection: Linear
  /// Scores to labels.
  package let head: any LabelHead
  /// What labels are made of, where the projection gives a column to each part too.
  package let parts: LabelParts?

  /// Adds the parameters of one column to a layout.
  ///
  /// - Parameters:
  ///   - constraints: what a CRF keeps to, in training too.
  ///   - parts: what labels are made of, in training.
  ///   - alternatives: sets of labels that tokens may be known to be of in a CRF's training.
  init(
    _ column: TagColumn, _ kind: HeadKind, inputSize: Int, labelCount: Int,
    constraints: LabelConstraints?, parts: LabelParts? = nil, alternatives: [[Bool]] = [],
    in layout: inout ParameterLayout
  ) {
    self.column = column
    self.parts = parts
    projection = Linear(
      "projection", inputSize: inputSize, outputSize: parts?.columnCount ?? labelCount, in: &layout)
    switch kind {
    case .softmax: head = SoftmaxHead()
    case .crf:
      head = CRFHead(
        labelCount: labelCount, constraints: constraints, alternatives: alternatives, in: &layout)
    }
  }

  /// The scores of each label at each token, `[tokens, labelCount]`.
  package func scores(_ hidden: PackedSequences, in pass: inout Pass) -> PackedSequences {
    let columns = projection.forward(hidden.values, in: &pass).output
    return PackedSequences(
      values: parts?.forward(columns, in: &pass) ?? columns, packing: hidden.packing)
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - gold: the gold labels in packed order; negative ones where there is none, or one of several.
  ///   - sum: the gradient of other columns with respect to the hidden states, which gets this
  ///     one's too.
  /// - Returns: the loss, summed over tokens, and the gradient with respect to the hidden states.
  func learn(
    _ hidden: PackedSequences, gold: [Int32], scale: Float, addingTo sum: MutableMatrixView?,
    in pass: inout Pass
  ) -> (loss: Double, gradient: MutableMatrixView) {
    guard let parts else {
      return head.learn(
        hidden, through: projection, gold: gold, scale: scale, addingTo: sum, in: &pass)
    }
    let (columns, trace) = projection.forward(hidden.values, in: &pass)
    let (loss, scores) = head.loss(
      PackedSequences(values: parts.forward(columns, in: &pass), packing: hidden.packing),
      gold: gold, scale: scale, in: &pass)
    let gradient = parts.backward(scores.values, in: &pass)
    return (loss, projection.backward(gradient, through: trace, addingTo: sum, in: &pass))
  }
}
