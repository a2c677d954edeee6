import Elman
import ElmanCorpora
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct KnownWordsTests {
  /// The words of a text whose tokens end before each `|`, which is left out.
  private func words(_ marked: String) -> KnownWords {
    var stream = CharacterStream()
    let text = Array(marked.filter { $0 != "|" }.utf8)
    text.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    var labels: [Int32] = []
    for scalar in marked.unicodeScalars {
      if scalar == "|" { labels[labels.count - 1] = 1 } else { labels.append(0) }
    }
    #expect(labels.count == stream.units.count)
    return KnownWords(stream.units, labels: labels)
  }

  private func vocabularies(
    _ words: KnownWords, minimumPairCount: Int, longestWord: Int
  ) throws -> (pairs: Set<String>, words: Set<String>) {
    var configuration = TokenizerConfiguration()
    configuration.minimumPairCount = minimumPairCount
    configuration.longestWord = longestWord
    let (pairs, short) = try words.vocabularies(configuration)
    // The first entry is the unknown one.
    return (
      Set((1..<pairs.count).map { pairs.string(of: Int32($0)) }),
      Set((1..<short.count).map { short.string(of: Int32($0)) })
    )
  }

  @Test(
    arguments: [
      ("", false), ("Owls| swim|.|", false), ("ab|c| ab|c| d|", true), ("ab|.| c|,| de|!|", false),
      ("白い|猫|と|犬|", true), ("new york|", true), ("a| b| c| d| e| f|g| h|", false),
    ])
  func textsWithoutSpacesAreTold(marked: String, isUnspaced: Bool) {
    #expect(words(marked).isUnspaced == isUnspaced)
  }

  /// Against a count of all tokens.
  @Test func wordsThatStandOnceAreSingle() {
    let words = words("ab|c| ab|cd|a|c|")
    // a b c _ a b c d a c
    let tokens = [0..<2, 2..<3, 4..<6, 6..<8, 8..<9, 9..<10]
    for lower in 0..<10 {
      for upper in lower + 1...10 {
        #expect(words.isSingle(lower..<upper) == [6..<8, 8..<9].contains(lower..<upper))
      }
    }
    #expect(tokens.count { words.isSingle($0) } == 2)
  }

  @Test func pairsAndShortWordsAreKnown() throws {
    let words = words("ab|c| ab|cdef|")
    // ab bc c_ _a ab bc cd de ef
    let frequent = try vocabularies(words, minimumPairCount: 2, longestWord: 2)
    #expect(frequent.pairs == ["ab", "bc"])
    #expect(frequent.words == ["ab", "c"])
    let all = try vocabularies(words, minimumPairCount: 1, longestWord: 4)
    #expect(all.pairs == ["ab", "bc", "c ", " a", "cd", "de", "ef"])
    #expect(all.words == ["ab", "c", "cdef"])
  }

  @Test func piecesLieWithinTokens() throws {
    var configuration = TokenizerConfiguration()
    (configuration.minimumPieceCount, configuration.longestPiece) = (2, 3)
    let text = "sing|ing| sing| s|ing| si|ng|"
    let words = words(text)
    let labels = text.unicodeScalars.reduce(into: [Int32]()) { labels, scalar in
      if scalar == "|" { labels[labels.count - 1] = 1 } else { labels.append(0) }
    }
    let pieces = try words.pieces(configuration, labels: labels)
    // A token ends inside "si", "in", "sin" and "ing" somewhere.
    #expect((1..<pieces.vocabulary.count).map { pieces.vocabulary.string(of: Int32($0)) } == ["ng"])
  }
}
