import ElmanText
import Testing

@Suite struct SentenceTests {
  @Test func joinsWords() {
    let sentence = Sentence(words: ["Do", "n't", "stop", "!"], spacesAfter: [false, true, false])
    #expect(String(decoding: sentence.text, as: UTF8.self) == "Don't stop! ")
    #expect(sentence.words.indices.map { sentence.form($0) } == ["Do", "n't", "stop", "!"])
    #expect(sentence.words.map(\.spaceAfter) == [false, true, false, true])
    #expect(Array(sentence.bytes(1)) == Array("n't".utf8))
    #expect(sentence.withBytes(of: 2) { $0.count } == 4)
  }

  @Test func joinsBytes() {
    let sentence = Sentence(utf8Words: [Array("1 000".utf8), Array("€".utf8)])
    #expect(String(decoding: sentence.text, as: UTF8.self) == "1 000 € ")
    #expect(sentence.form(0) == "1 000")
    #expect(Sentence(words: [String]()).words.isEmpty)
  }

  @Test func countsPositionsInAllUnits() {
    let sentence = Sentence(
      words: ["Zoë", "😀", "漢"], start: TextPosition(utf8: 100, utf16: 50, scalars: 40))
    #expect(
      sentence.position(1)
        == TextPosition(
          utf8: 105, utf16: 54, scalars: 44)..<TextPosition(utf8: 109, utf16: 56, scalars: 45))
    #expect(sentence.positions == (0..<3).map { sentence.position($0) })
    #expect(sentence.position(2).upperBound == TextPosition(utf8: 113, utf16: 58, scalars: 47))
  }
}
