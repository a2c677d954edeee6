import ElmanCorpora
import Testing

/// Invented sentences in every form.
let labelledSentenceSamples: [(LabelledSentenceFormat, String)] = [
  (.columns, "Ada\tB-PER\nslept\tO\n\n.\tO\n"),
  (.columns, "-DOCSTART- -X- O O\n\nAda NNP B-NP I-PER\n"),
  (.columns, "# a comment\n\n#\tO\n1\tO\n"),
  (.columns, "1 CD O\n. . O\n"),
  (.characters, "王0\tB-PER\n明1\tI-PER\n来0\tO\n\n。0\tO\n"),
  (.iob2, "# sent_id = 1\n1\tAda\tB-PER\t-\tx\n2\tslept\tO\n\n1\t.\tO\n"),
  (.iob2, "#\tsource\n1\tAda\tB-PER\tO\n"),
  (.iob2, "# text = I en B-båt.\n#B-x\n1\tI\tO\n2\ten\tO\n#\tO\n3\tB-båt\tO\n4\t.\tO\n"),
  (.columns, "# text = I en B-båt.\n# id = O\nI X Y O\n# X Y O\n# = Y O\n"),
  (.conllu, row("1", "Ada", misc: "NER=B-PER") + row("2", "slept") + "\n"),
]

@Suite struct LabelledSentenceFormatTests {
  @Test(arguments: labelledSentenceSamples)
  func formsAreGuessed(format: LabelledSentenceFormat, text: String) throws {
    let source = ByteSource(bytes: Array(text.utf8), path: "input")
    #expect(try LabelledSentenceFormat(guessedFrom: source) == format)
    // Nothing of the source is lost by guessing.
    #expect(
      try labelledSentences(format.reader(source)) == labelledSentences(format, text))
  }

  @Test func namesTellCoNLLU() throws {
    for path in ["a.conllu", "a.CONLLU.gz"] {
      let source = ByteSource(bytes: Array("x\n".utf8), path: path)
      #expect(try LabelledSentenceFormat(guessedFrom: source) == .conllu)
    }
  }

  /// Rows that are wrong are then told as such.
  @Test func namesTellUniversalNERIfMostRowsHaveNumbers() throws {
    for (text, format) in [
      ("1\ta\tO\n3\tb\n", LabelledSentenceFormat.iob2), ("x\ta\tO\n1\tb\tO\n2\tc\tO\n", .iob2),
      ("1999\tO\nwas\tO\n", .columns), ("# source\na\tO\n", .columns), ("# a\n", .columns),
    ] {
      for path in ["a.iob2", "a.IOB2.gz"] {
        let source = ByteSource(bytes: Array(text.utf8), path: path)
        #expect(try LabelledSentenceFormat(guessedFrom: source) == format, "\(text)")
      }
    }
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n"])
  func emptySourcesAreColumns(text: String) throws {
    let source = ByteSource(bytes: Array(text.utf8))
    #expect(try LabelledSentenceFormat(guessedFrom: source) == .columns)
  }

  @Test(arguments: [
    ("\nA sentence of words.\n", "2", "A sentence of words."), ("a\tNOUN\n", "1", "a\\tNOUN"),
    ("word\n", "1", "word"),
  ])
  func otherFormsAreRefused(text: String, line: String, found: String) {
    let source = ByteSource(bytes: Array(text.utf8), path: "input")
    let error = #expect(throws: CorpusError.self) {
      try LabelledSentenceFormat(guessedFrom: source)
    }
    #expect(
      error?.description
        == "input:\(line): expected columns with a label such as B-PER or O last, Universal NER or "
        + "CoNLL-U, found '\(found)'")
  }

  /// More than is looked at, so that the sample ends inside a line.
  @Test func longSourcesAreWholeAfterGuessing() throws {
    let text = String(repeating: "Ada\tB-PER\nslept\tO\n\n", count: 10_000)
    let corpus = try EntityCorpus(ByteSource(bytes: Array(text.utf8)), scheme: .bio)
    #expect(corpus.sentences.count == 10_000)
    #expect(corpus.sentences.allSatisfy { $0.row == "Ada/B-PER slept/O" })
  }
}
