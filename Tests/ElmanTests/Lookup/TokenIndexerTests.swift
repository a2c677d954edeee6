import ElmanText
import Testing

@testable import Elman

@Suite struct TokenIndexerTests {
  private func indexer() throws -> TokenIndexer {
    let tagger = try randomTagger()
    return TokenIndexer(words: tagger.words, characters: tagger.characters)
  }

  @Test func encodesEachDistinctFormOnce() throws {
    let batch = try indexer().batch([
      Sentence(words: ["dog", "the", "dog"]), Sentence(words: ["The", "dog"]),
    ])
    #expect(batch.wordIds.count == 3)
    #expect(batch.characters.count == 3)
    #expect(batch.wordOfRow.count == 5)
  }

  @Test func findsWordsWithoutCaseAndInAnyNormalForm() throws {
    let tagger = try randomTagger()
    let indexer = TokenIndexer(words: tagger.words, characters: tagger.characters)
    for form in ["größe", "GRÖSSE", "Gro\u{308}ße"] {
      // ß folds to ss, in the vocabulary as in the look-up; the vocabulary here holds it unfolded.
      let isUnknown = Array(form.utf8).withUnsafeBufferPointer { indexer.isUnknown($0) }
      #expect(isUnknown)
    }
    let known = Array("THE".utf8).withUnsafeBufferPointer { indexer.isUnknown($0) }
    #expect(!known)
  }

  @Test func readsTheEndsOfALongWord() throws {
    let letters = (0..<200).map { $0 < 100 ? "a" : "b" }.joined()
    let batch = try indexer().batch([Sentence(words: [letters, "ab"])])
    let half = TokenIndexer.maximumCharacters / 2
    let ids = Array(batch.characters.ids.prefix(TokenIndexer.maximumCharacters))
    #expect(batch.characters.offsets[1] == TokenIndexer.maximumCharacters)
    #expect(Set(ids.prefix(half)).count == 1 && Set(ids.suffix(half)).count == 1)
    #expect(ids.first != ids.last)
  }

  @Test func aWordWithoutCharactersHasAVector() throws {
    let batch = try indexer().batch([Sentence(words: ["", "dog"])])
    #expect(batch.characters.count == 2)
  }
}
