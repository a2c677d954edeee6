import Testing

@testable import ElmanText

/// Where words stand within their tokens, and tokens in the input.
@Suite struct SentencePlacesTests {
  @Test(
    arguments: [
      ("Obama's", ["Obama", "'s"], ["Obama", "'s"]),
      ("don't", ["do", "n't"], ["do", "n't"]),
      ("du", ["de", "le"], ["du", "du"]),
      ("zum", ["zu", "dem"], ["zu", "zum"]),
      ("dárselo", ["dar", "se", "lo"], ["dárselo", "se", "lo"]),
      ("lalala", ["la", "la", "x", "la"], ["la", "la", "lalala", "la"]),
      ("ba", ["a", "b"], ["a", "ba"]),
      ("Zoe\u{308}s", ["Zo\u{EB}", "s"], ["Zoe\u{308}s", "s"]),
      ("ab", ["", "abc", "ab"], ["ab", "ab", "ab"]),
      ("x", ["x"], ["x"]),
    ] as [(String, [String], [String])])
  func wordsStandWhereTheyAreLiteral(token: String, words: [String], found: [String]) {
    var sentence = Sentence(
      words: ["é😀", token, "end"], start: TextPosition(utf8: 10, utf16: 9, scalars: 8))
    sentence.splitTokens { index, _ in index == 1 ? words.map { Array($0.utf8) } : nil }
    let ranges = sentence.wordRanges
    #expect(ranges == sentence.words.indices.map { sentence.wordRange($0) })
    #expect(
      ranges[1...].dropLast().map { Array(sentence.text[$0]) } == found.map { Array($0.utf8) })
    // In order and apart from each other, but for those that have no place of their own.
    let own = ranges.filter { $0 != sentence.multiwords[0].range }
    #expect(zip(own, own.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    for (index, place) in sentence.positions.enumerated() {
      let lower = sentence.start.advanced(over: sentence.text[..<ranges[index].lowerBound])
      #expect(place.lowerBound == lower)
      #expect(place.upperBound == lower.advanced(over: sentence.text[ranges[index]]))
      #expect(place == sentence.position(index))
    }
    #expect(sentence.tokenPositions.map(\.lowerBound.utf8).prefix(2) == [10, 17])
  }

  @Test func aWordIsNotSoughtForEver() {
    let token = Array(repeating: UInt8(ascii: "a"), count: 300)
    let far = MultiwordToken(words: 0..<1, range: 0..<301, forms: [[UInt8(ascii: "b")]])
    #expect(far.wordRanges(in: token + Array("b".utf8)) == [0..<301])
    let long = MultiwordToken(words: 0..<2, range: 0..<302, forms: [token, Array("'s".utf8)])
    #expect(long.wordRanges(in: token + Array("'s".utf8)) == [0..<300, 300..<302])
  }

  /// "ab" and "cd" on lines of their own.
  private static func apart() -> Sentence {
    var sentence = Sentence(words: ["ab", "c😀"])
    sentence.places = [
      TextPosition(utf8: 3, utf16: 1, scalars: 1)..<TextPosition(utf8: 5, utf16: 3, scalars: 3),
      TextPosition(utf8: 7, utf16: 5, scalars: 5)..<TextPosition(utf8: 12, utf16: 8, scalars: 7),
    ]
    return sentence
  }

  @Test func placesAreThoseGiven() {
    let sentence = Self.apart()
    #expect(sentence.positions == sentence.places)
    #expect(sentence.position(1) == sentence.places[1])
    #expect(sentence.tokenPositions == sentence.places)
    #expect(sentence.keeping(words: 1..<2).positions == [sentence.places[1]])
    #expect(sentence.parts(words: 1).map(\.positions) == sentence.places.map { [$0] })
  }

  @Test func placesAreSplitWithTheirTokens() {
    var sentence = Self.apart()
    sentence.splitTokens { index, _ in
      index == 1 ? [Array("c".utf8), Array("😀".utf8), Array("x".utf8)] : nil
    }
    #expect(sentence.positions.map(\.lowerBound.utf8) == [3, 7, 8, 7])
    #expect(sentence.positions.map(\.upperBound.utf16) == [3, 6, 8, 8])
    #expect(sentence.tokenPositions == Self.apart().places)
    sentence.splitTokens { index, _ in index == 0 ? [Array("a".utf8), Array("b".utf8)] : nil }
    #expect(sentence.positions.map(\.lowerBound.utf8) == [3, 4, 7, 8, 7])
    #expect(sentence.tokenPositions == Self.apart().places)
  }
}
