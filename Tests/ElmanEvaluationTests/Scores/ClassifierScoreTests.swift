import Elman
import ElmanText
import Testing

@testable import ElmanEvaluation

@Suite struct ClassifierScoreTests {
  private func score(_ outcomes: [(Float, Bool)]) -> ClassifierScore {
    var score = ClassifierScore()
    for (probability, isRight) in outcomes {
      score.add(gold: isRight ? "a" : "b", predicted: "a", probability: probability)
    }
    return score
  }

  @Test func calibrationErrorIsTheMeanOverBins() {
    // Bins of a half: |1 - (0.2 + 0.4)| below, |3 - (0.5 + 0.9 + 1 + 0.6)| above.
    let some = score([(0.2, true), (0.4, false), (0.5, true), (0.9, true), (1, true), (0.6, false)])
    #expect(abs(some.expectedCalibrationError(bins: 2) - (0.4 + 0) / 6) < 1e-6)
    // In one bin: |4 - 3.6|.
    #expect(abs(some.expectedCalibrationError(bins: 1) - 0.4 / 6) < 1e-6)
    // In ten bins each is alone: 0.8 + 0.4 + 0.5 + 0.1 + 0 + 0.6, but 0.9 and 1 share the last.
    #expect(abs(some.expectedCalibrationError(bins: 10) - 2.4 / 6) < 1e-6)
  }

  @Test func whoKnowsHowOftenItIsRightHasNoCalibrationError() {
    let outcomes: [(Float, Bool)] = (0..<100).map { (0.75, $0 % 4 != 0) }
    #expect(abs(score(outcomes).expectedCalibrationError()) < 1e-6)
    #expect(score([(1, true), (1, true)]).expectedCalibrationError() == 0)
    #expect(score([(1, false)]).expectedCalibrationError() == 1)
  }

  @Test(arguments: [.nan, .infinity, -.infinity, -1, 2] as [Float])
  func whatIsNoProbabilityIsCounted(_ probability: Float) {
    #expect(0...1 ~= score([(probability, true)]).expectedCalibrationError())
  }

  @Test func intervalsHoldTheAccuracy() {
    let some = score((0..<200).map { (0.8, $0 % 5 != 0) })
    let interval = some.accuracyInterval()
    #expect(some.accuracy == 0.8 && some.selectionValue == 0.8)
    #expect(interval.contains(0.8))
    // ± 1.96 √(0.8 · 0.2 / 200)
    #expect(abs(interval.lowerBound - 0.7446) < 0.02)
    #expect(abs(interval.upperBound - 0.8554) < 0.02)
    #expect(some.accuracyInterval() == interval)
    #expect(some.accuracyInterval(seed: 2) != interval)
    #expect(score([(0.5, true)]).accuracyInterval() == 1...1)
  }

  @Test func nothingHasNoScore() {
    let nothing = ClassifierScore()
    #expect(nothing.accuracy == 0)
    #expect(nothing.expectedCalibrationError() == 0)
    #expect(nothing.accuracyInterval() == 0...0)
  }

  @Test func summaryTellsAccuracyAndMeanF1() throws {
    var score = ClassifierScore()
    for (gold, predicted) in [("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")] {
      score.add(gold: gold, predicted: predicted, probability: 0.5)
    }
    #expect(score.summary.keys.sorted() == ["devAccuracy", "devCalibrationError", "devMacroF1"])
    #expect(score.summary["devAccuracy"] == 0.5)
    // F1 is 2/3 of a, 2/4 of b, 0 of c.
    let macroF1 = try #require(score.summary["devMacroF1"])
    #expect(abs(macroF1 - (2.0 / 3 + 0.5) / 3) < 1e-12)
    #expect(score.summary["devCalibrationError"] == 0)
  }
}
