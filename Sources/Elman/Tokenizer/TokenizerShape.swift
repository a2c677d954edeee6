/// What training finds out of a text that a tokenizer is to cut.
package struct TokenizerShape: NetworkShape, Sendable, Hashable {
  /// Whether pairs of characters and words are read; `nil` where
  /// ``TokenizerConfiguration/wordKnowledge`` tells.
  package var readsWords: Bool?
  /// Whether pieces of words are read as one character; `nil` where
  /// ``TokenizerConfiguration/pieceCount`` tells.
  package var readsPieces: Bool?
  /// Whether a token may hold white space; the training corpus decides.
  package var spacesInTokens = true
  /// What is added to the score of a sentence's end; the dev corpus decides.
  package var sentenceBias: Float = 0

  /// The shape of a tokenizer that has seen no text.
  package init() {}
}

extension Configured<TokenizerConfiguration> {
  /// Whether pairs of characters and words are read.
  var readsWords: Bool { shape.readsWords ?? (settings.wordKnowledge == .always) }

  /// Whether pieces of words are read.
  var readsPieces: Bool { shape.readsPieces ?? (settings.pieceCount > 0) }
}
