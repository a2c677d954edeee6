import ElmanCorpora
import ElmanText
import Testing

/// `#require` cannot hold a mutating call.
private func formatted(_ sentence: ConlluSentence?) throws -> ConlluSentence {
  try #require(sentence)
}

/// "Il va  du\npont." where *du* is two words.
private func bridge(start: TextPosition = TextPosition()) -> Sentence {
  var sentence = Sentence(
    text: Array("Il va  du\npont. ".utf8),
    words: [
      Word(range: 0..<2, spaceAfter: true), Word(range: 3..<5, spaceAfter: true),
      Word(range: 7..<9, spaceAfter: true), Word(range: 10..<14, spaceAfter: false),
      Word(range: 14..<15, spaceAfter: true),
    ], start: start)
  sentence.splitTokens { index, _ in index == 2 ? [Array("de".utf8), Array("le".utf8)] : nil }
  return sentence
}

@Test func multiwordTokensAreRanges() throws {
  var formatter = ConlluFormatter()
  let labels = ["PRON", "VERB", "ADP", "DET", "NOUN", "PUNCT"]
  let result = try formatted(formatter.format(bridge(), labels: labels))
  #expect(
    written(result) == """
      # newdoc
      # newpar
      # sent_id = 1
      # text = Il va du pont.
      1\tIl\t_\tPRON\t_\t_\t_\t_\t_\t_
      2\tva\t_\tVERB\t_\t_\t_\t_\t_\tSpacesAfter=\\s\\s
      3-4\tdu\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\n
      3\tde\t_\tADP\t_\t_\t_\t_\t_\t_
      4\tle\t_\tDET\t_\t_\t_\t_\t_\t_
      5\tpont\t_\tNOUN\t_\t_\t_\t_\t_\tSpaceAfter=No
      6\t.\t_\tPUNCT\t_\t_\t_\t_\t_\t_


      """)
  #expect(result.originalText == bridge().text)
  #expect(result.wordCount == 6)
}

@Test func tokenRangesCountScalarsOfTheDocument() throws {
  func miscs(_ sentence: ConlluSentence) -> [String] { sentence.rows.map(\.misc) }
  var formatter = ConlluFormatter(writesTokenRanges: true)
  #expect(formatter.format(Sentence(text: Array("\n\u{3000}".utf8), words: [])) == nil)
  let first = try formatted(
    formatter.format(
      Sentence(
        text: Array(" Zoë 😀! ".utf8),
        words: [
          Word(range: 1..<5, spaceAfter: true), Word(range: 6..<10, spaceAfter: false),
          Word(range: 10..<11, spaceAfter: true),
        ], start: TextPosition(utf8: 4, utf16: 2, scalars: 2))))
  #expect(
    miscs(first) == [
      "SpacesBefore=\\n\\u3000\\s|TokenRange=3:6", "SpaceAfter=No|TokenRange=7:8",
      "TokenRange=8:9",
    ])
  let second = try formatted(
    formatter.format(bridge(start: TextPosition(utf8: 16, utf16: 11, scalars: 10))))
  #expect(
    miscs(second) == [
      "TokenRange=10:12", "SpacesAfter=\\s\\s|TokenRange=13:15", "SpacesAfter=\\n|TokenRange=17:19",
      "_", "_", "SpaceAfter=No|TokenRange=20:24", "TokenRange=24:25",
    ])
  formatter.startDocument()
  let third = try formatted(formatter.format(Sentence(words: ["a"])))
  #expect(miscs(third) == ["TokenRange=0:1"])
}

@Test func aRunOfOneWordKeepsItsSurface() throws {
  var sentence = Sentence(words: ["gonna"])
  sentence.splitTokens { _, _ in [Array("going".utf8)] }
  var formatter = ConlluFormatter()
  let result = try formatted(formatter.format(sentence))
  #expect(result.rows.map { "\($0.id) \($0.form)" } == ["1-1 gonna", "1 going"])
  #expect(result.originalText == sentence.text)
}

@Test func givenAttributesStandLastInTheRowsOfWords() throws {
  var formatter = ConlluFormatter()
  let result = try formatted(
    formatter.format(bridge()) { word, column in
      column == .misc && word != 1 ? Array("A=\(word)".utf8)[...] : []
    })
  #expect(
    (0..<result.wordCount).map { result.miscAttribute("A", ofWord: $0) }
      == (0..<result.wordCount).map { $0 == 1 ? nil : "\($0)" })
  var plain = ConlluFormatter()
  var other = try formatted(plain.format(bridge()))
  for word in 0..<other.wordCount where word != 1 {
    other.setMiscAttribute("A", ofWord: word, to: "\(word)")
  }
  #expect(written(result) == written(other))
}
