import ElmanChecking
import Testing

@Suite struct DuplicateCheckTests {
  private let soup = "The soup was cold and late again."

  @Test func withinAndAcrossFiles() throws {
    let report = try check(
      ("train.tsv", "a\t\(soup)\nb\tok\nb\tok\na\t\(soup)\nb\t\(soup)\n"),
      ("dev.tsv", "a\tThe soup  was cold and late again.\nb\t\(soup)\n"),
      ("test.tsv", "b\tok\na\tWhat a lovely place to be.\n"))
    #expect(
      report.places == [
        "train.tsv:4 duplicate", "train.tsv:5 contradiction", "dev.tsv:1 leakage",
        "dev.tsv:2 leakage", "dev.tsv:2 contradiction",
      ])
    #expect(report.findings[2].other?.line == 1)
    #expect(report.findings[4].message.hasSuffix("with the label 'a', here it is 'b'"))
  }

  @Test func filesWithoutPartsAreOne() throws {
    let report = try check(("one.tsv", "a\t\(soup)\n"), ("two.tsv", "a\t\(soup)\n"))
    #expect(report.places == ["two.tsv:1 duplicate"])
  }

  @Test func taggedSentences() throws {
    func sentence(_ tag: String) -> String {
      soup.split(separator: " ").enumerated()
        .map { row("\($0 + 1)", String($1), upos: $0 == 2 ? tag : "NOUN") }.joined() + "\n"
    }
    let report = try check(
      ("train.conllu", sentence("VERB")), ("test.conllu", sentence("VERB") + sentence("NOUN")))
    #expect(
      report.places
        == [
          "test.conllu:1 leakage", "test.conllu:1 unseen-label", "test.conllu:9 leakage",
          "test.conllu:9 contradiction",
        ].filter { !$0.hasSuffix("unseen-label") })
  }

  @Test func longTexts() throws {
    let usual = (0..<50).map { "a\tword \($0)\n" }.joined()
    let long = "a\t" + String(repeating: "word ", count: 200) + "end\n"
    #expect(try check(("c.tsv", usual + long)).places == ["c.tsv:51 long-text"])
  }
}
