import Elman
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct TokenizedTextTests {
  private func text(_ conllu: String) throws -> TokenizedText {
    try withTemporaryFile(conllu) { try TokenizedText(path: $0) }
  }

  private func forms(_ text: TokenizedText) -> [String] {
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
    #expect(text.tokens.map(\.endsSentence) == [false, false, true, true, false, true])
    #expect(text.tokens.map(\.isMultiword) == [true, false, false, false, false, false])
    #expect(text.sentenceCount == 3)
    #expect(text.hasSpacesInTokens)
    #expect(text.multiwords.split(Array("du".utf8)) == [Array("de".utf8), Array("le".utf8)])
  }

  @Test func labelsStandAtTheEndsOfTokens() throws {
    let text = try text(
      "1\tah\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    let (units, labels) = text.labelledUnits()
    #expect(units.symbols == [0x61, 0x68, 0x21, 0x20])
    #expect(labels == [0, 1, 2, 0])
    let pieces = CharacterPieces(try Vocabulary(strings: ["ah"]), longest: 4)
    #expect(text.labelledUnits(pieces).labels == [1, 2, 0])
  }

  @Test func theGoldTextHasAPerfectScore() throws {
    let text = try text(
      "1\tah\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    let sentence = Sentence(
      text: Array("ah! ".utf8),
      tokens: [Token(range: 0..<2, spaceAfter: false), Token(range: 2..<3, spaceAfter: true)])
    let score = TokenizerScore([MarkedSentence(sentence: sentence, multiwords: [])], against: text)
    #expect(score.accuracy == 1)
    let empty = TokenizerScore([], against: text)
    #expect(empty.accuracy == 0)
  }
}
