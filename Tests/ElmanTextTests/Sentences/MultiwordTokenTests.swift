import Testing

@testable import ElmanText

@Suite struct MultiwordTokenTests {
  /// "il va du pont aux îles", where *du* and *aux* are two words each.
  private static func sentence() -> Sentence {
    var sentence = Sentence(
      words: ["il", "va", "du", "pont", "aux", "îles"],
      spacesAfter: [true, true, true, true, true, false],
      start: TextPosition(utf8: 10, utf16: 9, scalars: 8))
    sentence.splitTokens { index, _ in
      switch index {
      case 2: [Array("de".utf8), Array("le".utf8)]
      case 4: [Array("à".utf8), Array("les".utf8)]
      default: nil
      }
    }
    return sentence
  }

  private static func forms(_ sentence: Sentence) -> [String] {
    sentence.words.indices.map { sentence.form($0) }
  }

  @Test func givesEachWordItsForm() {
    let sentence = Self.sentence()
    #expect(Self.forms(sentence) == ["il", "va", "de", "le", "pont", "à", "les", "îles"])
    #expect(
      sentence.words.indices.map { String(decoding: sentence.bytes($0), as: UTF8.self) }
        == Self.forms(sentence))
    #expect(
      sentence.words.indices.map {
        sentence.withBytes(of: $0) { String(decoding: $0, as: UTF8.self) }
      }
        == Self.forms(sentence))
    #expect(sentence.multiwords.map(\.words) == [2..<4, 5..<7])
    #expect(sentence.multiwords.map(\.range) == [6..<8, 14..<17])
    #expect(String(decoding: sentence.text, as: UTF8.self) == "il va du pont aux îles")
    #expect(
      sentence.words.map(\.spaceAfter) == [true, true, false, true, true, false, true, false])
    #expect(sentence.tokens == [0..<1, 1..<2, 2..<4, 4..<5, 5..<7, 7..<8])
  }

  @Test func findsTheRunOfAToken() {
    let sentence = Self.sentence()
    #expect(
      sentence.words.indices.map { sentence.multiword(of: $0)?.words }
        == [nil, nil, 2..<4, 2..<4, nil, 5..<7, 5..<7, nil])
  }

  @Test func placesWordsWhereTheSurfaceStands() {
    let sentence = Self.sentence()
    #expect(sentence.positions == sentence.words.indices.map { sentence.position($0) })
    #expect(sentence.positions[3] == sentence.positions[2])
    #expect(sentence.positions[6].lowerBound == TextPosition(utf8: 24, utf16: 23, scalars: 22))
    #expect(sentence.positions[7].upperBound == TextPosition(utf8: 33, utf16: 31, scalars: 30))
  }

  @Test func splitsOnceMore() {
    var sentence = Self.sentence()
    sentence.splitTokens { index, _ in
      #expect(![2, 3, 5, 6].contains(index))
      return index == 1 ? [[0x76], [0x61]] : index == 0 ? [] : nil
    }
    #expect(Self.forms(sentence) == ["il", "v", "a", "de", "le", "pont", "à", "les", "îles"])
    #expect(sentence.multiwords.map(\.words) == [1..<3, 3..<5, 6..<8])
  }

  @Test func keepsSomeTokens() {
    let sentence = Self.sentence()
    #expect(sentence.keeping(words: 0..<8) == sentence)
    let part = sentence.keeping(words: 3..<6)
    #expect(Self.forms(part) == ["le", "pont", "à"])
    #expect(part.text == sentence.text)
    #expect(part.multiwords.map(\.words) == [0..<1, 2..<3])
    #expect(Self.forms(sentence.keeping(words: 7..<8)) == ["îles"])
  }

  @Test(arguments: 1...8) func survivesBeingCutIntoWindows(size: Int) {
    let sentence = Self.sentence()
    let parts = sentence.parts(words: size)
    #expect(parts.flatMap { Self.forms($0) } == Self.forms(sentence))
    #expect(parts.flatMap(\.text) == sentence.text)
    #expect(
      parts.allSatisfy { part in part.words.allSatisfy { $0.range.upperBound <= part.text.count } }
    )
  }
}
