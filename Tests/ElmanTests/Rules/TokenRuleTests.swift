import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

@Suite struct TokenRuleTests {
  private func cut(_ text: String, _ lines: String) throws -> [Sentence] {
    var tokenizer = SentenceTokenizer().with(rules: try rules(lines))
    return tokenizer.sentences(of: text.utf8)
  }

  @Test func formsStayWholeAndAreCutSo() throws {
    let lines = """
      {"token": "can't"}
      {"token": "gimme", "cut": ["gim", "me"], "case": "any"}
      {"token": ":-)", "cut": [":", "-", ")"]}
      """
    let sentences = try cut("Gimme one, I can't :-)\nCan't GIMME gimmes.", lines)
    #expect(
      sentences.flatMap(\.forms)
        == [
          "Gim", "me", "one", ",", "I", "can't", ":", "-", ")", "Ca", "n't", "GIM", "ME", "gimmes",
          ".",
        ])
    let spaces = sentences.flatMap(\.words).map(\.spaceAfter)
    #expect(spaces.prefix(6) == [false, true, false, true, true, true])
  }

  @Test func aFormIsTokensTogetherAndNoPartOfOne() throws {
    #expect(
      try cut("(don't) don'ts", "{\"token\": \"don't\"}")[0].forms.prefix(3) == ["(", "don't", ")"])
    #expect(try cut("gimmegimme", "{\"token\": \"gimme\"}")[0].forms == ["gimmegimme"])
  }

  @Test func theLongestFormIsTaken() throws {
    let lines = """
      {"token": "I'm"}
      {"token": "can"}
      {"token": "cannot"}
      """
    #expect(try cut("I'm: cannot can", lines)[0].forms == ["I'm", ":", "cannot", "can"])
  }

  @Test func piecesBeyondASCIIAreCutBetweenScalars() throws {
    let lines = "{\"token\": \"ÉCOLEⱥ\", \"cut\": [\"ÉCO\", \"LEⱥ\"], \"case\": \"any\"}"
    #expect(try cut("écoleȺ", lines)[0].forms == ["éco", "leȺ"])
  }

  @Test func wordsThatWereApartBeforeStay() throws {
    var sentence = Sentence(words: ["gim", "me"], spacesAfter: [false, false])
    sentence.places = [TextPosition()..<TextPosition(), TextPosition()..<TextPosition()]
    var cutter = TokenCutter(try rules("{\"token\": \"gimme\"}"))
    cutter.cut(&sentence)
    #expect(sentence.forms == ["gim", "me"])
  }

  @Test func multiwordTokensMayStandForThemselves() throws {
    var sentence = Sentence(words: ["Don't", "go"])
    sentence.splitTokens { index, _ in index == 0 ? ["Do", "n't"].map { Array($0.utf8) } : nil }
    var cutter = TokenCutter(try rules("{\"token\": \"don't\", \"case\": \"any\"}"))
    cutter.cut(&sentence)
    #expect(sentence.forms == ["Don't", "go"] && sentence.multiwords.isEmpty)
  }

  /// Whatever is cut, the texts are the input, words follow each other, and places are those of the bytes.
  @Test(arguments: 0..<40) func sentencesKeepTheirInvariants(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["don't", "é", "😴", "a.b", "(", ")", " ", " ", "\n", "C-3PO", "gimme", "Mr.", "!"]
    let text = (0..<60).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    let lines = """
      {"token": "C-3PO"}
      {"token": "don't"}
      {"token": "é😴", "cut": ["é", "😴"]}
      {"token": "a.b", "cut": ["a", ".", "b"]}
      {"token": "GIMME", "cut": ["GI", "MME"], "case": "any"}
      {"token": "(!"}
      """
    let sentences = try cut(text, lines)
    let bytes = Array(text.utf8)
    #expect(sentences.flatMap(\.text) == bytes)
    let plain = SentenceTokenizer()
    var other = plain
    #expect(other.sentences(of: bytes).map(\.text) == sentences.map(\.text))
    for sentence in sentences {
      var end = 0
      for index in sentence.words.indices {
        let range = sentence.words[index].range
        #expect(range.lowerBound >= end && !range.isEmpty)
        #expect(sentence.text[end..<range.lowerBound].allSatisfy { $0 <= 0x20 })
        end = range.upperBound
        let place = sentence.position(index)
        #expect(bytes[place.lowerBound.utf8..<place.upperBound.utf8] == sentence.text[range])
        let next =
          index + 1 < sentence.words.count ? sentence.words[index + 1].range.lowerBound : nil
        if let next { #expect(sentence.words[index].spaceAfter == (next > end)) }
      }
      #expect(sentence.text[end...].allSatisfy { $0 <= 0x20 })
    }
  }
}
