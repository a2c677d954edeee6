import ElmanCorpora
import ElmanText
import Testing

private func read(
  _ format: WordReaders, _ text: String
) throws -> (words: [[String]], sentences: [Sentence]) {
  let reader = format.reader(ByteSource(bytes: Array(text.utf8), path: "input"))
  var sentences: [Sentence] = []
  while let sentence = try reader.nextSentence() { sentences.append(sentence) }
  return (sentences.map { one in one.words.indices.map { one.form($0) } }, sentences)
}

@Test(
  arguments: [
    ("", []),
    ("\n\n", [[]]),
    ("a b\n", [["a", "b"]]),
    ("a b", [["a", "b"]]),
    ("  a \t b  \r\n\r\n \nc\u{A0}d\n", [["a", "b"], ["c\u{A0}d"]]),
    ("\u{FEFF}a\nb\n\n", [["a"], ["b"], []]),
  ] as [(String, [[String]])])
func horizontalSentences(text: String, words: [[String]]) throws {
  let result = try read(.horizontal, text)
  #expect(result.words == words)
  let withoutMark =
    text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  #expect(string(result.sentences.flatMap(\.text)) == withoutMark)
}

@Test func horizontalPositionsAndParagraphs() throws {
  let result = try read(.horizontal, "é 😀\nb\n\nc").sentences
  #expect(result.map(\.start.utf8) == [0, 8, 10])
  #expect(result.map(\.start.utf16) == [0, 5, 7])
  #expect(result.map(\.startsParagraph) == [true, false, true])
  #expect(result[0].words.map(\.spaceAfter) == [true, true])
  #expect(result[2].words.map(\.spaceAfter) == [false])
}

@Test(
  arguments: [
    ("", []),
    ("\n\n", []),
    ("a\nb\n\n", [["a", "b"]]),
    ("\u{FEFF}a\tDET\nb c\tNOUN\tx\r\n\r\n\r\nd", [["a", "b c"], ["d"]]),
  ] as [(String, [[String]])])
func verticalSentences(text: String, words: [[String]]) throws {
  #expect(try read(.vertical, text).words == words)
}

@Test func verticalPositions() throws {
  let result = try read(.vertical, "aé\nb\n\nc\n").sentences
  #expect(result.map { string($0.text) } == ["aé b ", "c "])
  #expect(result.map(\.start.utf8) == [0, 7])
  #expect(result[0].positions.map(\.lowerBound.utf8) == [0, 4])
  #expect(result[0].positions.map(\.upperBound.scalars) == [2, 4])
}

@Test func aVerticalLineNeedsAWord() {
  let error = #expect(throws: CorpusError.self) { try read(.vertical, "a\n\tDET\n") }
  #expect(error?.description == "input:2: expected a word in the first column, found a tab")
}

@Test func conlluSentencesTakeTheirSpacesFromMisc() throws {
  let text =
    "# newpar\n" + row("1-2", "vámonos", misc: "SpaceAfter=No") + row("1", "vamos")
    + row("2", "nos") + row("3", "ya", misc: "SpacesAfter=\\n") + row("3.1", "x")
    + row("4", "!", misc: "SpaceAfter=No") + "\n# nothing\n\n"
    + row("1-2", "du", misc: "X=y") + row("1", "de", misc: "SpaceAfter=No") + row("2", "le")
  let result = try read(.conllu, text)
  #expect(result.words == [["vamos", "nos", "ya", "!"], ["de", "le"]])
  #expect(result.sentences.map { string($0.text) } == ["vámonosya !", "du "])
  #expect(result.sentences.map(\.startsParagraph) == [true, false])
  // Of a range the row of its own, of its words theirs.
  let rows = ["\n1\tvamos", "\n2\tnos", "\n3\tya", "\n4\t!"].compactMap(text.firstRange(of:))
  #expect(
    result.sentences[0].positions.map(\.lowerBound.utf8)
      == rows.map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) + 3 })
  #expect(result.sentences[0].start.utf8 == "# newpar\n1-2\t".utf8.count)
  #expect(result.sentences[0].words.map(\.spaceAfter) == [false, false, true, false])
}
