import Testing

@testable import ElmanEvaluation

@Suite struct ConfusionCountsTests {
  @Test func countsLabelByLabel() throws {
    var counts = ConfusionCounts()
    for (gold, predicted) in [("N", "N"), ("N", "V"), ("V", "V"), ("A", "N")] {
      counts.add(gold: gold, predicted: predicted)
    }
    #expect(counts.accuracy == 0.5)
    let noun = try #require(counts.labels.first { $0.label == "N" }).counts
    #expect((noun.gold, noun.predicted, noun.correct) == (2, 2, 1))
    #expect((noun.precision, noun.recall, noun.f1) == (0.5, 0.5, 0.5))
    #expect(counts.labels.map(\.label) == ["A", "N", "V"])
    #expect(counts.errors(most: 5).map(\.gold) == ["A", "N"])
    // F1 is 0 of A, 1/2 of N, 2/3 of V.
    #expect(abs(counts.macroF1 - (0.5 + 2.0 / 3) / 3) < 1e-12)
  }

  @Test func labelsAreBytes() {
    var counts = ConfusionCounts()
    for (gold, predicted) in [("\u{E9}", "e\u{301}"), ("\u{E9}", "\u{E9}"), ("e\u{301}", "\u{E9}")]
    {
      counts.add(gold: gold, predicted: predicted)
    }
    #expect(counts.correct == 1)
    #expect(
      counts.labels.map { Array($0.label.utf8) } == [Array("e\u{301}".utf8), Array("\u{E9}".utf8)])
    #expect(counts.labels.map(\.counts.gold) == [1, 2])
    #expect(counts.labels.map(\.counts.predicted) == [1, 2])
    #expect(counts.errors(most: 5).count == 2)
    #expect(counts.count(gold: "\u{E9}", predicted: "e\u{301}") == 1)
    #expect(counts.count(gold: "\u{E9}", predicted: "e") == 0)
  }

  @Test func labelsThatAreNowhereGoldDoNotLowerTheMean() {
    var counts = ConfusionCounts()
    counts.add(gold: "a", predicted: "a")
    counts.add(gold: "a", predicted: "b")
    #expect(abs(counts.macroF1 - 2.0 / 3) < 1e-12)
  }

  @Test func nothingHasNoScore() {
    let counts = ConfusionCounts()
    #expect(counts.accuracy == 0 && counts.macroF1 == 0 && counts.labels.isEmpty)
  }
}
