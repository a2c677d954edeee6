import Elman
import ElmanCorpora
import ElmanText
import Testing

@Suite struct EntityTests {
  @Test func placesAreInAllUnits() {
    var sentence = Sentence(
      words: ["Zoë", "😴", "in", "Bath", "."], spacesAfter: [true, true, true, false, false])
    sentence.start = TextPosition(utf8: 100, utf16: 50, scalars: 40)
    let entities = sentence.entities(
      [LabelledSpan(range: 0..<2, type: "PER"), LabelledSpan(range: 3..<4, type: "LOC")],
      probabilities: [0.5, 0.25])
    #expect(entities.map(\.type) == ["PER", "LOC"])
    #expect(entities.map(\.words) == [0..<2, 3..<4])
    #expect(entities.map(\.range) == [0..<9, 13..<17])
    #expect(entities.map(\.position.lowerBound.utf8) == [100, 113])
    #expect(entities.map(\.position.upperBound.utf8) == [109, 117])
    #expect(entities.map(\.position.lowerBound.utf16) == [50, 60])
    #expect(entities.map(\.position.upperBound.utf16) == [56, 64])
    #expect(entities.map(\.scalars) == [40..<45, 49..<53])
    #expect(entities.map(\.probability) == [0.5, 0.25])
    // The places are those of the tokens.
    let positions = sentence.positions
    #expect(entities[0].position == positions[0].lowerBound..<positions[1].upperBound)
  }

  @Test func wordsOfOneTokenHaveOnePlace() {
    let text = Array("du x".utf8)
    let token = Word(range: 0..<2, spaceAfter: true)
    let sentence = Sentence(
      text: text, words: [token, token, Word(range: 3..<4, spaceAfter: false)],
      multiwords: [
        MultiwordToken(words: 0..<2, range: 0..<2, forms: [Array("de".utf8), Array("le".utf8)])
      ])
    let entities = sentence.entities(
      (0..<3).map { LabelledSpan(range: $0..<$0 + 1, type: "A") })
    #expect(entities.map(\.range) == [0..<2, 0..<2, 3..<4])
    #expect(entities.map(\.scalars) == [0..<2, 0..<2, 3..<4])
    #expect(entities.allSatisfy { $0.probability == nil })
    #expect(sentence.entities([]).isEmpty)
  }
}
