import Testing

@testable import ElmanText

@Suite struct SentenceRecuttingTests {
  private func sentence() -> Sentence {
    // a b-c du x, of which "du" stands for two words.
    var sentence = Sentence(
      words: ["a", "b", "-", "c", "du", "x"], spacesAfter: [true, false, false, true, true, false])
    sentence.splitTokens { index, _ in index == 4 ? ["de", "le"].map { Array($0.utf8) } : nil }
    return sentence
  }

  private func forms(_ sentence: Sentence) -> [String] {
    sentence.words.indices.map { sentence.form($0) }
  }

  @Test func tokensBecomeOneAndTheRestStays() {
    var changed = sentence()
    changed.recut([.init(tokens: 1..<4, pieces: [2..<5])], of: changed.tokens)
    #expect(forms(changed) == ["a", "b-c", "de", "le", "x"])
    #expect(changed.words.map(\.spaceAfter) == [true, true, false, true, false])
    #expect(changed.multiwords.map(\.words) == [2..<4])
    #expect(changed.text == sentence().text)
    #expect(changed.tokens == [0..<1, 1..<2, 2..<4, 4..<5])
  }

  @Test func aMultiwordTokenStandsForItselfThen() {
    var changed = sentence()
    changed.recut(
      [.init(tokens: 0..<1, pieces: [0..<1]), .init(tokens: 4..<5, pieces: [6..<7, 7..<8])],
      of: changed.tokens)
    #expect(forms(changed) == ["a", "b", "-", "c", "d", "u", "x"])
    #expect(changed.multiwords.isEmpty)
    #expect(changed.words[5].spaceAfter && !changed.words[4].spaceAfter)
  }
}
