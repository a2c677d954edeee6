import Elman
import ElmanTensors
import ElmanText

extension FuzzTarget {
  /// The learned tokenizer, with a network whose weights are random.
  static let learnedTokenizer = FuzzTarget(
    name: "learned-tokenizer", seeds: textSeeds, dictionary: textDictionary + ["no", "ing", "the"]
  ) { (input) throws(FuzzFinding) in
    guard let tokenizer = smallTokenizer else { throw FuzzFinding("no tokenizer could be made") }
    let input = TokenizerInput(input)
    let sentences = try input.checkedSentences(
      LearnedTokenizerSession(tokenizer, mode: input.mode, batchSize: 2))
    try checkWrittenText(of: sentences)
  }

  static let smallTokenizer = try? makeTokenizer()

  private static func makeTokenizer() throws -> LearnedTokenizer {
    var configuration = TokenizerConfiguration()
    configuration.hiddenSize = 4
    configuration.characterSize = 3
    configuration.blockSize = 16
    configuration.contextSize = 5
    configuration.wordKnowledge = .never
    configuration.pieceCount = 3
    let features = CharacterFeatures(
      characters: CharacterVocabulary("abcdeghinorst .,!?\n\u{E9}\u{732B}".unicodeScalars),
      wordKnowledge: nil, longestWord: configuration.longestWord,
      pieces: CharacterPieces(
        try Vocabulary(strings: ["ou", "ing", "the"]), longest: configuration.longestPiece))
    let network = TokenizerNetwork(configuration, features: features)
    let weights = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 1)
    weights.initialize(with: &random)
    // Scores far apart, so that no label wins everywhere.
    for index in 0..<network.layout.count { weights.base[index] *= 3 }
    let split = (surface: Array("no".utf8), words: [Array("n".utf8), Array("o".utf8)])
    return LearnedTokenizer(
      configuration: configuration, features: features,
      multiwords: MultiwordSplitter(learningFrom: [split, split]), network: network,
      weights: PackedWeights(weights, forTraining: false))
  }
}
