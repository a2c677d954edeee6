import Elman
import ElmanSystem
import ElmanText

/// Taggers of several languages, each loaded when the first text in its language comes, and what tells languages.
///
/// ```swift
/// let finder = ModelFinder(embedded: [.english, .languages])
/// let taggers = LanguageTaggers(try finder.identifier("languages"), finder: finder)
/// let options = ReadingOptions(tokenizer: .byLanguage(taggers, .paragraph))
/// let stream = SentenceStream([.file("letters.txt")], options: options)
/// try SentencePipeline(taggers, format: .conllu).run(stream) { bytes in
///   // …
/// }
/// ```
///
/// A text in a language that no tagger is there for is cut by the rules, and has no tags.
public final class LanguageTaggers: Sendable {
  /// What tells languages.
  public let identifier: LanguageIdentifier
  /// What somebody knows of words and names in all languages, if anything.
  public let rules: TaggingRules?
  private let load: @Sendable (Language) throws(ModelError) -> Tagger
  private let warn: @Sendable (StreamWarning) -> Void
  /// The tagger of each language that was asked for, `nil` where there is none.
  private let taggers = Guarded<[Language: Tagger?]>([:])

  /// Taggers that a finder finds by the codes of languages.
  ///
  /// - Parameters:
  ///   - identifier: what tells languages.
  ///   - finder: what finds the taggers.
  ///   - rules: somebody's own words, which all of the taggers know besides.
  ///   - warn: what is done with warnings: of a language without a tagger, once for each.
  public convenience init(
    _ identifier: LanguageIdentifier, finder: ModelFinder, rules: TaggingRules? = nil,
    warn: @escaping @Sendable (StreamWarning) -> Void = { _ in }
  ) {
    self.init(identifier, rules: rules, warn: warn) { (language) throws(ModelError) in
      try finder.tagger(of: language)
    }
  }

  /// Taggers from anywhere.
  ///
  /// - Parameters:
  ///   - identifier: what tells languages.
  ///   - rules: somebody's own words, which all of the taggers know besides.
  ///   - warn: what is done with warnings.
  ///   - load: gives the tagger of a language; throws where there is none.
  public init(
    _ identifier: LanguageIdentifier, rules: TaggingRules? = nil,
    warn: @escaping @Sendable (StreamWarning) -> Void = { _ in },
    load: @escaping @Sendable (Language) throws(ModelError) -> Tagger
  ) {
    self.identifier = identifier
    self.rules = rules
    self.warn = warn
    self.load = load
  }

  /// The tagger of a language; `nil` where there is none.
  public func tagger(of language: Language) -> Tagger? {
    if language.code.hasSameBytes(as: LanguageIdentifier.undetermined) { return nil }
    return taggers.withLock { known in
      if let tagger = known[language] { return tagger }
      var tagger: Tagger?
      do throws(ModelError) {
        tagger = try load(language)
        if let rules { tagger = tagger?.with(rules: rules) }
      } catch {
        warn(.noTagger(language, reason: error.description))
      }
      known[language] = .some(tagger)
      return tagger
    }
  }

  /// What cuts text in a language.
  func tokenizer(of language: Language) -> TextTokenizer {
    tagger(of: language).map { TextTokenizer(of: $0) } ?? .rules.with(rules: rules)
  }
}

/// What has a language of its own.
public enum LanguageUnit: String, Sendable, CaseIterable {
  /// Each document, whose language is that of its beginning.
  case document
  /// Each paragraph; of lines that are sentences, each line.
  case paragraph
}
