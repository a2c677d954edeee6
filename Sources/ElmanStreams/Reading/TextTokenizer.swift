import Elman
import ElmanText

/// What cuts text into sentences and tokens.
public enum TextTokenizer: Sendable {
  /// The rules, which are for English.
  case rules
  /// A learned tokenizer.
  case learned(LearnedTokenizer)
  /// Those of several languages: each document or paragraph goes to its language's.
  case byLanguage(LanguageTaggers, LanguageUnit)
  /// Another tokenizer, but for the tokens that somebody's own rules tell of.
  indirect case ruled(TextTokenizer, TaggingRules)

  /// The tokenizer in a tagger's file if it holds one, else the rules; with the tagger's own words, if it has some.
  public init(of tagger: Tagger) {
    let tokenizer = tagger.tokenizer.map { TextTokenizer.learned($0) } ?? .rules
    self = tokenizer.with(rules: tagger.rules)
  }

  /// The same tokenizer with what somebody's own rules cut otherwise.
  ///
  /// - Parameter rules: the rules; `nil` for none.
  public func with(rules: TaggingRules?) -> TextTokenizer { rules.map { .ruled(self, $0) } ?? self }

  /// A tokenizer at the start of a text.
  ///
  /// - Parameters:
  ///   - mode: what the lines of the text are.
  ///   - hashtags: what becomes of hashtags; `nil` for what this tokenizer does by itself.
  ///   - isImmediate: whether a line's sentences are due when it ends. The rules and learned tokenizers go by the mode.
  package func session(
    mode: SentenceTokenizer.Mode, hashtags: Hashtags? = nil, isImmediate: Bool = false
  ) -> any StreamingTokenizer {
    switch self {
    case .rules: SentenceTokenizer(mode: mode, hashtags: hashtags ?? .whole)
    case .learned(let tokenizer):
      LearnedTokenizerSession(tokenizer, mode: mode, hashtags: hashtags)
    case .byLanguage(let taggers, let unit):
      Self.session(
        LanguageCutting(
          taggers: taggers, mode: mode, hashtags: hashtags, isImmediate: isImmediate), unit)
    case .ruled(let tokenizer, let rules):
      tokenizer.session(mode: mode, hashtags: hashtags, isImmediate: isImmediate).with(rules: rules)
    }
  }

  private static func session(
    _ cutting: LanguageCutting, _ unit: LanguageUnit
  ) -> any StreamingTokenizer {
    switch unit {
    case .document: DocumentTokenizer(cutting)
    case .paragraph: ParagraphTokenizer(cutting)
    }
  }
}
