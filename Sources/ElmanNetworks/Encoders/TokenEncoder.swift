import ElmanTensors

/// The vector of a token: its word's embedding, beside it one learned elsewhere if there are such, the sum of its
/// affixes' and its word's characters encoded if the network reads them. Each distinct word of a batch is encoded
/// once.
package struct TokenEncoder: Layer {
  /// The words' vectors; id 0 is the unknown word, and so is each id beyond the table.
  package let words: Embedding
  /// Vectors learned elsewhere, for more words, which training leaves as they are.
  package let pretrained: Embedding?
  /// The affixes' vectors, if the network reads them.
  package let affixes: EmbeddingSum?
  /// The encoder of characters, if the network reads them.
  package let characters: CharacterEncoder?
  /// In training, the probability that a token's word is taken for unknown, so that the unknown
  /// word's vector learns and the characters carry their share.
  package let wordDropout: Float
  /// Adds the encoder's parameters to a layout.
  ///
  /// - Parameters:
  ///   - wordCount: the words of the table.
  ///   - wordSize: the size of a word's vector.
  ///   - areWordsFrozen: whether training leaves the words' vectors as they are.
  ///   - pretrainedCount: how many words have vectors learned elsewhere.
  ///   - pretrainedSize: the size of those; 0 for none.
  ///   - characterCount: the characters of their table.
  ///   - characterSize: the size of a character's vector.
  ///   - characterHiddenSize: the units of each direction of the LSTM over characters; 0 for none.
  ///   - affixCount: the affixes of their table.
  ///   - affixSize: the size of an affix's vector; 0 for none.
  ///   - wordDropout: the probability that a word is taken for unknown.
  ///   - layout: gets the parameters.
  package init(
    wordCount: Int, wordSize: Int, areWordsFrozen: Bool = false, pretrainedCount: Int = 0,
    pretrainedSize: Int = 0, characterCount: Int, characterSize: Int, characterHiddenSize: Int,
    affixCount: Int = 0, affixSize: Int = 0, wordDropout: Float, in layout: inout ParameterLayout
  ) {
    words = Embedding(
      "words", count: wordCount, size: wordSize, isFrozen: areWordsFrozen, in: &layout)
    pretrained =
      pretrainedSize == 0
      ? nil
      : Embedding(
        "pretrained", count: pretrainedCount, size: pretrainedSize, isFrozen: true,
        initializer: .zeros, in: &layout)
    characters =
      characterHiddenSize == 0
      ? nil
      : CharacterEncoder(
        characterCount: characterCount, embeddingSize: characterSize,
        hiddenSize: characterHiddenSize, in: &layout)
    affixes =
      affixSize == 0
      ? nil : EmbeddingSum("affixes", count: affixCount, size: affixSize, in: &layout)
    self.wordDropout = wordDropout
  }

  /// The width of a token's vector.
  package var outputSize: Int { affixColumns.upperBound }

  /// The width of what is looked up.
  private var wordVectorSize: Int { words.table.columns + (pretrained?.table.columns ?? 0) }

  /// The columns of the vector that the characters give.
  private var characterColumns: Range<Int> {
    wordVectorSize..<wordVectorSize + (characters?.outputSize ?? 0)
  }

  /// Those that the affixes give.
  private var affixColumns: Range<Int> {
    let start = characterColumns.upperBound
    return start..<start + (affixes?.outputSize ?? 0)
  }

  /// What backward needs.
  package struct Trace {
    let wordIds: [Int32]
    let wordOfRow: [Int32]
    let wordCount: Int
    let characters: CharacterEncoder.Trace?
    let affixes: EmbeddingSum.Trace?
  }

  /// Maps a batch to `[tokens, outputSize]`, the word's embeddings first.
  package func forward(_ batch: TokenBatch, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let output = pass.workspace.matrix(rows: batch.packing.rowCount, columns: outputSize)
    let ids = lookUp(batch, into: output, in: &pass)

    let encoded = characters?.forward(batch.characters, in: &pass)
    let sums = affixes?.forward(batch.affixes, in: &pass)
    for (vectors, columns) in [(encoded?.output, characterColumns), (sums?.output, affixColumns)] {
      guard let vectors else { continue }
      let target = output.columns(columns)
      for (row, word) in batch.wordOfRow.enumerated() {
        target.copyRow(row, from: vectors, row: Int(word))
      }
    }
    return (
      PackedSequences(values: output, packing: batch.packing),
      Trace(
        wordIds: ids, wordOfRow: batch.wordOfRow, wordCount: batch.wordIds.count,
        characters: encoded?.trace, affixes: sums?.trace)
    )
  }

  /// Writes the vectors of each row's word, and returns what ids it has among those that learn: in
  /// training some are taken for unknown.
  private func lookUp(
    _ batch: TokenBatch, into output: MutableMatrixView, in pass: inout Pass
  ) -> [Int32] {
    let learnedSize = words.table.columns
    var ids = pass.takeIds()
    for word in batch.wordOfRow { ids.append(batch.wordIds[Int(word)]) }
    if let pretrained {
      _ = pretrained.forward(ids, into: output.columns(learnedSize..<wordVectorSize), in: &pass)
    }
    for row in ids.indices where Int(ids[row]) >= words.table.rows { ids[row] = 0 }
    if pass.mode == .training && wordDropout > 0 {
      for row in ids.indices where pass.random.uniform() < Double(wordDropout) { ids[row] = 0 }
    }
    _ = words.forward(ids, into: output.columns(0..<learnedSize), in: &pass)
    pass.keep(ids)
    return ids
  }

  /// Adds the gradients of the embedding and of the character encoder.
  package func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) {
    words.backward(
      outputGradient.values.columns(0..<words.table.columns), through: trace.wordIds, in: &pass)
    func gradient(_ columns: Range<Int>, in pass: inout Pass) -> MutableMatrixView {
      let sums = pass.workspace.zeros(rows: trace.wordCount, columns: columns.count)
      let gradients = outputGradient.values.columns(columns)
      for (row, word) in trace.wordOfRow.enumerated() {
        sums.addRow(Int(word), from: gradients, row: row)
      }
      return sums
    }
    if let characters, let trace = trace.characters {
      characters.backward(gradient(characterColumns, in: &pass), through: trace, in: &pass)
    }
    if let affixes, let trace = trace.affixes {
      affixes.backward(gradient(affixColumns, in: &pass), through: trace, in: &pass)
    }
  }
}
