import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct TokenEncoderTests {
  /// Distinct words of the batches below, as ids and as lengths in characters.
  static let wordIds: [Int32] = [4, 0, 2, 1]
  static let wordLengths = [3, 1, 5, 2]

  static func batch(_ sentences: [[Int32]]) -> TokenBatch {
    let characters = idSequences(wordLengths, below: 6)
    return tokenBatch(sentences) { batch in
      for (word, id) in wordIds.enumerated() { batch.addWord(id, characters: characters[word]) }
    }
  }

  static func encoder(
    hiddenSize: Int = 5, wordDropout: Float = 0, areWordsFrozen: Bool = false,
    in layout: inout ParameterLayout
  ) -> TokenEncoder {
    TokenEncoder(
      wordCount: 5, wordSize: 3, areWordsFrozen: areWordsFrozen, characterCount: 6,
      characterSize: 4,
      characterHiddenSize: hiddenSize, wordDropout: wordDropout, in: &layout)
  }

  @Test(arguments: raggedLengths, hiddenSizes)
  func gradients(lengths: [Int], size: Int) {
    var layout = ParameterLayout()
    let encoder = Self.encoder(hiddenSize: size, wordDropout: 0.3, in: &layout)
    let batch = Self.batch(lengths.map { randomIds($0, below: 4, seed: UInt64($0)) })
    expectExactGradients(layout) { _, pass in
      let (output, trace) = encoder.forward(batch, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      encoder.backward(gradient, through: trace, in: &pass)
      return (loss, nil)
    }
  }

  @Test(arguments: raggedLengths)
  func gradientsWithoutCharacters(lengths: [Int]) {
    var layout = ParameterLayout()
    let encoder = Self.encoder(hiddenSize: 0, wordDropout: 0.3, in: &layout)
    #expect(encoder.outputSize == 3)
    let sentences = lengths.map { randomIds($0, below: 4, seed: UInt64($0)) }
    let batch = tokenBatch(sentences) { batch in
      for id in Self.wordIds { batch.addWord(id) }
    }
    expectExactGradients(layout) { _, pass in
      let (output, trace) = encoder.forward(batch, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      encoder.backward(gradient, through: trace, in: &pass)
      return (loss, nil)
    }
  }

  @Test(arguments: raggedLengths, [0, 5])
  func gradientsWithAffixes(lengths: [Int], characterHiddenSize: Int) {
    var layout = ParameterLayout()
    let encoder = TokenEncoder(
      wordCount: 5, wordSize: 3, characterCount: 6, characterSize: 4,
      characterHiddenSize: characterHiddenSize, affixCount: 7, affixSize: 4, wordDropout: 0.3,
      in: &layout)
    #expect(encoder.outputSize == 3 + 2 * characterHiddenSize + 4)
    let characters = idSequences(Self.wordLengths, below: 6)
    let affixes = idSequences([2, 1, 6, 3], below: 7)
    let sentences = lengths.map { randomIds($0, below: 4, seed: UInt64($0)) }
    let batch = tokenBatch(sentences) { batch in
      for (word, id) in Self.wordIds.enumerated() {
        batch.addWord(
          id, characters: characterHiddenSize > 0 ? characters[word] : [], affixes: affixes[word])
      }
    }
    expectExactGradients(layout) { _, pass in
      let (output, trace) = encoder.forward(batch, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      encoder.backward(gradient, through: trace, in: &pass)
      return (loss, nil)
    }
  }

  @Test func affixesAddUpAndUnknownOnesCountForNothing() throws {
    var layout = ParameterLayout()
    let sum = EmbeddingSum("affixes", count: 5, size: 3, in: &layout)
    let network = TestNetwork(random: layout)
    var ids = IdSequences()
    for sequence: [Int32] in [[1, 4, 4], [0], [2, 0, 1]] { ids.append(sequence[...]) }
    var pass = network.trainingPass()
    let output = sum.forward(ids, in: &pass).output
    let table = network.weights[sum.parts.table]
    func row(_ id: Int) -> [Float] { Array(table[row: id]) }
    func expected(_ ids: [Int]) -> [Float] {
      ids.reduce([0, 0, 0]) { zip($0, row($1)).map { $0 + $1 } }
    }
    #expect(Array(output[row: 0]) == expected([1, 4, 4]))
    #expect(Array(output[row: 1]) == [0, 0, 0])
    #expect(Array(output[row: 2]) == expected([2, 1]))
  }

  @Test func vectorsLearnedElsewhereStandBesideTheWords() throws {
    var layout = ParameterLayout()
    // Word 4 has no vector of its own.
    let encoder = TokenEncoder(
      wordCount: 3, wordSize: 3, pretrainedCount: 5, pretrainedSize: 2, characterCount: 6,
      characterSize: 4, characterHiddenSize: 5, wordDropout: 0.3, in: &layout)
    #expect(encoder.outputSize == 3 + 2 + 10)
    let batch = Self.batch([[0, 1, 2], [3, 0]])
    let network = TestNetwork(random: layout)
    var pass = network.trainingPass()
    pass.begin(random: Random(seed: 3))
    let (output, trace) = encoder.forward(batch, in: &pass)
    let tables = network.weights.parameters
    let own = encoder.words.table
    let pretrained = try #require(encoder.pretrained?.table)
    let ids = batch.wordOfRow.map { Self.wordIds[Int($0)] }
    for (row, id) in ids.enumerated() {
      let vector = Array(output.values[row: row])
      #expect(Array(vector[3..<5]) == (0..<2).map { tables[pretrained][Int(id), $0] })
      if id > 2 { #expect(Array(vector[..<3]) == (0..<3).map { tables[own][0, $0] }) }
    }
    let (_, gradient) = probe(output, in: &pass)
    encoder.backward(gradient, through: trace, in: &pass)
    #expect(pass.gradients?.touchedRows(of: pretrained) == [])
  }

  @Test func frozenWordsGetNoGradient() {
    var layout = ParameterLayout()
    let encoder = Self.encoder(areWordsFrozen: true, in: &layout)
    let network = TestNetwork(random: layout)
    let batch = Self.batch([[1], [3, 0, 3]])
    let gradients = Gradients(zerosFor: layout)
    var pass = Pass(trainingWith: network.weights, gradients: gradients)
    let (output, trace) = encoder.forward(batch, in: &pass)
    encoder.backward(probe(output, in: &pass).gradient, through: trace, in: &pass)
    #expect(gradients[encoder.words.table].elements.allSatisfy { $0 == 0 })
    #expect(gradients.norm > 0)
  }

  @Test func standsWordAndCharactersSideBySide() throws {
    var layout = ParameterLayout()
    let encoder = Self.encoder(in: &layout)
    let network = TestNetwork(random: layout)
    let batch = Self.batch([[1], [3, 0, 3], [2, 1]])
    var pass = network.trainingPass()
    let output = encoder.forward(batch, in: &pass).output
    let characters = try #require(encoder.characters).forward(batch.characters, in: &pass).output
    let words = network.weights[encoder.words.table]
    for (row, word) in batch.wordOfRow.enumerated() {
      #expect(
        Array(output.values[row: row])
          == Array(words[row: Int(Self.wordIds[Int(word)])])
          + Array(characters[row: Int(word)]))
    }
  }

  /// A dropped word gets the vector of the unknown word, but keeps its characters.
  @Test func takesDroppedWordsForUnknown() {
    var layout = ParameterLayout()
    let encoder = Self.encoder(wordDropout: 0.5, in: &layout)
    let network = TestNetwork(random: layout)
    let batch = Self.batch([Array(repeating: 0, count: 400)])
    func rows(_ pass: consuming Pass) -> [[Float]] {
      let values = encoder.forward(batch, in: &pass).output.values
      return (0..<values.rows).map { Array(values[row: $0]) }
    }
    let known = rows(Pass(inferenceWith: network.weights))[0]
    let unknown = Array(network.weights[encoder.words.table][row: 0]) + known[3...]
    let trained = rows(network.trainingPass())
    #expect(trained.allSatisfy { $0 == known || $0 == unknown })
    #expect((150...250).contains(trained.count { $0 == unknown }))
    #expect(rows(Pass(inferenceWith: network.weights)).allSatisfy { $0 == known })
  }
}

/// A batch of sentences given by their distinct words.
func tokenBatch(_ sentences: [[Int32]], addingWords: (inout TokenBatch) -> Void) -> TokenBatch {
  var batch = TokenBatch()
  for sentence in sentences {
    batch.beginSentence()
    for word in sentence { batch.append(word: word) }
  }
  addingWords(&batch)
  batch.pack()
  return batch
}
