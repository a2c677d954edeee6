import Elman
import ElmanBytes
import ElmanCorpora
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanEvaluation

@Suite struct LabelledCorpusTests {
  private func corpus(
    _ text: String, format: LabelledTextFormat, windowSize: Int = 64,
    options: LabelledTextOptions = LabelledTextOptions()
  ) throws -> LabelledCorpus<Document, String> {
    try withTemporaryFile(text) {
      try LabelledCorpus(path: $0, format: format, options: options, windowSize: windowSize)
    }
  }

  private func forms(_ document: Document) -> [[String]] {
    document.windows.map { window in window.words.indices.map { window.form($0) } }
  }

  static let files: [(LabelledTextFormat, String)] = [
    (.fasttext, "__label__good A fine owl.\n__label__bad No tea!\n"),
    (.tsv, "good\tA fine owl.\nbad\tNo tea!\n"),
    (.csv, "label,text\ngood,\"A fine owl.\"\nbad,No tea!\n"),
    (
      .jsonl,
      """
      {"label":"good","text":"A fine owl."}
      {"label":"bad","text":"No tea!"}

      """
    ),
  ]

  @Test(arguments: files)
  func readsTextsAndLabels(_ format: LabelledTextFormat, text: String) throws {
    let corpus = try corpus(text, format: format, windowSize: 5)
    #expect(corpus.labels == ["good", "bad"])
    #expect(corpus.examples.map(forms) == [[["A", "fine", "owl", "."]], [["No", "tea", "!"]]])
    #expect(corpus.wordCount == 7)
    #expect(corpus.examples.allSatisfy { $0.windowSize == 5 })
    #expect(try corpus.hash == SHA256.hexadecimal(of: ByteSource(bytes: Array(text.utf8))))
  }

  @Test func treesComeInTheirOwnWords() throws {
    let corpus = try corpus("(3 (2 ca) (1 n't))\n(1 U.S.)\n", format: .sst)
    #expect(corpus.labels == ["positive", "negative"])
    #expect(corpus.examples.map(forms) == [[["ca", "n't"]], [["U.S."]]])
  }

  @Test func phrasesCountOnceWithALabel() throws {
    let trees = "(3 (2 tea) (3 fine))\n(3 (2 tea) (3 fine))\n(1 (2 no) (1 (2 tea) (0 fine)))\n"
    let plain = try corpus(trees, format: .sst)
    #expect(plain.labels.count == 3)
    let phrases = try corpus(trees, format: .sst, options: LabelledTextOptions(phrases: true))
    let pairs = zip(phrases.examples, phrases.labels).map {
      "\(forms($0)[0].joined(separator: " ")): \($1)"
    }
    #expect(
      pairs == [
        "tea fine: positive", "tea: neutral", "fine: positive", "no tea fine: negative",
        "no: neutral", "tea fine: negative", "fine: very negative",
      ])
    #expect(phrases.hash == plain.hash)
  }

  @Test func onlyPhrasesAreDropped() throws {
    let text = "good\tfine\ngood\tfine\n"
    let options = LabelledTextOptions(phrases: true)
    #expect(try corpus(text, format: .tsv, options: options).labels.count == 2)
  }

  @Test func emptyTextsStay() throws {
    let corpus = try corpus("good\t\nbad\t  \ngood\tfine\n", format: .tsv)
    #expect(corpus.examples.map(\.wordCount) == [1, 1, 1])
  }

  @Test func foldersHaveAHashOfLabelsAndTexts() throws {
    func hash(_ files: [(String, String)]) throws -> String {
      let folder = try TemporaryFolder()
      for (name, text) in files { try folder.write(text, to: "texts/\(name)") }
      let corpus = try LabelledCorpus(
        path: folder.file("texts"), format: .folders, options: LabelledTextOptions(),
        windowSize: 64)
      #expect(corpus.examples.count == files.count)
      return corpus.hash
    }
    let base = try hash([("a/1.txt", "tea"), ("b/1.txt", "owl")])
    #expect(base.count == 64)
    #expect(try hash([("b/9.txt", "owl\n"), ("a/1.txt", "tea")]) == base)
    #expect(try hash([("a/1.txt", "tea"), ("b/1.txt", "owls")]) != base)
    #expect(try hash([("a/1.txt", "tea"), ("c/1.txt", "owl")]) != base)
    #expect(try hash([("a/1.txt", "tea"), ("a/2.txt", "owl")]) != base)
  }

  @Test(arguments: LabelledTextFormat.allCases)
  func corporaWithoutTextsAreErrors(_ format: LabelledTextFormat) throws {
    guard format != .folders else { return }
    let error = #expect(throws: CorpusError.self) { try corpus("\n\n", format: format) }
    guard case .noExamples(_, "text") = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
  }

  @Test func whatCannotBeReadIsAnError() {
    for format in LabelledTextFormat.allCases {
      #expect(throws: CorpusError.file(.missing(path: "/no/such/file"))) {
        try LabelledCorpus(
          path: "/no/such/file", format: format, options: LabelledTextOptions(), windowSize: 9)
      }
    }
    #expect(throws: CorpusError.self) { try corpus("no label\n", format: .fasttext) }
    #expect(throws: CorpusError.self) { try corpus("a,\"never closed\n", format: .csv) }
  }
}
