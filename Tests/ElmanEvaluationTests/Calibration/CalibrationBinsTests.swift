import ElmanEvaluation
import Testing

@Suite struct CalibrationBinsTests {
  @Test func errorsAreWeighedByBins() {
    // Two bins: |1 - (0.1 + 0.3)| below, |1 - (0.5 + 0.9)| above.
    var bins = CalibrationBins(count: 2)
    let outcomes: [(probability: Float, isCorrect: Bool)] = [
      (0.1, false), (0.3, true), (0.5, true), (0.9, false),
    ]
    for outcome in outcomes {
      bins.add(probability: outcome.probability, isCorrect: outcome.isCorrect)
    }
    #expect(abs(bins.expectedError - (0.6 + 0.4) / 4) < 1e-6)
    #expect(CalibrationBins(outcomes, count: 2) == bins)
    #expect(abs(CalibrationBins(outcomes, count: 1).expectedError - 0.2 / 4) < 1e-6)
  }

  @Test func nothingClaimedNothingWrong() {
    func error(_ outcomes: [(probability: Float, isCorrect: Bool)]) -> Double {
      CalibrationBins(outcomes).expectedError
    }
    #expect(CalibrationBins().expectedError == 0)
    #expect(error([(1, true), (0, false)]) == 0)
    #expect(error([(.nan, true), (2, false), (-.infinity, true)]) == 1)
  }
}
