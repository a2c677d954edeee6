import ElmanNetworks
import ElmanTensors

/// The network of a classifier: tokens → vectors → hidden states → one vector a text → scores.
public struct ClassifierNetwork: Sendable {
  /// The parameters of all layers.
  public let layout: ParameterLayout
  /// The vectors of words.
  public var words: Embedding { tokens.words }
  private let tokens: TokenEncoder
  private let inputDropout: Dropout
  private let encoder: RecurrentStack
  private let pooling: any Pooling
  private let outputDropout: Dropout
  private let projection: Linear
  private let labelSmoothing: Float
  private let labelWeights: [Float]?

  /// Lays out the network of a configuration.
  ///
  /// - Parameter labels: the names of the classes, in the order of their numbers.
  public init(
    _ configuration: ClassifierConfiguration, wordCount: Int, characterCount: Int, labels: [String]
  ) {
    var layout = ParameterLayout()
    tokens = TokenEncoder(
      wordCount: wordCount, wordSize: configuration.wordSize,
      areWordsFrozen: configuration.freezesWords, characterCount: characterCount,
      characterSize: configuration.characterSize,
      characterHiddenSize: configuration.characterHiddenSize,
      wordDropout: configuration.wordDropout, in: &layout)
    inputDropout = Dropout(rate: configuration.inputDropout)
    let inputSize = tokens.outputSize
    encoder = layout.scope("encoder") {
      RecurrentStack(
        cell: configuration.cell.cell, layerCount: configuration.layers, inputSize: inputSize,
        hiddenSize: configuration.hiddenSize, dropout: configuration.layerDropout, in: &$0)
    }
    pooling = configuration.pooling.pooling(
      size: encoder.outputSize, attentionSize: configuration.attentionSize, in: &layout)
    outputDropout = Dropout(rate: configuration.outputDropout)
    projection = Linear(
      "projection", inputSize: encoder.outputSize, outputSize: labels.count, in: &layout)
    labelSmoothing = configuration.labelSmoothing
    labelWeights =
      configuration.labelWeights.isEmpty
      ? nil : labels.map { configuration.labelWeights[$0] ?? 1 }
    self.layout = layout
  }

  /// The scores of each label for each text, `[texts, labels]`, and for each token of the batch, text
  /// after text, its weight in the pooling, if the pooling weighs tokens.
  public func scores(_ batch: DocumentBatch, in pass: inout Pass) -> (
    scores: MatrixView, tokenWeights: [Float]?
  ) {
    let (scores, trace) = forward(batch, in: &pass)
    return (scores, trace.pooling.attentionWeights)
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameter labels: for each text the number of its label.
  /// - Returns: the loss, summed over texts.
  public func learn(
    _ batch: DocumentBatch, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> Double {
    let (scores, trace) = forward(batch, in: &pass)
    let (loss, gradient) = SoftmaxHead().loss(
      scores, labels: labels, labelSmoothing: labelSmoothing, classWeights: labelWeights,
      scale: scale, in: &pass)
    backward(gradient, of: batch, through: trace, in: &pass)
    return loss
  }

  private struct Trace {
    let tokens: TokenEncoder.Trace
    let inputDropout: UInt32?
    let encoder: RecurrentStack.Trace
    let pooling: PoolingTrace
    let outputDropout: UInt32?
    let projection: MatrixView
  }

  private func forward(_ batch: DocumentBatch, in pass: inout Pass) -> (
    output: MatrixView, trace: Trace
  ) {
    let packing = batch.tokens.packing
    let vectors = tokens.forward(batch.tokens, in: &pass)
    let input = inputDropout.forward(vectors.output.values, in: &pass)
    let hidden = encoder.forward(
      PackedSequences(values: input.output, packing: packing), in: &pass)
    // Windows of one text become neighbours: pooling sees the text as a whole.
    let states = pass.workspace.matrix(rows: packing.rowCount, columns: encoder.outputSize)
    for (row, packed) in batch.rows.enumerated() {
      states.copyRow(row, from: hidden.output.values, row: packed)
    }
    let pooled = pooling.forward(
      SegmentedRows(values: states, segments: batch.segments), in: &pass)
    let output = outputDropout.forward(pooled.output, in: &pass)
    let scores = projection.forward(output.output, in: &pass)
    return (
      scores.output,
      Trace(
        tokens: vectors.trace, inputDropout: input.trace, encoder: hidden.trace,
        pooling: pooled.trace, outputDropout: output.trace, projection: scores.trace)
    )
  }

  private func backward(
    _ gradient: MatrixView, of batch: DocumentBatch, through trace: Trace, in pass: inout Pass
  ) {
    let packing = batch.tokens.packing
    let output = projection.backward(gradient, through: trace.projection, in: &pass)
    let pooled = outputDropout.backward(output, through: trace.outputDropout, in: &pass)
    let states = pooling.backward(pooled, through: trace.pooling, in: &pass)
    let hidden = pass.workspace.matrix(rows: packing.rowCount, columns: encoder.outputSize)
    for (row, packed) in batch.rows.enumerated() {
      hidden.copyRow(packed, from: states, row: row)
    }
    let input = encoder.backward(
      PackedSequences(values: hidden, packing: packing), through: trace.encoder, in: &pass)
    let vectors = inputDropout.backward(input.values, through: trace.inputDropout, in: &pass)
    tokens.backward(
      PackedSequences(values: vectors, packing: packing), through: trace.tokens, in: &pass)
  }
}
