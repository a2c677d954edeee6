import ElmanChecking
import Testing

@Suite struct EntityCheckTests {
  /// Sentences in columns, such as `Mira/B-PER naps/O`.
  private func columns(_ sentences: String...) -> String {
    sentences.map { sentence in
      sentence.split(separator: " ").map { $0.replacing("/", with: "\t") + "\n" }.joined() + "\n"
    }.joined()
  }

  @Test(
    arguments: [
      (["a/B-X b/I-X c/O d/I-X"], ["c.conll:4 invalid-sequence"]),
      (["a/B-X b/I-Y"], ["c.conll:2 invalid-sequence"]),
      (["a/I-X b/I-X c/O", "a/I-X b/B-X"], []),
      (["a/I-X b/I-X c/O", "a/B-X b/O"], ["c.conll:1 invalid-sequence"]),
      (
        ["a/B-X b/E-X c/S-X", "d/B-X", "e/E-X"],
        ["c.conll:5 invalid-sequence", "c.conll:7 invalid-sequence"]
      ),
      (["a/U-X b/B-X c/L-X"], []),
      (["a/B-X b/M-X c/E-X d/S-X"], []),
      (["a/B-X b/M-X c/E-X d/W-X"], []),
      (
        ["a/B-X b/M-X c/E-X", "d/M-X e/E-X f/I-X"],
        ["c.conll:5 invalid-sequence", "c.conll:7 invalid-sequence", "c.conll:7 invalid-sequence"]
      ),
      (["a/B-X b/O c/PER"], ["c.conll:3 unknown-label"]),
      (["a/O b/B-"], ["c.conll:2 invalid-sequence"]),
    ] as [([String], [String])])
  func sequences(sentences: [String], expected: [String]) throws {
    let text = sentences.map { columns($0) }.joined()
    let format = CorpusFormat.sentences(.columns)
    #expect(try check(("c.conll", text), format: format).places == expected)
  }

  @Test func rowsAreCheckedToTheEnd() throws {
    let text = "z\tB-X\n\na\tO\nb\nc\tI-X\n\nd\tO\te\nf\t\n\ng\tI-X\n"
    #expect(
      try check(("c.conll", text)).places == [
        "c.conll:4 malformed-line", "c.conll:7 malformed-line", "c.conll:8 malformed-line",
        "c.conll:10 invalid-sequence",
      ])
  }

  @Test func rowsOfUniversalNER() throws {
    let text = """
      # sent_id = 1
      1\tMira\tB-PER
      3\tnaps\tO
      4\there
      5\tnow\tO

      # sent_id = 1
      1\tOwls\t
      2\tfly\tO


      """
    #expect(
      try check(("c.iob2", text)).places == [
        "c.iob2:3 malformed-line", "c.iob2:4 malformed-line", "c.iob2:8 malformed-line",
        "c.iob2:9 duplicate-id",
      ])
  }

  @Test func columnsUnderTheNameOfUniversalNER() throws {
    let text = "# source\n\nMira\tB-PER\nnaps\tI-PER\nnow\tO\n\n"
    #expect(try check(("c.iob2", text)).places == [])
    let damaged = text + "Owls\tO\nfly\n\n"
    #expect(try check(("c.iob2", damaged)).places == ["c.iob2:8 malformed-line"])
  }

  @Test func charactersWithTheirPlaces() throws {
    let text = "M0\tB-PER\ni1\tI-PER\nx\tO\n\n"
    #expect(
      try check(("c.conll", text), format: .sentences(.characters)).places
        == ["c.conll:3 malformed-line"])
  }

  @Test func labelsThatAreOddAmongTheirNeighbours() throws {
    let usual = (1...5).map { columns("the/O owl/B-X flew/O at/O night/O number\($0)/O") }.joined()
    let odd = columns("the/O owl/O flew/O again/O")
    let inside = columns("near/B-Y the/I-Y owl/I-Y flew/O")
    #expect(try check(("c.conll", usual + odd)).places == ["c.conll:37 odd-label"])
    #expect(try check(("c.conll", usual + inside)).places.isEmpty)
    #expect(try check(("c.conll", usual + odd + odd + inside)).places.isEmpty)
  }

  @Test func schemesAndTypesOfFiles() throws {
    let train = columns("a/B-PER b/I-PER", "c/B-LOC d/O")
    let dev = columns("a/S-PER", "c/S-Loc", "d/S-ORG")
    let report = try check(("train.conll", train), ("dev.conll", dev))
    #expect(
      report.places == [
        "dev.conll:1 mixed-schemes", "dev.conll:3 unseen-label", "dev.conll:3 label-spelling",
        "dev.conll:5 unseen-label",
      ])
    #expect(report.messages(.mixedSchemes)[0].hasPrefix("the labels are BIOES, those of "))
  }
}
