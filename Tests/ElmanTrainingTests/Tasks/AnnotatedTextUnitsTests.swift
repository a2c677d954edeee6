import ElmanCorpora
import ElmanEvaluation
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct AnnotatedTextUnitsTests {
  private func text(_ conllu: String) throws -> AnnotatedText {
    try withTemporaryFile(conllu) { try AnnotatedText(path: $0) }
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

  @Test func tellsOfMultiwordTokensAndSpaces() throws {
    let text = try text(
      "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + "2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tnhà ga\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    #expect(text.hasSpacesInTokens)
    #expect(
      text.multiwordSplitter.split(Array("du".utf8)) == [Array("de".utf8), Array("le".utf8)])
    #expect(text.labelledUnits().labels == [0, 4, 0, 0, 0, 0, 0, 0, 2, 0])
  }

  /// What is learned of a text is what is learned of its sentences.
  @Test func theSplitterIsThatOfTheSentences() throws {
    let rows = "1-2\tDon't\t_\n1\tDo\t_\n2\tn't\t_\n3\tshout\t_\n\n1-1\tdon't\t_\n1\tdon't\t_\n\n"
      .replacing("\t_\n", with: "\t_\t_\t_\t_\t_\t_\t_\t_\n")
    let text = try text(rows)
    let blocks = try withTemporaryFile(rows) { path in
      let reader = ConlluReader(try ByteSource(path: path))
      var sentences: [Sentence] = []
      while let sentence = try reader.nextSentence() { sentences.append(sentence) }
      return sentences
    }
    #expect(text.multiwordSplitter == MultiwordSplitter(learningFrom: blocks))
  }
}
