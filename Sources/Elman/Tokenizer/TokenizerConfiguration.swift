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

  /// The most units, times those of a window's characters, that a network may have: what a window
  /// needs in memory stays below a gigabyte.
  static let maximumWindowUnits = 1 << 25

  /// The most characters of a window.
  private var windowSize: Int { blockSize + 2 * contextSize }
}

extension TokenizerConfiguration: ShapedConfiguration, ModelConfiguration {
  /// What is read, and how readily sentences end.
  package typealias Shape = TokenizerShape

  /// The settings, and what training finds out.
  @SettingsBuilder<Configured<TokenizerConfiguration>>
  package static var settings: [Setting<Configured<TokenizerConfiguration>>] {
    Setting("cell", \.settings.cell, "the cell of the layers over characters")
    Setting("layers", \.settings.layers, in: 1...16, "bidirectional layers")
    Setting("hiddenSize", \.settings.hiddenSize, in: 1...8192, "units of each direction of a layer")
    Setting("characterSize", \.settings.characterSize, in: 1...8192, "size of a character's vector")
    Setting(
      "minimumCharacterCount", \.settings.minimumCharacterCount, in: 1...1_000_000,
      "a character seen less often is known by its class alone")
    Setting(
      "wordKnowledge", \.settings.wordKnowledge,
      "when pairs of characters and words are read: by itself where white space does not tell words apart"
    ).writing { whole -> WordKnowledge in
      whole.shape.readsWords.map { $0 ? .always : .never } ?? whole.settings.wordKnowledge
    }
    Setting(
      "pairSize", \.settings.pairSize, in: 1...8192,
      "size of the vector of two neighbouring characters")
    Setting(
      "minimumPairCount", \.settings.minimumPairCount, in: 1...1_000_000,
      "a pair seen less often is unknown")
    Setting(
      "wordSize", \.settings.wordSize, in: 1...8192,
      "size of the vector of which words begin, and which end, at a character")
    Setting(
      "longestWord", \.settings.longestWord, in: 1...32, "the most characters of a known word")
    Setting(
      "pieceCount", \.settings.pieceCount, in: 0...1_000_000,
      "pieces of words read as one character, where no words are known"
    ).writing { $0.shape.readsPieces == false ? 0 : $0.settings.pieceCount }
    Setting(
      "minimumPieceCount", \.settings.minimumPieceCount, in: 1...1_000_000,
      "a piece occurs at least so often")
    Setting("longestPiece", \.settings.longestPiece, in: 2...64, "the most characters of a piece")
    Setting(
      "trainingWindow", \.settings.trainingWindow, in: 8...65_536,
      "characters read at once in training")
    Setting(
      "blockSize", \.settings.blockSize, in: 1...65_536, "characters whose labels are found at once"
    )
    Setting(
      "contextSize", \.settings.contextSize, in: 0...65_536,
      "characters read on either side of them"
    ).checked(at: "blockSize") { $0.settings.faultOfWindows }
    Setting(
      "spacesInTokens", \.shape.spacesInTokens,
      "whether a token may hold white space; the training corpus decides")
    Setting(
      "sentenceBias", \.shape.sentenceBias, in: -100...100,
      "what is added to the score of a sentence's end; the dev corpus decides")
    Setting(
      "inputDropout", \.settings.inputDropout, in: 0...0.99,
      "dropout of a character's vector, where pairs and words are read")
    Setting("layerDropout", \.settings.layerDropout, in: 0...0.99, "dropout between layers")
    Setting(
      "outputDropout", \.settings.outputDropout, in: 0...0.99, "dropout of the last layer's output")
    Setting(
      "characterDropout", \.settings.characterDropout, in: 0...0.99,
      "how often a character is known by its class alone")
    Setting(
      "pairDropout", \.settings.pairDropout, in: 0...0.99, "how often a pair is taken for unknown")
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    self = try Configured(from: decoder).settings
  }

  /// Writes all settings, but for some that have their defaults.
  public func encode(to encoder: any Encoder) throws {
    try Configured(self).encode(to: encoder)
  }
}

extension TokenizerConfiguration {
  /// What is wrong with the sizes of blocks and their sides, if anything is.
  private var faultOfWindows: String? {
    guard windowSize * hiddenSize > Self.maximumWindowUnits || contextSize > 1_024 * blockSize
    else { return nil }
    return
      "expected at most \(Self.maximumWindowUnits / hiddenSize) characters in a block and on its"
      + " two sides, and at most 1024 times as many on a side as in the block, found blocks of"
      + " \(blockSize) and sides of \(contextSize)"
  }
}
