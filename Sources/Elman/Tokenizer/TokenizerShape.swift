/// What training finds out of a text that a tokenizer is to cut.
public struct TokenizerShape: NetworkShape, Sendable, Hashable {
  /// Whether pairs of characters and words are read; `nil` where
  /// ``TokenizerConfiguration/wordKnowledge`` tells.
  public var readsWords: Bool?
  /// Whether pieces of words are read as one character; `nil` where
  /// ``TokenizerConfiguration/pieceCount`` tells.
  public var readsPieces: Bool?
  /// Whether a token may hold white space; the training corpus decides.
  public var spacesInTokens = true
  /// What is added to the score of a sentence's end; the dev corpus decides.
  public var sentenceBias: Float = 0

  /// The shape of a tokenizer that has seen no text.
  public init() {}
}

extension Configured<TokenizerConfiguration> {
  /// Whether pairs of characters and words are read.
  var readsWords: Bool { shape.readsWords ?? (settings.wordKnowledge == .always) }

  /// Whether pieces of words are read.
  var readsPieces: Bool { shape.readsPieces ?? (settings.pieceCount > 0) }
}
