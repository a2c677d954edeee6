import ElmanNetworks
import ElmanTensors
import ElmanText

@testable import Elman

/// A tokenizer with random weights, whose decisions are therefore of all kinds.
func randomTokenizer(
  seed: UInt64 = 1, knowsWords: Bool = false, pieces: [String] = ["ou", "ing", "the"],
  spacesInTokens: Bool = true, boundaries: BoundaryRules = BoundaryRules(),
  _ change: (inout TokenizerConfiguration) -> Void = { _ in }
) throws -> LearnedTokenizer {
  var configuration = TokenizerConfiguration()
  configuration.hiddenSize = 6
  configuration.characterSize = 5
  configuration.pairSize = 3
  configuration.wordSize = 2
  configuration.longestWord = 3
  configuration.blockSize = 16
  configuration.contextSize = 5
  configuration.wordKnowledge = knowsWords ? .always : .never
  configuration.pieceCount = knowsWords ? 0 : pieces.count
  change(&configuration)
  let features = CharacterFeatures(
    characters: CharacterVocabulary("abcdefghinorstu .,!?\n\u{E9}\u{732B}".unicodeScalars),
    wordKnowledge: knowsWords
      ? (
        pairs: try Vocabulary(strings: ["ab", "e ", "th"]),
        words: try Vocabulary(strings: ["a", "the", "no"])
      ) : nil,
    longestWord: configuration.longestWord,
    pieces: configuration.pieceCount > 0
      ? CharacterPieces(try Vocabulary(strings: pieces), longest: configuration.longestPiece) : nil)
  var shape = TokenizerShape()
  shape.spacesInTokens = spacesInTokens
  let network = TokenizerNetwork(configuration, shape, features: features)
  let weights = MutableParameterBuffer(zerosFor: network.layout)
  var random = Random(seed: seed)
  weights.initialize(with: &random)
  // Scores far apart, so that no label wins everywhere.
  for index in 0..<network.layout.count { weights.base[index] *= 3 }
  return LearnedTokenizer(
    configuration: configuration, shape: shape, features: features,
    multiwords: MultiwordSplitter(
      learningFrom: [
        (surface: Array("no".utf8), words: [Array("n".utf8), Array("o".utf8)]),
        (surface: Array("no".utf8), words: [Array("n".utf8), Array("o".utf8)]),
      ]), boundaries: boundaries, network: network,
    weights: PackedWeights(weights, forTraining: false))
}

/// Rules that a small text shows, which decide much.
func sampleRules() -> BoundaryRules {
  let sentence = "the house is no. 5, nothing (a) of 3-4 e-notes; Dr. Oat's no doing. "
  let tokens = [
    "the", "house", "is", "no.", "5", ",", "nothing", "(", "a", ")", "of", "3", "-", "4", "e-notes",
    ";", "Dr.", "Oat's", "no", "doing", ".",
  ].map { Array($0.utf8) }
  var text: [UInt8] = []
  var ends: [(offset: Int, label: BoundaryLabel)] = []
  for _ in 0..<20 {
    var position = text.count
    text += sentence.utf8
    for (index, token) in tokens.enumerated() {
      while text[position] == 0x20 { position += 1 }
      position += token.count
      var label: BoundaryLabel = index == 17 ? [.token, .multiword] : .token
      if index == tokens.count - 1 { label.insert(.sentence) }
      ends.append((position, label))
    }
  }
  return BoundaryRules(learningFrom: text, ends: ends)
}

/// A text of words, marks, addresses, other scripts, emoji, odd white space and broken bytes.
func randomText(_ count: Int, random: inout Random) -> [UInt8] {
  let parts: [[UInt8]] =
    [
      "the", "nothing", "house", "a", "no", ".", "!?", ",", " ", " ", " ", " ", "\n", "\n\n",
      " \r\n \n", "\u{3000}", "https://example.org/a?b=c.", "me@example.org", "www.example.org",
      "e\u{301}tude", "\u{E9}", "\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}\u{1F1EB}",
      "\u{732B}\u{732B}",
      "a\u{323}\u{302}", "\u{301}", "\u{2029}",
    ].map { Array($0.utf8) } + [[0xFF], [0xE2, 0x82]]
  return (0..<count).flatMap { _ in parts[random.index(below: parts.count)] }
}
