import Elman
import ElmanText

/// What cuts text into sentences and tokens.
public enum TextTokenizer: Sendable {
  /// The rules, which are for English.
  case rules
  /// A learned tokenizer.
  case learned(LearnedTokenizer)

  /// The tokenizer in a tagger's file if it holds one, else the rules.
  public init(of tagger: Tagger) { self = tagger.tokenizer.map { .learned($0) } ?? .rules }

  /// A tokenizer at the start of a text.
  ///
  /// - Parameters:
  ///   - mode: what the lines of the text are.
  ///   - hashtags: what becomes of hashtags; `nil` for what this tokenizer does by itself.
  package func session(
    mode: SentenceTokenizer.Mode, hashtags: Hashtags? = nil
  ) -> any StreamingTokenizer {
    switch self {
    case .rules: SentenceTokenizer(mode: mode, hashtags: hashtags ?? .whole)
    case .learned(let tokenizer):
      LearnedTokenizerSession(tokenizer, mode: mode, hashtags: hashtags)
    }
  }
}
