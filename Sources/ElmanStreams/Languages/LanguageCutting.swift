import ElmanText

/// How text is cut whose languages are told first.
struct LanguageCutting {
  /// What tells languages, and has the tokenizer of each.
  let taggers: LanguageTaggers
  /// What the lines of the text are.
  let mode: SentenceTokenizer.Mode
  /// What becomes of hashtags; `nil` for what each tokenizer does by itself.
  let hashtags: Hashtags?
  /// Whether sentences are due when their line ends.
  let isImmediate: Bool

  /// What cuts text in a language, at its start.
  func session(of language: Language) -> any StreamingTokenizer {
    taggers.tokenizer(of: language).session(mode: mode, hashtags: hashtags)
  }
}
