import Testing

@testable import ElmanStreams

@Suite struct TreeArcsTests {
  private func lines(
    _ heads: [Int?], at columns: [Int], width: Int, words: Range<Int>? = nil
  ) -> [String] {
    TreeArcs(
      of: words ?? heads.indices, at: columns, width: width, sentence: heads.indices,
      head: { heads[$0] }
    ).lines
  }

  @Test func arcsGoFromHeadsToTheirWords() {
    #expect(
      lines([1, nil, 1], at: [0, 4, 8], width: 9) == [
        "╭───┬───╮",
        "▼   │   ▼",
      ])
    #expect(
      lines([2, 2, nil], at: [1, 5, 9], width: 10) == [
        " ╭───────╮",
        " │   ╭───┤",
        " ▼   ▼   │",
      ])
  }

  @Test func arcsThatCross() {
    #expect(
      lines([2, 3, nil, 2], at: [0, 2, 4, 6], width: 7) == [
        "  ╭───╮",
        "╭─┼─┬─┤",
        "▼ ▼ │ ▼",
      ])
  }

  @Test func arcsToOtherRowsGoToTheEdge() {
    #expect(
      lines([1, nil, 1, 2], at: [0, 4], width: 6, words: 0..<2) == [
        "╭───┬─",
        "▼   │",
      ])
    #expect(
      lines([1, nil, 1, 2], at: [1, 4], width: 6, words: 2..<4) == [
        " ╭──╮",
        "─┤  │",
        " ▼  ▼",
      ])
  }

  @Test func aWordAloneHasNone() {
    #expect(lines([nil], at: [0], width: 1) == [])
  }
}
