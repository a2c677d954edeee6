import ElmanCorpora
import ElmanText
import Testing

@testable import ElmanStreams

@Suite struct EntityTextTests {
  private func written(
    _ sentence: Sentence, _ spans: [(Range<Int>, String)], width: Int = 80, hasColours: Bool = false
  ) -> String {
    var output: [UInt8] = []
    EntityText(screen: Screen(width: width, hasColours: hasColours)).write(
      sentence, spans.map { LabelledSpan(range: $0.0, type: $0.1) }, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private let sentence = Sentence(
    words: ["Ada", "Byron", "slept", "in", "Bath", "."],
    spacesAfter: [true, true, true, true, false, false])

  @Test func entitiesStandInBrackets() {
    #expect(
      written(sentence, [(0..<2, "PER"), (4..<5, "LOC")])
        == "[Ada Byron PER] slept in [Bath LOC].\n")
    #expect(written(sentence, []) == "Ada Byron slept in Bath.\n")
    #expect(written(sentence, [(0..<6, "A")]) == "[Ada Byron slept in Bath. A]\n")
    #expect(
      written(sentence, [(0..<1, "A"), (1..<2, "A")]) == "[Ada A] [Byron A] slept in Bath.\n")
    #expect(written(Sentence(text: [0x20], words: []), []) == "")
  }

  @Test(arguments: 1...40)
  func rowsFitTheScreen(width: Int) {
    let spans = [(0..<2, "PER"), (4..<5, "LOC")]
    let rows = written(sentence, spans, width: width).split(separator: "\n")
    #expect(rows.joined(separator: " ") == "[Ada Byron PER] slept in [Bath LOC].")
    #expect(rows.allSatisfy { $0.count <= width || !$0.contains(" ") })
  }

  @Test func colorsTakeNoRoom() {
    let escape = "\u{1B}["
    let text = written(sentence, [(4..<5, "LOC")], width: 22, hasColours: true)
    #expect(text.hasPrefix("Ada Byron slept in\n\(escape)"))
    #expect(text.contains("mBath\(escape)0m \(escape)2mLOC\(escape)0m.\n"))
    let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == "Ada Byron slept in\nBath LOC.\n")
  }

  @Test func multiwordTokensAreShownOnce() {
    let token = Word(range: 0..<2, spaceAfter: true)
    let french = Sentence(
      text: Array("du x".utf8), words: [token, token, Word(range: 3..<4, spaceAfter: false)],
      multiwords: [
        MultiwordToken(words: 0..<2, range: 0..<2, forms: [Array("de".utf8), Array("le".utf8)])
      ])
    #expect(written(french, [(1..<3, "A")]) == "[du x A]\n")
    #expect(written(french, [(0..<1, "A"), (1..<2, "B")]) == "[du A] x\n")
    #expect(written(french, [(1..<2, "B"), (2..<3, "C")]) == "[du B] [x C]\n")
  }

  @Test func controlCharactersAreShown() {
    let wild = Sentence(words: ["a\u{1B}[31m", "b\nc"])
    #expect(written(wild, [(0..<1, "A\u{7}")]) == "[a␛[31m A␇] b␊c\n")
  }
}
