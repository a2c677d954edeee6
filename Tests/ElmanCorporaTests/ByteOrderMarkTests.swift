import ElmanText
import Testing

@testable import ElmanCorpora

/// A byte-order mark counts, and stays where it was.
@Suite struct ByteOrderMarkTests {
  private static let mark = "\u{FEFF}"

  @Test(arguments: WordReaders.allCases)
  func itCounts(_ format: WordReaders) throws {
    let text = Self.mark + (format == .conllu ? row("1", "a") + "\n" : "a\n")
    let reader = format.reader(ByteSource(bytes: Array(text.utf8)))
    let sentence = try #require(try reader.nextSentence())
    let offset = format == .conllu ? 2 : 0
    #expect(
      sentence.position(0).lowerBound
        == TextPosition(utf8: 3 + offset, utf16: 1 + offset, scalars: 1 + offset))
    #expect(sentence.start == sentence.position(0).lowerBound)
  }

  @Test(arguments: ["", "# c\n", "\n", "\r\n# c\r\n"])
  func itStaysBeforeEditedRows(_ before: String) throws {
    let rows = row("1-2", "ab") + row("1", "a") + row("2", "b") + "\n"
    var sentence = try #require(try sentences(Self.mark + before + rows).first)
    #expect(written(sentence) == Self.mark + before + rows)
    sentence[0, .upos] = "X"
    sentence[1, .form] = "\(Self.mark)c"
    let edited = rows.replacing("1\ta\t_\t_", with: "1\ta\t_\tX")
      .replacing("2\tb", with: "2\t\(Self.mark)c")
    #expect(written(sentence) == Self.mark + before + edited)
    var first = try #require(try sentences(Self.mark + before + row("1", "a")).first)
    first[0, .upos] = "X"
    #expect(written(first) == Self.mark + before + "1\ta\t_\tX" + row("", "").dropFirst(5))
  }

  @Test func formsThatWereSetHaveNoPlace() throws {
    var sentence = try #require(try sentences("# c\n" + row("1", "a") + row("2", "b")).first)
    #expect(sentence.sentence().positions.map(\.lowerBound.utf8) == [6, 26])
    #expect(sentence.sentence(isPlaced: false).places.isEmpty)
    sentence[0, .upos] = "X"
    #expect(sentence.sentence().positions.map(\.lowerBound.utf8) == [6, 26])
    sentence[1, .form] = "ab"
    #expect(sentence.sentence().positions.map(\.upperBound.utf8) == [1, 4])
  }
}
