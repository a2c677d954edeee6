import ElmanText

/// Languages with scripts of their own that the model of languages did not learn.
enum ScriptLanguages {
  /// The language whose script most letters of a text are in, if it is one of these.
  static func language(of text: [UInt8]) -> NLLanguage? {
    // Most texts have no letters of these scripts at all.
    if text.allSatisfy({ $0 < 0x80 }) { return nil }
    var counts: [Script: Int] = [:]
    var total = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
    where scalar.properties.isAlphabetic {
      counts[Script(scalar.value), default: 0] += 1
      total += 1
    }
    return languages.first { 2 * (counts[$0.key] ?? 0) > total }?.value
  }

  private static let languages: [Script: NLLanguage] = [
    .oriya: .oriya, .cherokee: .cherokee, .mongolian: .mongolian, .syriac: NLLanguage("syr"),
    .nko: NLLanguage("nqo"), .tifinagh: NLLanguage("zgh"), .syllabics: NLLanguage("iu"),
  ]
}
