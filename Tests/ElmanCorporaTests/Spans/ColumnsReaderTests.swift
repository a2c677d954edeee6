import ElmanCorpora
import ElmanText
import Testing

@Suite struct ColumnsReaderTests {
  @Test(
    arguments: [
      ("", []),
      ("\n \n\t\n", []),
      ("Ada\tB-PER\nslept\tO\n", ["Ada/B-PER slept/O"]),
      ("Ada NNP B-NP I-PER\nslept VB B-VP O\n\n. . O O", ["Ada/I-PER slept/O", "./O"]),
      ("a  \t O\n", ["a  / O"]),
      ("a   x  O \r\n  b y  O\r\n\t\r\nc z O\r\n", ["a/O b/O", "c/O"]),
      ("\u{FEFF}a\tO\n", ["a/O"]),
      ("-DOCSTART- -X- O O\n\na x O O\n", ["a/O"]),
      ("a O\n-DOCSTART- O\nb O\n-DOCSTART-\n\n", ["a/O", "b/O"]),
      ("-DOCSTART-x O\n", ["-DOCSTART-x/O"]),
      ("# id = 7\n# more\na\tO\n#\tO\n#b\tO\n# c\tO\n# d\n", ["a/O #/O #b/O # c/O"]),
      ("# id 7 dev=x\na _ _ B-X\n# _ _ O\n# id 8\n", ["a/B-X #/O"]),
      ("# O\n", ["#/O"]),
      ("# text = Hon såg en B-båt.\na O\n", ["a/O"]),
      ("a x y O\n# id = 7\n# x y O\n# = y O\n", ["a/O #/O #/O"]),
      ("# x = 7\tO\n", ["# x = 7/O"]),
      ("a b\tO\n", ["a b/O"]),
      ("\tO\nx\tO\n", ["\u{FFFD}/O x/O"]),
    ] as [(String, [String])])
  func sentences(text: String, rows: [String]) throws {
    #expect(try labelledSentences(.columns, text).map(\.row) == rows)
  }

  @Test(
    arguments: [
      ("a\n", "input:1: expected at least 2 columns, found 1"),
      ("a O\nb\n", "input:2: expected 2 columns, found 1"),
      ("a\tO\n\nb\tO\tO\n", "input:3: expected 2 columns, found 3"),
      ("#a\tO\n#b\n", "input:2: expected 2 columns, found 1"),
      ("a\t\n", "input:1: expected a label, found nothing"),
      ("a\tO\n\u{0}\n", "input:2: expected 2 columns, found 1"),
    ])
  func faults(text: String, message: String) {
    let error = #expect(throws: CorpusError.self) { try labelledSentences(.columns, text) }
    #expect(error?.description == message)
  }

  @Test func columnsMayBeChosen() throws {
    let text = "1\tAda\tB-PER\tO\n2\tslept\tO\tO\n"
    let source = ByteSource(bytes: Array(text.utf8), path: "input")
    let reader = ColumnsReader(source, tokenColumn: 2, labelColumn: 3)
    #expect(try labelledSentences(reader).map(\.row) == ["Ada/B-PER slept/O"])
    let short = ColumnsReader(
      ByteSource(bytes: Array("a O\n".utf8), path: "input"), tokenColumn: 2, labelColumn: 3)
    let error = #expect(throws: CorpusError.self) { try labelledSentences(short) }
    #expect(error?.description == "input:1: expected at least 3 columns, found 2")
  }

  @Test func placesLinesAndDocuments() throws {
    let text = "é O\nb O\n\n\nc O\n-DOCSTART- O\n\nd O\n"
    let all = try labelledSentences(.columns, text)
    #expect(all.map(\.lines) == [[1, 2], [5], [8]])
    #expect(all.map { string($0.sentence.text) } == ["é b ", "c ", "d "])
    #expect(all.map(\.sentence.start.utf8) == [0, 5, 7])
    #expect(all.map(\.sentence.startsParagraph) == [true, false, true])
    #expect(all.allSatisfy { $0.id == nil })
  }

  @Test func charactersStandWithoutSpaces() throws {
    let text =
      "王0\tB-PER\n明1\tI-PER\n来0\tO\n70\tO\n21\tO\ne\u{301}0\tO\n012\tO\n\u{FFFD}\u{FFFD}0\tO\n"
    let all = try labelledSentences(.characters, text)
    #expect(
      all.map(\.row) == [
        "王/B-PER 明/I-PER 来/O 7/O 2/O e\u{301}/O 0/O \u{FFFD}\u{FFFD}/O"
      ])
    #expect(string(all[0].sentence.text) == "王明来72e\u{301}0\u{FFFD}\u{FFFD}")
    #expect(all[0].sentence.words.allSatisfy { !$0.spaceAfter })
    for bad in ["王", "7", "", "王a", "ab"] {
      let error = #expect(throws: CorpusError.self) {
        try labelledSentences(.characters, "\(bad)\tO\n")
      }
      #expect(
        error?.description
          == "input:1: expected a character and its place in the word, such as 'a0', found '\(bad)'"
      )
    }
  }

  @Test func faultsOfEncodingAreTold() throws {
    let bytes = Array("a O\n".utf8) + [0xFF] + Array(" O\n".utf8)
    #expect(throws: CorpusError.self) {
      try labelledSentences(ColumnsReader(ByteSource(bytes: bytes)))
    }
    let reader = ColumnsReader(ByteSource(bytes: bytes), illFormedText: .replace)
    #expect(try labelledSentences(reader).map(\.row) == ["a/O \u{FFFD}/O"])
    #expect(reader.firstRepair == TextRepair(line: 2, byteOffset: 4))
  }

  @Test func labelsAreLeftBehindWhereSentencesAreWanted() throws {
    let reader: any SentenceReader = ColumnsReader(ByteSource(bytes: Array("a O\nb O\n".utf8)))
    #expect(try reader.nextSentence()?.words.count == 2)
    #expect(try reader.nextSentence() == nil)
  }
}
