import ElmanText

extension Tagger {
  /// The same tagger with somebody's own words, which it knows besides what it learned.
  ///
  /// ```swift
  /// let rules = try TaggingRules(path: "rules.jsonl")
  /// for sentence in try Tagger(.english).with(rules: rules).tag("Gimme the C-3PO!") {
  ///   print(sentence.entities.map { sentence.text(of: $0) })
  /// }
  /// ```
  ///
  /// Text that it cuts itself is cut as they say, by `tag(_:)` as by whatever cuts text for it. Sentences whose words are
  /// told apart already keep these, and get tags and entities of the rules. What a rule sets has the probability 1. A column
  /// that the tagger does not fill stays unfilled, but for that of entities. A model file holds no rules.
  ///
  /// - Parameter rules: the rules, in place of any before; `nil` for none.
  public func with(rules: TaggingRules?) -> Tagger {
    Tagger(
      configuration: configuration, shape: shape, metadata: metadata, words: words,
      characters: characters, affixes: affixes,
      columns: columns, knowledge: knowledge, network: network, weights: weights,
      tokenizer: tokenizer, rules: rules)
  }

  /// What cuts text for the tagger, at its start: its own tokenizer if it has one, else that of rules for English; with
  /// what its own words say of it.
  ///
  /// - Parameters:
  ///   - mode: what the lines of the text are.
  ///   - hashtags: what becomes of hashtags; `nil` for what the tokenizer does by itself.
  package func cutting(
    mode: SentenceTokenizer.Mode = .text, hashtags: Hashtags? = nil
  ) -> any StreamingTokenizer {
    guard let tokenizer else {
      return SentenceTokenizer(mode: mode, hashtags: hashtags ?? .whole).with(rules: rules)
    }
    return LearnedTokenizerSession(tokenizer, mode: mode, hashtags: hashtags).with(rules: rules)
  }
}
