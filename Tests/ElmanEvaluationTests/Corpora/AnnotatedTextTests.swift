import Elman
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanEvaluation

@Suite struct AnnotatedTextTests {
  private func text(_ conllu: String) throws -> AnnotatedText {
    try withTemporaryFile(conllu) { try AnnotatedText(path: $0) }
  }

  private func forms(_ text: AnnotatedText) -> [String] {
    text.tokens.map { String(decoding: text.text[$0.range], as: UTF8.self) }
  }

  @Test func tokensStandInTheText() throws {
    let text = try text(
      """
      # newpar
      1-2	du	_	_	_	_	_	_	_	_
      1	de	_	_	_	_	_	_	_	_
      2	le	_	_	_	_	_	_	_	_
      3	bois	_	_	_	_	_	_	_	SpaceAfter=No
      4	.	_	_	_	_	_	_	_	_

      1	Oui	_	_	_	_	_	_	_	SpacesAfter=\\n
      1.1	non	_	_	_	_	_	_	_	_

      # newpar
      1	nhà ga	_	_	_	_	_	_	_	SpaceAfter=No
      2	猫	_	_	_	_	_	_	_	SpaceAfter=No


      """)
    #expect(String(decoding: text.text, as: UTF8.self) == "du bois. Oui\n\nnhà ga猫")
    #expect(forms(text) == ["du", "bois", ".", "Oui", "nhà ga", "猫"])
    #expect(text.sentences == [0..<3, 3..<4, 4..<6])
    #expect(text.tokens.map(\.isMultiword) == [true, false, false, false, false, false])
    #expect(text.sentenceCount == 3)
    #expect(text.tokens.map { text.words[$0.words].count } == [2, 1, 1, 1, 1, 1])
    #expect(String(decoding: text.characters, as: UTF8.self) == "dubois.Ouinhàga猫")
    #expect(text.tokens.map(\.line) == [2, 5, 6, 8, 12, 13])
  }

  @Test func theGoldTextHasAPerfectScore() throws {
    let text = try text(
      "1\tah\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    let sentence = Sentence(
      text: Array("ah! ".utf8),
      words: [Word(range: 0..<2, spaceAfter: false), Word(range: 2..<3, spaceAfter: true)])
    let score = TokenizerScore([MarkedSentence(sentence: sentence, multiwords: [])], against: text)
    #expect(score.selectionValue == 1)
    let empty = TokenizerScore([], against: text)
    #expect(empty.selectionValue == 0)
  }
}
