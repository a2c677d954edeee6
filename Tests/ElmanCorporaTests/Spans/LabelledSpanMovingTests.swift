import ElmanCorpora
import ElmanText
import Testing

@Suite struct LabelledSpanMovingTests {
  private func words(_ text: String) -> Sentence { Sentence(words: text.split(separator: " ")) }

  @Test(
    arguments: [
      ("a b c", "a b c", [0..<2], [0..<2]),
      ("Inter- City train", "Inter - City train", [0..<2], [0..<3]),
      ("Inter - City train", "Inter- City train", [0..<3, 3..<4], [0..<2, 2..<3]),
      ("it 's", "it's", [0..<1], [0..<1]),
      ("it 's", "it's", [1..<2], [0..<1]),
      ("it 's", "it's", [0..<1, 1..<2], [0..<1]),
      ("ab cd ef", "a bcd e f", [1..<2], [1..<2]),
      ("ab cd", "abcd", [], []),
    ] as [(String, String, [Range<Int>], [Range<Int>])])
  func spansAreMoved(source: String, target: String, spans: [Range<Int>], moved: [Range<Int>]) {
    let result = LabelledSpan.moved(
      spans.map { LabelledSpan(range: $0, type: "A") }, from: words(source), to: words(target))
    #expect(result?.map(\.range) == moved)
  }

  @Test func otherLettersAreOtherSentences() {
    #expect(LabelledSpan.moved([], from: words("a b"), to: words("a c")) == nil)
    #expect(LabelledSpan.moved([], from: words(""), to: words("")) == [])
  }
}
