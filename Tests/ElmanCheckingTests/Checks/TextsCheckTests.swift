import ElmanChecking
import ElmanTestSupport
import Testing

@Suite struct TextsCheckTests {
  @Test(
    arguments: [
      (
        "pos\tgood soup\nbad\n\nneg\t\nneg\t  cold\n",
        ["c.tsv:2 malformed-line", "c.tsv:4 empty-text", "c.tsv:5 edge-space"]
      ),
      ("label\ttext\n", ["c.tsv:1 no-examples"]),
      ("one column\nstill one\n", ["c.tsv:1 malformed-line", "c.tsv:1 no-examples"]),
      (
        "pos\ta\npos\tb\tc\npos \td\n",
        ["c.tsv:2 malformed-line", "c.tsv:3 edge-space", "c.tsv:3 label-spelling"]
      ),
    ] as [(String, [String])])
  func tables(text: String, expected: [String]) throws {
    #expect(try check(("c.tsv", text)).places == expected)
  }

  @Test(
    arguments: [
      ("c.txt", "__label__a x\nno label\n__label__a __label__b x\n", [2, 3]),
      (
        "c.jsonl",
        "{\"label\": 1, \"text\": \"x\"}\n{\"label\": 1}\n[]\n{\"label\": 2, \"text\": \"y\"}\n",
        [2, 3]
      ),
      ("c.csv", "a,\"x\ny\"\nb\na,\"x\"y\nb,z\n", [3, 4]),
      ("c.txt", "(3 (2 so) (4 good))\n(3 (2 so)\n(9 x)\n(1 x)\n", [2, 3]),
    ] as [(String, String, [Int])])
  func recordsAreCheckedToTheEnd(name: String, text: String, lines: [Int]) throws {
    #expect(
      try check((name, text)).places == lines.map { "\(name):\($0) malformed-line" })
  }

  @Test func aColumnWithoutClasses() throws {
    let lines = (1...30).map { "\($0)\tpos\tsoup number \($0) was good\n" }.joined()
    #expect(try check(("c.tsv", lines)).places == ["c.tsv:1 many-labels"])
  }

  @Test func labelsThatLookAlike() throws {
    let report = try check(
      ("c.tsv", "r\u{F4}le\ta\nro\u{302}le\tb\nr\u{F4}le\tc\nx\u{A0}\td\nx\te\nX\tf\n"))
    #expect(
      report.places == [
        "c.tsv:2 label-spelling", "c.tsv:2:2 not-nfc", "c.tsv:4:2 odd-space",
        "c.tsv:5 label-spelling", "c.tsv:6 label-spelling",
      ])
    let messages = report.messages(.labelSpelling).map { message in
      message.split(separator: " ").filter { !$0.contains("c.tsv") }.joined(separator: " ")
    }
    let expected = [
      "label 'ro\u{302}le' (U+006F U+0302), once, is written 'r\u{F4}le' (U+00F4) in twice",
      "label 'x', once, is written 'x\u{A0}' (U+00A0) in once",
      "label 'X', once, is written 'x\u{A0}' in once",
    ]
    #expect(messages.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func aRepeatedHeader() throws {
    let report = try check(("c.csv", "text,label\na,x\ntext,label\nb,y\n"))
    #expect(report.places == ["c.csv:3 repeated-header"])
  }

  @Test func rareAndUnevenLabels() throws {
    func lines(_ label: String, _ count: Int) -> String {
      (0..<count).map { "\(label)\t\($0)\n" }.joined()
    }
    let text = lines("pos", 100) + lines("neg", 80) + lines("odd", 4) + lines("slip", 1)
    let report = try check(("train.tsv", text), ("dev.tsv", "pos\ta\nnil\tb\nnil\tc\n"))
    #expect(
      report.places == [
        "train.tsv:181 unbalanced-labels", "train.tsv:185 rare-label", "dev.tsv:2 unseen-label",
      ])
    #expect(report.messages(.unseenLabel)[0].hasPrefix("label 'nil', twice here, is not in "))
  }

  @Test func foldersOfTexts() throws {
    let folder = try TemporaryFolder()
    let text = "The soup was cold and came late."
    _ = try folder.write("\(text)\n".utf8, to: "train/neg/1.txt")
    _ = try folder.write(text.utf8, to: "train/pos/1.txt")
    _ = try folder.write([0x41, 0xFF, 0x0A], to: "train/pos/2.txt")
    _ = try folder.write([], to: "train/pos/3.txt")
    _ = try folder.write([], to: "train/void/note.md")
    let checker = CorpusChecker()
    try checker.check(path: "\(folder.path)/train")
    let report = checker.finish()
    #expect(
      report.places == [
        "1.txt:1 contradiction", "2.txt:1:2 not-utf8", "3.txt:1 empty-text", "void:1 no-examples",
      ])
    #expect(report.findings[0].other?.path == "\(folder.path)/train/neg/1.txt")
  }
}
