import ElmanEvaluation
import Testing

@Suite struct MatchCountsTests {
  /// By the definitions; what is divided by nothing is 0, as in `conlleval` and the CoNLL 2018 script.
  @Test(
    arguments: [
      (4, 5, 2, 0.4, 0.5, 4.0 / 9), (0, 0, 0, 0, 0, 0), (3, 0, 0, 0, 0, 0), (0, 3, 0, 0, 0, 0),
      (2, 2, 2, 1, 1, 1),
    ] as [(Int, Int, Int, Double, Double, Double)])
  func scoresFollowFromCounts(
    gold: Int, predicted: Int, correct: Int, precision: Double, recall: Double, f1: Double
  ) {
    let counts = MatchCounts(gold: gold, predicted: predicted, correct: correct)
    #expect(counts.precision == precision)
    #expect(counts.recall == recall)
    #expect(counts.f1 == f1)
  }

  @Test func countsAreAdded() {
    var counts = MatchCounts(gold: 4, predicted: 5, correct: 2)
    counts += MatchCounts(gold: Set(["a", "b", "c"]), predicted: ["b", "d"])
    #expect(counts == MatchCounts(gold: 7, predicted: 7, correct: 3))
    #expect(counts + MatchCounts() == counts)
  }

  /// F1 is 4/9 and 0; what is nowhere gold does not count.
  @Test func theMeanF1IsThatOfWhatIsGold() {
    let counts = [
      MatchCounts(gold: 4, predicted: 5, correct: 2), MatchCounts(gold: 1),
      MatchCounts(predicted: 3),
    ]
    #expect(abs(counts.macroF1 - 2.0 / 9) < 1e-12)
    #expect([MatchCounts]().macroF1 == 0)
  }
}
