import ElmanTestSupport
import Testing

@testable import ElmanStreams

struct ParagraphSplitterTests {
  /// All paragraphs of a text that comes in pieces.
  private func paragraphs(
    _ pieces: [String], lines: Bool = false, upTo count: Int = 1000, cutFrom limit: Int = 4000,
    isLineDue: Bool = false
  ) -> [String] {
    var splitter = ParagraphSplitter(endsWithLine: lines)
    var found: [[UInt8]] = []
    func take(isFinished: Bool) {
      while true {
        let next = splitter.take(
          upTo: count, cutFrom: limit, isFinished: isFinished, isLineDue: isLineDue)
        if next.isEmpty { return }
        found += next
      }
    }
    for piece in pieces {
      splitter.text += Array(piece.utf8)
      take(isFinished: false)
    }
    take(isFinished: true)
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func aBlankLineEndsAParagraph() {
    #expect(paragraphs(["a\nb\n\nc\n \n\td\n"]) == ["a\nb\n\n", "c\n \n\t", "d\n"])
    #expect(paragraphs(["\n\n a"]) == ["\n\n ", "a"])
    #expect(paragraphs([""]) == [])
  }

  @Test func aLineIsAParagraphWhereLinesAreSentences() {
    #expect(paragraphs(["a\nb c\n\n d"], lines: true) == ["a\n", "b c\n\n ", "d"])
  }

  @Test func aLineThatIsDueIsNotWaitedFor() {
    var splitter = ParagraphSplitter(endsWithLine: true)
    splitter.text = Array("a\n".utf8)
    let taken = splitter.take(upTo: 0, cutFrom: 4000, isFinished: false, isLineDue: true)
    #expect(taken == [Array("a\n".utf8)])
    splitter.text += Array("b".utf8)
    #expect(
      splitter.take(upTo: 0, cutFrom: 4000, isFinished: false, isLineDue: true).isEmpty)
  }

  @Test func aLongParagraphIsCutAtALine() {
    let line = String(repeating: "x", count: 9) + "\n"
    let text = String(repeating: line, count: 30)
    let parts = paragraphs([text], upTo: 50, cutFrom: 100)
    #expect(parts.joined() == text)
    #expect(parts.allSatisfy { $0.utf8.count <= 100 && $0.hasSuffix("\n") })
    let joined = String(repeating: "é", count: 300)
    let cut = paragraphs([joined], upTo: 50, cutFrom: 99)
    #expect(cut.joined() == joined)
  }

  @Test(arguments: 0..<40) func piecesMakeNoDifference(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let symbols = ["a", "bc ", "\n", "\n\n", " ", "é", "\r\n", "\t"]
    let text = (0..<200).map { _ in symbols.randomElement(using: &random) ?? "" }.joined()
    var pieces: [String] = []
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...20, using: &random)
      pieces.append(String(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    let lines = Bool.random(using: &random)
    let whole = paragraphs([text], lines: lines, upTo: 30, cutFrom: 90)
    #expect(paragraphs(pieces, lines: lines, upTo: 30, cutFrom: 90) == whole)
    #expect(whole.joined() == text)
  }
}
