import ElmanNaturalLanguage
import ElmanTestSupport

/// Texts of all kinds for tests.
enum TextSamples {
  static let english = "Mira Oakes can't leave \"Boston\" (yet). She works for NASA!\nIs it far?"

  /// What random texts are made of.
  private static let parts = [
    "the", "owl", "can't", "Mira", "Boston", "state-of-the-art", "e\u{301}", "Größe", "👍🏽", "👨‍👩‍👧", "🇫🇷",
    "我买了三本书。", "ありがとう",
    "한국어", "สวัสดี", "مرحبا", "שלום", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u{A0}", "\u{2028}",
    "\u{200B}", ".", "!", "…", "\"", "“", "”", "(", ")",
    "-", "—", "$5", "3.14", "#tag", "@me", "https://example.org/a?b", ":)", "\u{301}", "\u{0600}1",
    "à la", "du", "l'été", "zum",
  ]

  /// A random text.
  static func random(_ generator: inout SeededGenerator, parts count: Int) -> String {
    (0..<count).map { _ in
      parts[Int.random(in: 0..<parts.count, using: &generator)]
        + (Bool.random(using: &generator) ? " " : "")
    }.joined()
  }

  /// The whole of a text.
  static func all(_ text: String) -> Range<String.Index> { text.startIndex..<text.endIndex }

  /// The pieces of a text with their tags.
  static func tags(
    _ text: String, _ scheme: NLTagScheme, _ unit: NLTokenUnit = .word,
    _ options: NLTagger.Options = [.omitWhitespace], language: NLLanguage? = .english
  ) -> [String] {
    let tagger = NLTagger(tagSchemes: [scheme])
    tagger.string = text
    if let language { tagger.setLanguage(language, range: all(text)) }
    return tagger.tags(in: all(text), unit: unit, scheme: scheme, options: options).map {
      "\(text[$0.1])=\($0.0?.rawValue ?? "nil")"
    }
  }
}
