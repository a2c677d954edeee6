import ElmanTensors

/// What makes trees of hidden states: recurrent layers of its own, if it has any, and a biaffine scorer.
package struct TreeHead: Sendable {
  /// What makes the states that are shared smaller for the layers, if anything does.
  let reduction: Linear?
  /// The layers between these and the scorer.
  package let layers: RecurrentStack?
  /// Scores of arcs and relations.
  package let scorer: BiaffineScorer
  private let dropout: Dropout

  /// Adds the head's parameters to a layout.
  ///
  /// - Parameters:
  ///   - cell: the cell of the layers.
  ///   - inputSize: the width of a hidden state.
  ///   - reducedSize: that of what the layers read of it; 0 for all.
  ///   - layerCount: the layers, which may be none.
  ///   - hiddenSize: the units of each direction of one.
  ///   - arcSize: the size of a projection for arcs.
  ///   - relationSize: that for relations.
  ///   - relationCount: the number of relations.
  ///   - dropout: dropout on what layers give, and on projections.
  ///   - recurrentDropout: the rate of dropout on what a step of a layer gets from the one before.
  ///   - layout: gets the parameters.
  package init(
    cell: any RecurrentCell, inputSize: Int, reducedSize: Int, layerCount: Int, hiddenSize: Int,
    arcSize: Int, relationSize: Int, relationCount: Int, dropout: Dropout, recurrentDropout: Float,
    in layout: inout ParameterLayout
  ) {
    self.dropout = dropout
    let isReduced = reducedSize > 0 && layerCount > 0
    reduction =
      isReduced
      ? Linear("reduction", inputSize: inputSize, outputSize: reducedSize, in: &layout) : nil
    layers =
      layerCount == 0
      ? nil
      : layout.scope("layers") {
        RecurrentStack(
          cell: cell, inputSize: isReduced ? reducedSize : inputSize,
          hiddenSizes: Array(repeating: hiddenSize, count: layerCount), dropout: dropout,
          recurrentDropout: recurrentDropout, in: &$0)
      }
    scorer = BiaffineScorer(
      inputSize: layers?.outputSize ?? inputSize, arcSize: arcSize, relationSize: relationSize,
      relationCount: relationCount, dropout: dropout, in: &layout)
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - hidden: the states that are shared, `[words, inputSize]`.
  ///   - gold: what is right.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: a pass for training.
  /// - Returns: the loss, summed over words, and the gradient with respect to the states.
  package func learn(
    _ hidden: PackedSequences, gold: GoldTrees, scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: MutableMatrixView) {
    guard let layers else {
      let (loss, gradient) = scorer.loss(hidden, gold: gold, scale: scale, in: &pass)
      return (loss, gradient.values)
    }
    let input = reduced(hidden, in: &pass)
    let (states, trace) = layers.forward(input, in: &pass)
    let (dropped, seed) = dropout.forward(states, in: &pass)
    let (loss, gradient) = scorer.loss(dropped, gold: gold, scale: scale, in: &pass)
    let below = layers.backward(
      dropout.backward(gradient, through: seed, in: &pass), through: trace, in: &pass)
    guard let reduction else { return (loss, below.values) }
    return (loss, reduction.backward(below.values, through: hidden.values, in: &pass))
  }

  /// What the layers read of the states that are shared.
  private func reduced(_ hidden: PackedSequences, in pass: inout Pass) -> PackedSequences {
    guard let reduction else { return hidden }
    return PackedSequences(
      values: reduction.forward(hidden.values, in: &pass).output, packing: hidden.packing)
  }

  /// The trees of a batch of sentences, as `BiaffineScorer.parse` finds them.
  package func parse(
    _ hidden: PackedSequences, kinds: [RelationKind], probabilities: Bool,
    into trees: inout BiaffineScorer.Trees, in pass: inout Pass
  ) {
    let states = layers?.forward(reduced(hidden, in: &pass), in: &pass).output ?? hidden
    scorer.parse(
      states, kinds: kinds, probabilities: probabilities, into: &trees, in: &pass)
  }
}
