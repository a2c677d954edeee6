import ElmanCorpora
import ElmanText
import Testing

/// Readers that leave malformed lines out go on with all others.
@Suite struct MalformedLinesTests {
  /// The words of each sentence, and the lines that were told.
  private func read<Reader>(
    _ text: String, _ reader: (ByteSource, MalformedLines) -> Reader,
    _ words: (Reader) throws(CorpusError) -> [String]?
  ) throws -> (sentences: [String], lines: [Int]) {
    var lines: [Int] = []
    let reader = reader(
      ByteSource(bytes: Array(text.utf8)),
      .leaveOut { error in
        if case .malformed(_, let line, _, _) = error { lines.append(line) }
      })
    var sentences: [String] = []
    while let next = try words(reader) { sentences.append(next.joined(separator: " ")) }
    return (sentences, lines)
  }

  @Test(
    arguments: [
      (row("1", "a") + "b\n" + row("3", "c") + "\n" + row("1", "d"), ["a c", "d"], [2]),
      (row("1", "a") + row("3", "b") + row("4", "c") + row("5", "d"), ["a c d"], [2]),
      (row("1", "a", head: "x") + row("2", "b", head: "y"), [""], [1, 2]),
      (row("1", "a") + "# new\n" + row("1", "b") + "\n" + row("2", "c"), ["a b", ""], [2, 5]),
      (row("1-3", "ab") + row("1", "a") + row("2", "b"), ["a b"], [1]),
      (row("1", "a", head: "2"), ["a"], [1]),
    ] as [(String, [String], [Int])])
  func conllu(text: String, sentences: [String], lines: [Int]) throws {
    let result = try read(text) {
      ConlluReader($0, malformedLines: $1)
    } _: {
      (reader) throws(CorpusError) in
      try reader.next()?.words.map(\.form)
    }
    #expect(result.sentences == sentences)
    #expect(result.lines == lines)
  }

  @Test func columns() throws {
    let text = "a\nb\tO\nc\tO\tO\nd\t\ne\tO\n\nf\tO\n"
    let result = try read(text) {
      ColumnsReader($0, malformedLines: $1)
    } _: {
      (reader) throws(CorpusError) in
      try reader.next().map(words)
    }
    #expect(result.sentences == ["b e", "f"])
    #expect(result.lines == [1, 3, 4])
  }

  @Test func universalNER() throws {
    let text = "1\ta\tO\n3\tb\tO\n4\tc\tO\n5\td\n6\te\tO\n\n1\tf\t\n2\tg\tO\nx\th\tO\n"
    let result = try read(text) {
      UniversalNERReader($0, malformedLines: $1)
    } _: {
      (reader) throws(CorpusError) in
      try reader.next().map(words)
    }
    #expect(result.sentences == ["a c e", "g"])
    #expect(result.lines == [2, 4, 7, 9])
  }

  private func words(_ labelled: LabelledSentence) -> [String] {
    labelled.sentence.words.indices.map { labelled.sentence.form($0) }
  }
}
