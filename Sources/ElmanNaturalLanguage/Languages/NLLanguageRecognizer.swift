import Elman
import ElmanText

/// Tells which language texts are in.
///
/// ```swift
/// let recognizer = NLLanguageRecognizer()
/// recognizer.processString("Die Eule schläft in der Scheune.")
/// recognizer.dominantLanguage  // de
/// ```
///
/// It is Elman's `LanguageIdentifier` that tells. A recognizer is for one thread at a time.
open class NLLanguageRecognizer: NSObject {
  /// What is known of how probable languages are, before a text is looked at: the rest to 1 is shared by all others.
  open var languageHints: [NLLanguage: Double] = [:] { didSet { results = nil } }
  /// The languages that may be answers; none for all.
  open var languageConstraints: [NLLanguage] = [] { didSet { results = nil } }

  /// What was read so far.
  private var text: [UInt8] = []
  private var results: [(language: NLLanguage, probability: Double)]?

  /// As much as is read of a text, in bytes.
  static let readBytes = 1 << 14
  /// What a language that hints leave nothing to keeps.
  private static let leastHint = 1e-6

  /// A recognizer that has read nothing.
  public override init() {}

  /// The language of a text; `nil` for one without words of any language.
  public class func dominantLanguage(for string: String) -> NLLanguage? {
    let recognizer = NLLanguageRecognizer()
    recognizer.processString(string)
    return recognizer.dominantLanguage
  }

  /// Reads a text, which goes on from those that were read before.
  open func processString(_ string: String) {
    let room = Self.readBytes - text.count
    if room <= 0 { return }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    text += string.utf8.prefix(room)
    // Not a part of a character.
    if string.utf8.count > room {
      while let last = text.last, last & 0xC0 == 0x80 { text.removeLast() }
      if let last = text.last, last >= 0xC0 { text.removeLast() }
    }
    results = nil
  }

  /// The most probable language of what was read; `nil` if that has no words of any language.
  open var dominantLanguage: NLLanguage? {
    guard let best = ranking().first, best.probability > 0 else { return nil }
    return best.language
  }

  /// The most probable languages of what was read, with their probabilities.
  ///
  /// - Parameter maxHypotheses: the most languages to tell.
  open func languageHypotheses(withMaximum maxHypotheses: Int) -> [NLLanguage: Double] {
    Dictionary(
      ranking().prefix(max(0, maxHypotheses)).map { ($0.language, $0.probability) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Forgets what was read, hints and constraints.
  open func reset() {
    text = []
    languageHints = [:]
    languageConstraints = []
    results = nil
  }

  /// All languages that may be answers, the most probable first; none where there are no words.
  private func ranking() -> [(language: NLLanguage, probability: Double)] {
    if let results { return results }
    let found = identify()
    results = found
    return found
  }

  private func identify() -> [(language: NLLanguage, probability: Double)] {
    if text.isEmpty { return [] }
    if let language = ScriptLanguages.language(of: text) {
      let isAllowed = languageConstraints.isEmpty || languageConstraints.contains(language)
      return isAllowed ? [(language, 1)] : []
    }
    guard let guess = ShippedModels.shared.identify(text[...], languageConstraints) else {
      return []
    }
    var shares: [NLLanguage: Double] = [:]
    for (code, probability) in zip(guess.codes, guess.probabilities) {
      var language = NLLanguage(elman: code, of: text)
      if !languageConstraints.isEmpty, !languageConstraints.contains(language) {
        // Asked for as such, or written otherwise: Chinese, in one of its characters.
        language = languageConstraints.first { $0.elmanCodes.contains(code) } ?? language
      }
      shares[language, default: 0] += Double(probability)
    }
    if !languageConstraints.isEmpty {
      shares = shares.filter { languageConstraints.contains($0.key) }
    }
    applyHints(to: &shares)
    return shares.filter { $0.value > 0 }
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { (language: $0.key, probability: $0.value) }
  }

  /// Weighs what the text tells by what was known before (Bayes' rule).
  private func applyHints(to shares: inout [NLLanguage: Double]) {
    if languageHints.isEmpty { return }
    let given = languageHints.values.reduce(0) { $0 + max(0, $1) }
    let others = max(1, shares.count - languageHints.count)
    let rest = max(Self.leastHint, (1 - given) / Double(others))
    for language in shares.keys {
      shares[language]? *= languageHints[language].map { max(0, $0) } ?? rest
    }
    let sum = shares.values.reduce(0, +)
    if sum > 0 { shares = shares.mapValues { $0 / sum } }
  }
}
