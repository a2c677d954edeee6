import Elman
import ElmanText

/// The language that a text is read in unless one is set.
///
/// A text of a few words may look like any of a hundred languages, so what is known before counts: texts are in English more often than in
/// another language, and in languages that have models more often than in those that have none.
enum TextLanguage {
  /// How much more often texts are in English, and in other languages with models, than in one without.
  private static let (englishWeight, modelWeight) = (10.0, 3.0)
  /// From which share of the probability on a text is read as English.
  private static let leastEnglish = 0.25
  /// How probable a language must be to be believed of a part of a text.
  static let believed = 0.6

  /// The language of the beginning of a text; `nil` for one without words of any language.
  static func language(of text: String) -> NLLanguage? {
    let recognizer = NLLanguageRecognizer()
    recognizer.processString(text)
    var shares = recognizer.languageHypotheses(withMaximum: .max)
    let known = Set(ShippedModels.shared.languages)
    for language in shares.keys where known.contains(language.elman) {
      shares[language]? *= language == .english ? englishWeight : modelWeight
    }
    let sum = shares.values.reduce(0, +)
    if let english = shares[.english], english >= leastEnglish * sum { return .english }
    return shares.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }
}
