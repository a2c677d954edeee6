import ElmanBytes
import ElmanNetworks
import ElmanTensors

/// The network of a classifier: tokens → vectors → hidden states → one vector a text → scores.
package struct ClassifierNetwork: Sendable {
  /// The parameters of all layers.
  package let layout: ParameterLayout
  /// The vectors of words.
  package var words: Embedding { encoder.tokens.words }
  /// The part below the pooling.
  package let encoder: SentenceEncoder
  private let pooling: any Pooling
  private let outputDropout: Dropout
  private let projection: Linear
  private let labelSmoothing: Float
  private let labelWeights: [Float]?

  /// Lays out the network of a configuration.
  ///
  /// - Parameters:
  ///   - configuration: what the network looks like.
  ///   - shape: what training found out.
  ///   - wordCount: the words of the vocabulary.
  ///   - characterCount: the characters that have vectors.
  ///   - affixCount: the affixes that have vectors.
  ///   - labels: the names of the classes, in the order of their numbers.
  package init(
    _ configuration: ClassifierConfiguration, _ shape: EncoderShape = EncoderShape(),
    wordCount: Int, characterCount: Int, affixCount: Int = 0, labels: [String]
  ) {
    var layout = ParameterLayout()
    encoder = SentenceEncoder(
      configuration, shape, wordCount: wordCount, characterCount: characterCount,
      affixCount: affixCount, in: &layout)
    pooling = configuration.pooling.pooling(
      size: encoder.outputSize, attentionSize: configuration.attentionSize, in: &layout)
    outputDropout = Dropout(rate: configuration.outputDropout)
    projection = Linear(
      "projection", inputSize: encoder.outputSize, outputSize: labels.count, in: &layout)
    labelSmoothing = configuration.labelSmoothing
    let weights = configuration.weightsByLabel
    labelWeights = weights.isEmpty ? nil : labels.map { weights[Spelling($0)] ?? 1 }
    self.layout = layout
  }

  /// The scores of each label for each text, `[texts, labels]`, and for each token of the batch, text
  /// after text, its weight in the pooling, if the pooling weighs tokens.
  package func scores(_ batch: DocumentBatch, in pass: inout Pass) -> (
    scores: MutableMatrixView, tokenWeights: [Float]?
  ) {
    let hidden = encoder.forward(batch.tokens, in: &pass).output
    let (scores, trace) = forward(hidden, batch.layout, in: &pass)
    return (scores, trace.pooling.attentionWeights)
  }

  /// The same from words whose part is computed already, at inference.
  package func scores(_ words: ProjectedRows, _ documents: DocumentLayout, in pass: inout Pass) -> (
    scores: MutableMatrixView, tokenWeights: [Float]?
  ) {
    let hidden = encoder.forward(words, in: &pass)
    let (scores, trace) = forward(hidden, documents, in: &pass)
    return (scores, trace.pooling.attentionWeights)
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - batch: the texts.
  ///   - labels: for each text the number of its label.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: a pass for training.
  /// - Returns: the loss, summed over texts.
  package func learn(
    _ batch: DocumentBatch, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> Double {
    encoder.learn(batch.tokens, in: &pass) { hidden, pass in
      let (scores, trace) = forward(hidden, batch.layout, in: &pass)
      let (loss, gradient) = SoftmaxHead().loss(
        scores, labels: labels, labelSmoothing: labelSmoothing, classWeights: labelWeights,
        scale: scale, in: &pass)
      return (loss, backward(gradient, batch.layout, through: trace, in: &pass))
    }
  }

  private struct Trace {
    let pooling: PoolingTrace
    let outputDropout: UInt32?
    let projection: MutableMatrixView
  }

  /// From hidden states to scores.
  private func forward(
    _ hidden: PackedSequences, _ documents: DocumentLayout, in pass: inout Pass
  ) -> (output: MutableMatrixView, trace: Trace) {
    // Windows of one text become neighbours: pooling sees the text as a whole.
    let states = pass.workspace.matrix(rows: hidden.values.rows, columns: encoder.outputSize)
    for (row, packed) in documents.rows.enumerated() {
      states.copyRow(row, from: hidden.values, row: packed)
    }
    let pooled = pooling.forward(
      SegmentedRows(values: states, segments: documents.segments), in: &pass)
    let output = outputDropout.forward(pooled.output, in: &pass)
    let scores = projection.forward(output.output, in: &pass)
    return (
      scores.output,
      Trace(pooling: pooled.trace, outputDropout: output.trace, projection: scores.trace)
    )
  }

  /// The gradient of the hidden states, in packed order.
  private func backward(
    _ gradient: MutableMatrixView, _ documents: DocumentLayout, through trace: Trace,
    in pass: inout Pass
  ) -> MutableMatrixView {
    let output = projection.backward(gradient, through: trace.projection, in: &pass)
    let pooled = outputDropout.backward(output, through: trace.outputDropout, in: &pass)
    let states = pooling.backward(pooled, through: trace.pooling, in: &pass)
    let hidden = pass.workspace.matrix(rows: states.rows, columns: states.columns)
    for (row, packed) in documents.rows.enumerated() {
      hidden.copyRow(packed, from: states, row: row)
    }
    return hidden
  }
}
