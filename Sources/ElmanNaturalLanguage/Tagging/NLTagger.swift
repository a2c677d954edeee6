import Elman
import ElmanText

/// Tags text: parts of speech, names, lemmas, languages, scripts, sentiment.
///
/// ```swift
/// let tagger = NLTagger(tagSchemes: [.nameType])
/// tagger.string = text
/// tagger.enumerateTags(
///   in: text.startIndex..<text.endIndex, unit: .word, scheme: .nameType,
///   options: [.omitWhitespace, .omitPunctuation, .joinNames]
/// ) { tag, range in
///   if tag == .personalName { print(text[range]) }
///   return true
/// }
/// ```
///
/// It is Elman's `Tagger` that tags, with the model of the text's language. A text is read from its start as far as is asked for, once;
/// models are opened once in a process, and taggers of all threads share them. A tagger itself is for one thread at a time.
open class NLTagger: NSObject {
  /// What the tagger was made for; other schemes may be asked for too, at the cost of reading the text again.
  public let tagSchemes: [NLTagScheme]
  /// The text.
  open var string: String? {
    didSet {
      languages = []
      forget()
    }
  }

  private var languages: [(Range<String.Index>, NLLanguage)] = []
  private var models: [NLTagScheme: [NLModel]] = [:]
  private var gazetteers: [NLTagScheme: [NLGazetteer]] = [:]
  private var cutter: TextCutter?
  /// What schemes say, for as long as text, languages, models and gazetteers stay as they are.
  var answers: [NLTagScheme: SchemeAnswers] = [:]

  /// A tagger for some schemes.
  public init(tagSchemes: [NLTagScheme]) { self.tagSchemes = tagSchemes }

  /// The language that the text is in as a whole; `nil` if it has no words of any.
  open var dominantLanguage: NLLanguage? {
    string.flatMap { NLLanguageRecognizer.dominantLanguage(for: $0) }
  }

  /// The schemes that there are models for.
  ///
  /// - Parameters:
  ///   - unit: what is to be tagged.
  ///   - language: the language of the text.
  open class func availableTagSchemes(
    for unit: NLTokenUnit, language: NLLanguage
  ) -> [NLTagScheme] {
    AvailableSchemes.schemes(for: unit, language)
  }

  /// Tells whether what a scheme needs is there; nothing is ever fetched.
  open class func requestAssets(
    for language: NLLanguage, tagScheme: NLTagScheme,
    completionHandler: @escaping @Sendable (AssetsResult, (any Error)?) -> Void
  ) {
    completionHandler(AvailableSchemes.result(for: language, tagScheme), nil)
  }

  /// Tells whether what a scheme needs is there; nothing is ever fetched.
  open class func requestAssets(
    for language: NLLanguage, tagScheme: NLTagScheme
  ) async throws -> AssetsResult {
    AvailableSchemes.result(for: language, tagScheme)
  }

  /// Sets the language of a part of the text; it is recognized unless it is set.
  open func setLanguage(_ language: NLLanguage, range: Range<String.Index>) {
    languages.append((range, language))
    forget()
  }

  /// Does nothing: Foundation has no orthographies on Linux. ``setLanguage(_:range:)`` tells what one would.
  @available(*, deprecated, message: "use setLanguage(_:range:)")
  open func setOrthography(_ orthography: NSOrthography, range: Range<String.Index>) {}

  /// Sets models of one's own for a scheme, which go before those that come with Elman.
  ///
  /// - Parameters:
  ///   - models: the models; each tags text in its language, or any text if it has none. Those for sequences tag words, those that
  ///     classify tag larger units.
  ///   - tagScheme: a scheme of one's own, or one of the framework's.
  open func setModels(_ models: [NLModel], forTagScheme tagScheme: NLTagScheme) {
    self.models[tagScheme] = models
    answers[tagScheme] = nil
  }

  /// The models that were set for a scheme.
  open func models(forTagScheme tagScheme: NLTagScheme) -> [NLModel] { models[tagScheme] ?? [] }

  /// Sets lists of phrases whose labels go before what models say.
  ///
  /// - Parameters:
  ///   - gazetteers: the lists; a list in a language is for text in that language.
  ///   - tagScheme: a scheme for words.
  open func setGazetteers(_ gazetteers: [NLGazetteer], for tagScheme: NLTagScheme) {
    self.gazetteers[tagScheme] = gazetteers
    answers[tagScheme] = nil
  }

  /// The lists that were set for a scheme.
  open func gazetteers(for tagScheme: NLTagScheme) -> [NLGazetteer] { gazetteers[tagScheme] ?? [] }

  /// The text, cut.
  func text() -> TextCutter {
    if let cutter { return cutter }
    let new = TextCutter(string ?? "", languages: languages)
    cutter = new
    return new
  }

  private func forget() {
    cutter = nil
    answers = [:]
  }
}
