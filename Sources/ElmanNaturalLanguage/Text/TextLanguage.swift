import Elman
import ElmanText

/// The language that a text is read in unless one is set.
///
/// A text of a few words may look like any of a hundred languages, so what is known before counts: texts are in English more often than in
/// another language, and in languages that have models more often than in those that have none. One to three words that
/// the English model knows are English, unless they are another language beyond doubt.
enum TextLanguage {
  /// How much more often texts are in English, and in other languages with models, than in one without.
  private static let (englishWeight, modelWeight) = (10.0, 3.0)
  /// From which share of the probability on a text is read as English.
  private static let leastEnglish = 0.25
  /// How probable a language must be to be believed of a part of a text.
  static let believed = 0.6
  /// How probable another language must be for words that are known in English.
  private static let certain = 0.9
  /// The most words of a text of which it is asked whether they are known.
  private static let fewWords = 3

  /// The language of the beginning of a text; `nil` for one without words of any language.
  static func language(of text: String) -> NLLanguage? {
    let recognizer = NLLanguageRecognizer()
    recognizer.processString(text)
    var shares = recognizer.languageHypotheses(withMaximum: .max)
    if shares.isEmpty { return nil }
    let greatest = shares.values.max() ?? 0
    if greatest < certain, areKnownInEnglish(text) { return .english }
    let known = Set(ShippedModels.shared.languages)
    for language in shares.keys where known.contains(language.elman) {
      shares[language]? *= language == .english ? englishWeight : modelWeight
    }
    let sum = shares.values.reduce(0, +)
    if let english = shares[.english], english >= leastEnglish * sum { return .english }
    return shares.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }

  /// Whether a text has few words, and the English model knows them all: it learned them, or its lexicon has them.
  private static func areKnownInEnglish(_ text: String) -> Bool {
    let words = text.split(maxSplits: fewWords, whereSeparator: { !$0.isLetter })
    guard !words.isEmpty, words.count <= fewWords,
      let tagger = ShippedModels.shared.tagger(of: .english)
    else { return false }
    return words.allSatisfy { word in
      var readings: [Int32] = []
      let forms = [String(word), word.lowercased()]
      if forms.contains(where: { tagger.hasLearned($0) }) { return true }
      var form = forms[1]
      form.withUTF8 { tagger.knowledge.lexicon?.findReadings(of: $0, into: &readings) }
      return !readings.isEmpty
    }
  }
}

extension Tagger {
  /// Whether a word was in the text that the tagger learned from.
  fileprivate func hasLearned(_ word: String) -> Bool {
    let id = words.id(of: word)
    return id != Vocabulary.unknown
      && (shape.learnedWordCount == 0 || Int(id) < shape.learnedWordCount)
  }
}
