import ElmanChecking
import ElmanCorpora
import ElmanTestSupport
import Testing

@Suite struct FindingsTests {
  @Test func someAreKeptAndAllAreCounted() throws {
    let bytes = Array("a\tx\u{1}\na\ty\u{1}\na\tz\u{1}\nb\n".utf8)
    let report = try check((name: "c.tsv", bytes: bytes), limit: 2)
    #expect(
      report.places == [
        "c.tsv:1:4 control-character", "c.tsv:2:4 control-character", "c.tsv:4 malformed-line",
      ])
    #expect(report.counts == [.controlCharacter: 3, .malformedLine: 1])
    #expect(FindingSeverity.allCases.map(report.count) == [1, 3, 0])
    #expect(report.files.map(\.count) == [3])
  }

  @Test func aLineForEach() {
    let finding = Finding(
      .leakage, at: FindingPlace("dev.tsv", 7), column: 2, message: "seen",
      other: FindingPlace("train.tsv", 1))
    #expect(finding.description == "dev.tsv:7:2: warning: seen [leakage]")
    #expect(finding.path == "dev.tsv" && finding.line == 7)
    #expect(finding.otherPath == "train.tsv" && finding.otherLine == 1)
  }

  @Test(
    arguments: [
      ("en_ewt-ud-train.conllu", .train), ("a/b/test.txt", .test), ("train/val.tsv", .dev),
      ("twitter-2016devtest-A.tsv", .dev), ("data/train", .train), ("wnut17train.conll", .train),
      ("latest.tsv", nil), ("", nil),
    ] as [(String, CorpusPart?)])
  func partsByName(path: String, part: CorpusPart?) {
    #expect(CorpusPart(guessedFrom: path) == part)
  }

  @Test func formsMayBeGiven() throws {
    let folder = try TemporaryFolder()
    let sentences = try folder.write("a\tB-x\nb\tO\n".utf8, to: "s")
    let texts = try folder.write("text,class\ngood film,good\n".utf8, to: "t")
    let checker = CorpusChecker()
    try checker.check(path: sentences, format: .columns)
    try checker.check(
      path: texts, part: .dev, format: .csv,
      options: LabelledTextOptions(textColumn: "1", labelColumn: "2"))
    let report = checker.finish()
    #expect(report.files.map(\.part) == [nil, .dev])
    #expect(report.files.map(\.count) == [1, 1])
  }

  @Test func formatsByName() {
    for format in CorpusFormat.allCases { #expect(CorpusFormat(name: format.name) == format) }
    #expect(CorpusFormat(name: "html") == nil)
  }
}
