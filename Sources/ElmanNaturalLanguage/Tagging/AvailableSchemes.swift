import Elman
import ElmanText

/// Which schemes there are models for.
enum AvailableSchemes {
  static func schemes(for unit: NLTokenUnit, _ language: NLLanguage) -> [NLTagScheme] {
    var schemes: [NLTagScheme] = [.language, .script]
    guard unit == .word else {
      if language == .english, ShippedModels.shared.sentiment != nil {
        schemes.append(.sentimentScore)
      }
      return schemes
    }
    schemes.insert(.tokenType, at: 0)
    guard let columns = ShippedModels.shared.tagger(of: language.elman)?.columns.map(\.column)
    else { return schemes }
    if columns.contains(.upos) { schemes.append(.lexicalClass) }
    if columns.contains(.ner) { schemes.append(.nameType) }
    if columns.contains(.upos) { schemes.append(.nameTypeOrLexicalClass) }
    if columns.contains(.lemma) { schemes.append(.lemma) }
    return schemes
  }

  static func result(for language: NLLanguage, _ scheme: NLTagScheme) -> NLTagger.AssetsResult {
    let isThere = [.word, .sentence].contains { schemes(for: $0, language).contains(scheme) }
    return isThere ? .available : .notAvailable
  }
}
