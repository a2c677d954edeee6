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

  /// Adds the parameters of one column to a layout.
  ///
  /// - Parameters:
  ///   - constraints: what a CRF keeps to, in training too.
  ///   - alternatives: sets of labels that tokens may be known to be of in a CRF's training.
  init(
    _ column: TagColumn, _ kind: HeadKind, inputSize: Int, labelCount: Int,
    constraints: LabelConstraints?, alternatives: [[Bool]] = [], in layout: inout ParameterLayout
  ) {
    self.column = column
    projection = Linear("projection", inputSize: inputSize, outputSize: labelCount, in: &layout)
    switch kind {
    case .softmax: head = SoftmaxHead()
    case .crf:
      head = CRFHead(
        labelCount: labelCount, constraints: constraints, alternatives: alternatives, in: &layout)
    }
  }

  /// The scores of each label at each token, `[tokens, labelCount]`.
  package func scores(_ hidden: PackedSequences, in pass: inout Pass) -> PackedSequences {
    PackedSequences(
      values: projection.forward(hidden.values, in: &pass).output, packing: hidden.packing)
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
    head.learn(
      hidden, through: projection, gold: gold, scale: scale, addingTo: sum, in: &pass)
  }
}
