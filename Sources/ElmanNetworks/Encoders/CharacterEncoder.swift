import ElmanTensors

/// The vector of a word from its characters: the last hidden states of a bidirectional LSTM that
/// reads the word, side by side.
///
/// Reference: Ling and others, 2015, Finding Function in Form: Compositional Character Models for
/// Open Vocabulary Word Representation.
package struct CharacterEncoder: Layer {
  /// The characters' vectors.
  package let embedding: Embedding
  /// The LSTM over characters.
  package let layer: BidirectionalLayer

  /// Adds the encoder's parameters to a layout.
  package init(
    characterCount: Int, embeddingSize: Int, hiddenSize: Int, in layout: inout ParameterLayout
  ) {
    (embedding, layer) = layout.scope("characters") {
      (
        Embedding("embedding", count: characterCount, size: embeddingSize, in: &$0),
        BidirectionalLayer(
          cell: LSTMCell(), inputSize: embeddingSize, hiddenSize: hiddenSize, in: &$0)
      )
    }
  }

  /// The width of a word's vector.
  package var outputSize: Int { layer.outputSize }

  /// What backward needs.
  package struct Trace {
    let packing: SequencePacking
    let ids: [Int32]
    let layer: BidirectionalLayer.Trace
  }

  /// Maps words, as packed sequences of character ids, to `[words, outputSize]`.
  package func forward(_ words: IdSequences, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: Trace
  ) {
    let packing = words.packing
    precondition(packing.sequenceCount == words.count, "the words' characters are not packed")
    let vectors = embedding.forward(words.packedIds, in: &pass).output
    let (states, trace) = layer.forward(
      PackedSequences(values: vectors, packing: packing), in: &pass)
    let output = pass.workspace.matrix(rows: words.count, columns: outputSize)
    forEachEnd(packing) { word, row, columns in
      output.columns(columns).copyRow(word, from: states.values.columns(columns), row: row)
    }
    return (output, Trace(packing: packing, ids: words.packedIds, layer: trace))
  }

  /// Adds the gradients of the LSTM and of the characters' vectors.
  package func backward(
    _ outputGradient: MutableMatrixView, through trace: Trace, in pass: inout Pass
  ) {
    let gradient = pass.workspace.zeros(rows: trace.packing.rowCount, columns: outputSize)
    forEachEnd(trace.packing) { word, row, columns in
      gradient.columns(columns).copyRow(row, from: outputGradient.columns(columns), row: word)
    }
    let vectors = layer.backward(
      PackedSequences(values: gradient, packing: trace.packing), through: trace.layer, in: &pass)
    embedding.backward(vectors.values, through: trace.ids, in: &pass)
  }

  /// Visits, for each word and direction, the row and the columns of the state after the last
  /// character read: the word's last row from left to right, its first from right to left.
  private func forEachEnd(
    _ packing: SequencePacking, _ body: (_ word: Int, _ row: Int, _ columns: Range<Int>) -> Void
  ) {
    let middle = layer.leftToRight.hiddenSize
    for sequence in 0..<packing.sequenceCount {
      let word = packing.order[sequence]
      body(word, packing.row(step: packing.lengths[sequence] - 1, sequence: sequence), 0..<middle)
      body(word, packing.row(step: 0, sequence: sequence), middle..<outputSize)
    }
  }
}
