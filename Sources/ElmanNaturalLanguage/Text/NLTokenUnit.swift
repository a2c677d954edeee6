/// What a text is cut into.
public enum NLTokenUnit: Int, Sendable, Hashable, CaseIterable {
  /// Words; a tagger's are marks and white space too.
  case word
  /// Sentences, with the white space behind them.
  case sentence
  /// Lines, with their ends.
  case paragraph
  /// The whole text.
  case document
}
