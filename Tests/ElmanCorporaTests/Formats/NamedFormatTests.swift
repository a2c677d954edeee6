import ElmanBytes
import Testing

@testable import ElmanCorpora

/// What help, options and guesses are made of.
@Suite struct NamedFormatTests {
  private func expectPlain<Format: NamedFormat>(_ type: Format.Type) {
    for format in Format.allCases {
      #expect(Format(name: format.name) == format)
      #expect("\(format)" == format.name)
      #expect(format.help.split(separator: "\n").allSatisfy { $0.utf8.count <= 64 })
    }
    #expect(Format.allCases.map(\.name).distinctSpellings.count == Format.allCases.count)
    #expect(Format(name: "photograph") == nil)
  }

  @Test func namesAreDistinctAndHelpFitsTheScreen() {
    expectPlain(LabelledSentenceFormat.self)
    expectPlain(LabelledTextFormat.self)
  }

  /// Nothing but the value is needed to read a form.
  @Test func aFormIsOneValue() throws {
    final class Questions: LabelledTextReader {
      let lines: LineReader
      var path: String { lines.path }
      var firstRepair: TextRepair? { lines.firstRepair }

      init(_ source: ByteSource) { lines = LineReader(source) }

      func next() throws(CorpusError) -> LabelledText? {
        var line: [UInt8] = []
        guard let read = try lines.next(appendingTo: &line) else { return nil }
        let text = String(decoding: line[read.content], as: UTF8.self)
        return LabelledText(label: text.last == "?" ? "yes" : "no", text: text, line: read.number)
      }
    }
    let format = LabelledTextFormat(
      name: "questions", help: "a question a line", ending: ".q",
      opening: .file { source, _ in Questions(source) })
    #expect(format.isPath("a.Q.gz") && !format.isPath("a.txt") && !format.isOfFolders)
    let texts = try texts(format, "Owls?\nOwls!\n")
    #expect(texts.map(\.label) == ["yes", "no"])
  }

  /// The name tells before the first bytes do, and these whatever the name.
  @Test(
    arguments: [
      ("a.tsv", "{\"x\"", .tsv), ("a", "\u{FEFF}\n {\"label\"", .jsonl), ("a", "{label", nil),
      ("a.txt", "__label__x y", .fasttext), ("a", "(3 (2 a) (2 b))", .sst), ("a", "(x y)", nil),
      ("a", "(5 a)", nil), ("a", "", nil), ("a.conllu", "(0 a)", .sst),
    ] as [(String, String, LabelledTextFormat?)])
  func textsAreToldByTheirStart(path: String, text: String, format: LabelledTextFormat?) throws {
    let source = ByteSource(bytes: Array(text.utf8), path: path)
    #expect(try LabelledTextFormat(guessedFrom: source) == format)
    #expect(try readAll(source) == Array(text.utf8))
  }
}
