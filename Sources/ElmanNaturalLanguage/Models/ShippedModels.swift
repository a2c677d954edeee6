import Elman
import ElmanStreams
import ElmanSystem
import ElmanText

#if EnglishModel
  import ElmanEnglish
#endif
#if SentimentModel
  import ElmanEnglishSentiment
#endif
#if LanguagesModel
  import ElmanLanguages
#endif

/// The models that come with Elman, each opened once in a process, when it is first needed.
///
/// Those of the package's traits are in the program; others are files, found as `ModelFinder` tells.
final class ShippedModels: Sendable {
  static let shared = ShippedModels()

  private let finder: ModelFinder
  /// For each language its tagger, `nil` where there is none.
  private let taggers = Guarded<[Language: Tagger?]>([:])
  /// For each language and columns the sessions.
  private let pools = Guarded<[PoolKey: TaggerPool]>([:])
  private let sentimentPool = Guarded<ClassifierPool??>(nil)
  private let identifier = Guarded<LanguageIdentifier??>(nil)
  private let identifierSessions = IdleSessions<IdentifierSession>(most: 4)

  private struct PoolKey: Hashable {
    let language: Language
    let columns: [TagColumn]
  }

  /// The memory of a session for what is known of frequent words: a program may hold many.
  private static let cacheBytes = 16 << 20

  private init() {
    var embedded: [EmbeddedModel] = []
    #if EnglishModel
      embedded.append(.english)
    #endif
    #if SentimentModel
      embedded.append(.englishSentiment)
    #endif
    #if LanguagesModel
      embedded.append(.languages)
    #endif
    finder = ModelFinder(searchPath: Environment["ELMAN_MODELS"] ?? "", embedded: embedded)
  }

  /// The languages that there are taggers of.
  var languages: [Language] { finder.languages }

  /// The tagger of a language; `nil` where there is none.
  func tagger(of language: Language) -> Tagger? {
    taggers.withLock { known in
      if let tagger = known[language] { return tagger }
      let tagger = try? finder.tagger(of: language)
      known[language] = .some(tagger)
      return tagger
    }
  }

  /// Sessions of the tagger of a language for some of its columns.
  func pool(of language: Language, columns: [TagColumn]) -> TaggerPool? {
    guard let tagger = tagger(of: language) else { return nil }
    return pools.withLock { pools in
      let key = PoolKey(language: language, columns: columns)
      if let pool = pools[key] { return pool }
      let pool = TaggerPool(tagger, columns: columns, cacheBytes: Self.cacheBytes)
      pools[key] = pool
      return pool
    }
  }

  /// What tells sentiment; `nil` if there is no model for it.
  var sentiment: ClassifierPool? {
    sentimentPool.withLock { known in
      if let pool = known { return pool }
      let pool = (try? finder.classifier("english-sentiment")).map { ClassifierPool($0) }
      known = .some(pool)
      return pool
    }
  }

  /// The probabilities of languages for a text; `nil` if there is no model for it, or no words in it.
  ///
  /// - Parameters:
  ///   - text: the text, UTF-8.
  ///   - allowed: the languages that may be answers; none for all.
  func identify(
    _ text: ArraySlice<UInt8>, _ allowed: [NLLanguage]
  ) -> (codes: [String], probabilities: [Float])? {
    let model = identifier.withLock { known in
      if let identifier = known { return identifier }
      let identifier = try? finder.identifier("languages")
      known = .some(identifier)
      return identifier
    }
    guard var model else { return nil }
    var guess: Classification
    if allowed.isEmpty {
      guess = identifierSessions.with({ IdentifierSession(model, cacheBytes: Self.cacheBytes) }) {
        $0.identify([text])[0]
      }
    } else {
      let known = Set(model.languageCodes)
      guard
        let restricted = try? model.restricted(
          to: allowed.flatMap(\.elmanCodes).filter(known.contains)),
        restricted.allowed?.isEmpty == false
      else { return nil }
      model = restricted
      guess = IdentifierSession(model, cacheBytes: 0).identify([text])[0]
    }
    if guess.label == LanguageIdentifier.undetermined { return nil }
    return (model.languageCodes, Array(guess.probabilities.dropLast()))
  }
}
