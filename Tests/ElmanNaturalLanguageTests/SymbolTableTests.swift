import ElmanNaturalLanguage
import ElmanTestSupport
import Testing

/// The table of the framework's symbols in the documentation: what it promises is there, and is tested.
struct SymbolTableTests {
  private struct Row {
    let symbols: [String]
    let state: String
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: TestFiles.package + "/" + path), encoding: .utf8)
  }

  private static func rows() throws -> [Row] {
    try text("Sources/Elman/Elman.docc/Using/NaturalLanguage.md").split(separator: "\n").compactMap
    {
      let cells = $0.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 6, cells[1].hasPrefix("`NL") else { return nil }
      return Row(
        symbols: cells[2].components(separatedBy: ", ").map {
          $0.trimmingCharacters(in: CharacterSet(charactersIn: "`"))
        }, state: cells[3])
    }
  }

  /// The name of a symbol without its arguments.
  private static func name(_ symbol: String) -> String {
    String(symbol.prefix { $0 != "(" })
  }

  @Test func whatWorksIsThereAndTested() throws {
    let offered = try Self.text(".ci/api.txt").components(separatedBy: "\n## ")
      .first { $0.hasPrefix("ElmanNaturalLanguage\n") }
    let symbols = Set(
      try #require(offered).split(separator: "\n").flatMap { line -> [String] in
        let path = line.components(separatedBy: "  ")[0]
        return [path, path.components(separatedBy: ".").last ?? ""]
      }.map(Self.name))
    let tests = try TestFiles.all(in: TestFiles.package + "/Tests/ElmanNaturalLanguageTests").map {
      try String(contentsOf: URL(fileURLWithPath: $0), encoding: .utf8)
    }.joined()
    var (count, works) = (0, 0)
    for row in try Self.rows() {
      count += row.symbols.count
      if row.state == "works" { works += row.symbols.count }
      for symbol in row.symbols where row.state != "not" {
        let name = Self.name(symbol)
        #expect(symbols.contains(name), "\(symbol) is not offered")
        #expect(name == "init" || tests.contains(name), "\(symbol) is not tested")
      }
    }
    #expect(count > 200 && Double(works) >= 0.95 * Double(count))
    #expect(
      try Self.text("Sources/Elman/Elman.docc/Using/NaturalLanguage.md").contains(
        "Of \(count) public symbols \(works) work"))
  }

  @Test func constantsAreWrittenAsTheFrameworksAre() {
    let languages: [NLLanguage] = [
      .undetermined, .amharic, .arabic, .armenian, .bengali, .bulgarian, .burmese, .catalan,
      .cherokee, .croatian, .czech, .danish, .dutch, .english, .finnish, .french, .georgian,
      .german, .greek, .gujarati, .hebrew, .hindi, .hungarian, .icelandic, .indonesian, .italian,
      .japanese, .kannada, .kazakh, .khmer, .korean, .lao, .malay, .malayalam, .marathi, .mongolian,
      .norwegian, .oriya, .persian, .polish, .portuguese, .punjabi, .romanian, .russian,
      .simplifiedChinese, .sinhalese, .slovak, .spanish, .swedish, .tamil, .telugu, .thai, .tibetan,
      .traditionalChinese, .turkish, .ukrainian, .urdu, .vietnamese,
    ]
    #expect(Set(languages).count == languages.count)
    #expect(languages.allSatisfy { NLLanguage(rawValue: $0.rawValue) == $0 })
    let tags: [NLTag] = [
      .word, .punctuation, .whitespace, .other, .noun, .verb, .adjective, .adverb, .pronoun,
      .determiner, .particle, .preposition, .number, .conjunction, .interjection, .classifier,
      .idiom, .otherWord, .sentenceTerminator, .openQuote, .closeQuote, .openParenthesis,
      .closeParenthesis, .wordJoiner, .dash, .otherPunctuation, .paragraphBreak, .otherWhitespace,
      .personalName, .placeName, .organizationName,
    ]
    #expect(Set(tags).count == tags.count)
    // Each is written as its name, with a capital.
    #expect(tags.map(\.rawValue).allSatisfy { $0.first?.isUppercase == true })
    #expect(NLTag("Noun") == .noun && NLTag(rawValue: "PlaceName") == .placeName)
    let schemes: [NLTagScheme] = [
      .tokenType, .lexicalClass, .nameType, .nameTypeOrLexicalClass, .lemma, .language, .script,
      .sentimentScore,
    ]
    #expect(Set(schemes).count == schemes.count)
    #expect(NLTagScheme("Lemma") == .lemma && NLTagScheme(rawValue: "Script") == .script)
    #expect(NLTagger(tagSchemes: schemes).tagSchemes == schemes)
    #expect(NLTokenUnit(rawValue: 0) == .word && NLTokenUnit.document.rawValue == 3)
    #expect(NLTagger.AssetsResult.error != .available)
    #expect(NLDistanceType(rawValue: 0) == .cosine)
  }
}
