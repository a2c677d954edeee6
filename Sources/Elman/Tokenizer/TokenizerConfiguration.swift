import ElmanNetworks

/// What a tokenizer's network looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct TokenizerConfiguration: Sendable, Hashable {
  /// When a network reads pairs of characters and knows words of the training corpus.
  public enum WordKnowledge: String, Sendable, CaseIterable, Codable {
    /// Where white space does not tell words apart: the training corpus decides.
    case automatic
    /// In any case.
    case always
    /// Not at all.
    case never
  }

  /// The recurrent cell of the layers over characters.
  public var cell = CellKind.lstm
  /// The number of bidirectional layers.
  public var layers = 1
  /// The units of each direction of a layer.
  public var hiddenSize = 64
  /// The size of a character's embedding.
  public var characterSize = 32
  /// A character seen less often in training is known by its class alone.
  public var minimumCharacterCount = 2
  /// When pairs of characters and words are read.
  public var wordKnowledge = WordKnowledge.automatic
  /// The size of the embedding of a pair of neighbouring characters.
  public var pairSize = 32
  /// A pair of characters seen less often in training is unknown.
  public var minimumPairCount = 2
  /// The size of the embedding of which words begin, and of which end, at a character.
  public var wordSize = 16
  /// The most characters of a known word that is looked for.
  public var longestWord = 12
  /// The most pieces of words that are read as one character, where no words are known; 0 for none.
  public var pieceCount = 2_000
  /// A piece occurs at least so often in training.
  public var minimumPieceCount = 20
  /// The most characters of a piece.
  public var longestPiece = 8
  /// The characters that are read at once in training.
  public var trainingWindow = 200
  /// The characters whose labels are found at once.
  public var blockSize = 1_024
  /// The characters that are read on either side of them.
  public var contextSize = 64
  /// Whether a token may hold white space; the training corpus decides.
  public var spacesInTokens = true
  /// What is added to the score of a sentence's end; the dev corpus decides.
  public var sentenceBias: Float = 0
  /// The probability of zero for each element of a character's vector, in training, where pairs
  /// and words are read.
  public var inputDropout: Float = 0.5
  /// The same between layers.
  public var layerDropout: Float = 0.3
  /// The same for each element of the last layer's output.
  public var outputDropout: Float = 0.4
  /// The probability that a character is known by its class alone, in training.
  public var characterDropout: Float = 0.02
  /// The probability that a pair of characters is taken for unknown, in training.
  public var pairDropout: Float = 0.2

  /// The default configuration.
  public init() {}

  /// For each layer the units of a direction, the lowest first.
  public var hiddenSizes: [Int] { Array(repeating: hiddenSize, count: layers) }

  /// Whether pairs of characters and words are read.
  var readsWords: Bool { wordKnowledge == .always }

  /// The most units, times those of a window's characters, that a network may have: what a window
  /// needs in memory stays below a gigabyte.
  static let maximumWindowUnits = 1 << 25

  /// The most characters of a window.
  private var windowSize: Int { blockSize + 2 * contextSize }
}

extension TokenizerConfiguration: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case cell, layers, hiddenSize, characterSize, minimumCharacterCount, wordKnowledge, pairSize,
      minimumPairCount, wordSize, longestWord, pieceCount, minimumPieceCount,
      longestPiece, trainingWindow, blockSize, contextSize,
      spacesInTokens, sentenceBias, inputDropout, layerDropout, outputDropout, characterDropout,
      pairDropout
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try settings.read(.cell, into: &cell)
    try settings.read(.layers, into: &layers, in: 1...16)
    try settings.read(.hiddenSize, into: &hiddenSize, in: 1...8192)
    try settings.read(.characterSize, into: &characterSize, in: 1...8192)
    try settings.read(.minimumCharacterCount, into: &minimumCharacterCount, in: 1...1_000_000)
    try settings.read(.wordKnowledge, into: &wordKnowledge)
    try settings.read(.pairSize, into: &pairSize, in: 1...8192)
    try settings.read(.minimumPairCount, into: &minimumPairCount, in: 1...1_000_000)
    try settings.read(.wordSize, into: &wordSize, in: 1...8192)
    try settings.read(.longestWord, into: &longestWord, in: 1...32)
    try settings.read(.pieceCount, into: &pieceCount, in: 0...1_000_000)
    try settings.read(.minimumPieceCount, into: &minimumPieceCount, in: 1...1_000_000)
    try settings.read(.longestPiece, into: &longestPiece, in: 2...64)
    try settings.read(.trainingWindow, into: &trainingWindow, in: 8...65_536)
    try settings.read(.blockSize, into: &blockSize, in: 1...65_536)
    try settings.read(.contextSize, into: &contextSize, in: 0...65_536)
    guard windowSize * hiddenSize <= Self.maximumWindowUnits, contextSize <= 1_024 * blockSize
    else {
      throw settings.error(
        .blockSize,
        "expected at most \(Self.maximumWindowUnits / hiddenSize) characters in a block and on its"
          + " two sides, and at most 1024 times as many on a side as in the block, found blocks of"
          + " \(blockSize) and sides of \(contextSize)")
    }
    try settings.read(.spacesInTokens, into: &spacesInTokens)
    try settings.read(.sentenceBias, into: &sentenceBias, in: -100...100)
    try settings.read(.inputDropout, into: &inputDropout, in: 0...0.99)
    try settings.read(.layerDropout, into: &layerDropout, in: 0...0.99)
    try settings.read(.outputDropout, into: &outputDropout, in: 0...0.99)
    try settings.read(.characterDropout, into: &characterDropout, in: 0...0.99)
    try settings.read(.pairDropout, into: &pairDropout, in: 0...0.99)
  }
}
