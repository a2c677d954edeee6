import ElmanTraining
import Testing

@Suite struct MatchCountsTests {
  private struct Counts: MatchCounts {
    var gold, predicted, correct: Int
  }

  /// By the definitions; what is divided by nothing is 0, as in `conlleval` and the CoNLL 2018 script.
  @Test(
    arguments: [
      (4, 5, 2, 0.4, 0.5, 4.0 / 9), (0, 0, 0, 0, 0, 0), (3, 0, 0, 0, 0, 0), (0, 3, 0, 0, 0, 0),
      (2, 2, 2, 1, 1, 1),
    ] as [(Int, Int, Int, Double, Double, Double)])
  func scoresFollowFromCounts(
    gold: Int, predicted: Int, correct: Int, precision: Double, recall: Double, f1: Double
  ) {
    let counts = Counts(gold: gold, predicted: predicted, correct: correct)
    #expect(counts.precision == precision)
    #expect(counts.recall == recall)
    #expect(counts.f1 == f1)
  }
}
