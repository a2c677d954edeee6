import ElmanTensors

/// The hidden states of sentences: tokens → vectors → recurrent layers.
package struct SentenceEncoder: Layer {
  /// The vectors of tokens.
  package let tokens: TokenEncoder
  /// Dropout on them.
  package let dropout: Dropout
  /// The recurrent layers.
  package let layers: RecurrentStack

  /// Puts an encoder together.
  package init(tokens: TokenEncoder, dropout: Dropout, layers: RecurrentStack) {
    self.tokens = tokens
    self.dropout = dropout
    self.layers = layers
  }

  /// Whether the characters of words are read.
  package var readsCharacters: Bool { tokens.characters != nil }

  /// The width of a hidden state.
  package var outputSize: Int { layers.outputSize }

  /// What backward needs.
  package struct Trace {
    let tokens: TokenEncoder.Trace
    let dropout: UInt32?
    let layers: RecurrentStack.Trace
  }

  /// Maps a batch to hidden states, `[tokens, outputSize]`.
  package func forward(_ batch: TokenBatch, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let vectors = tokens.forward(batch, in: &pass)
    let input = dropout.forward(vectors.output, in: &pass)
    let hidden = layers.forward(input.output, in: &pass)
    return (
      hidden.output, Trace(tokens: vectors.trace, dropout: input.trace, layers: hidden.trace)
    )
  }

  /// Adds the gradients of all parameters.
  package func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) {
    let input = layers.backward(outputGradient, through: trace.layers, in: &pass)
    let vectors = dropout.backward(input, through: trace.dropout, in: &pass)
    tokens.backward(vectors, through: trace.tokens, in: &pass)
  }

  /// Goes forward and backward once. What lies above, and what is right, is the caller's business.
  ///
  /// - Parameters:
  ///   - batch: the sentences.
  ///   - pass: a pass for training.
  ///   - head: maps the hidden states, `[tokens, outputSize]`, to the loss and its gradient with
  ///     respect to them, and adds gradients of its own to the pass; without a gradient, the batch
  ///     teaches nothing.
  /// - Returns: the loss.
  package func learn(
    _ batch: TokenBatch, in pass: inout Pass,
    head: (PackedSequences, inout Pass) -> (loss: Double, gradient: MutableMatrixView?)
  ) -> Double {
    let (hidden, trace) = forward(batch, in: &pass)
    let (loss, gradient) = head(hidden, &pass)
    guard let gradient else { return loss }
    backward(
      PackedSequences(values: gradient, packing: hidden.packing), through: trace, in: &pass)
    return loss
  }

  /// The width of what depends on a word alone.
  package var projectedWordSize: Int { layers.layers[0].projectedSize }

  /// Computes, at inference, what depends on each distinct word alone and not on its neighbours: its
  /// vector, projected by the lowest layer, `[words, projectedWordSize]`.
  ///
  /// - Parameters:
  ///   - batch: the words, each of them a sentence.
  ///   - pass: gives weights and memory.
  package func words(_ batch: TokenBatch, in pass: inout Pass) -> MutableMatrixView {
    let vectors = tokens.forward(batch, in: &pass).output
    let projected = pass.workspace.matrix(rows: vectors.values.rows, columns: projectedWordSize)
    layers.layers[0].project(vectors.values, into: projected, in: &pass)
    return projected
  }

  /// Maps words whose part is computed, `[any number, projectedWordSize]`, to hidden states, at inference.
  /// The bits are those of the forward pass from tokens.
  package func forward(_ words: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    layers.forward(words, in: &pass)
  }
}
