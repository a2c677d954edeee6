import ElmanBytes
import Testing

@Suite struct SpellingTests {
  private static let texts = [
    "", "a", "B", "K", "\u{212A}", "caf\u{E9}", "cafe\u{301}", "cafe", "é", "漢", "😀", "\u{FFFD}",
    "\u{1F469}\u{200D}\u{1F467}", "a b", "a b ",
  ]

  @Test func equalBytesAndNothingElseMakeOneSpelling() {
    #expect("caf\u{E9}" == "cafe\u{301}")
    for (index, left) in Self.texts.enumerated() {
      for (other, right) in Self.texts.enumerated() {
        #expect((Spelling(left) == Spelling(right)) == (index == other), "\(left), \(right)")
        #expect(left.hasSameBytes(as: right) == (index == other))
        #expect(
          (Spelling(left) < Spelling(right))
            == Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8)))
      }
    }
    #expect(Set(Self.texts.map { Spelling($0) }).count == Self.texts.count)
    #expect(
      ["b", "e\u{301}", "a", "\u{E9}", "a"].distinctSpellings.map { Array($0.utf8) }
        == ["a", "b", "e\u{301}", "\u{E9}"].map { Array($0.utf8) })
  }

  /// Models name their labels in this order: those of ASCII, and of NFC, must stay where they were.
  @Test func theOrderOfComposedTextsIsThatOfStrings() {
    let composed = [
      "ADJ", "ADP", "X", "_", "Case=Nom|Number=Sing", "B-PER", "adj", "caf\u{E9}", "cafe", "Über",
      "наречие", "名詞", "명사", "😀", "$", ",", "-LRB-", "``", "''", "Ångström", "zebra", "é", "f",
    ]
    #expect(composed.sorted() == composed.map { Spelling($0) }.sorted().map(\.text))
  }
}
