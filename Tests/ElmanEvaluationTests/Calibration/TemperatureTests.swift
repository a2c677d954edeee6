import ElmanTensors
import Testing

@testable import ElmanEvaluation

@Suite struct TemperatureTests {
  /// Scores, and labels that are wrong now and then, so that the best temperature is finite.
  private static let sample: (scores: [[Float]], labels: [Int]) = {
    var random = Random(seed: 5)
    let scores = (0..<300).map { _ in (0..<4).map { _ in Float(random.normal()) * 2 } }
    let labels = scores.map { row in
      if random.uniform() < 0.3 { return random.index(below: 4) }
      return row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
    }
    return (scores, labels)
  }()

  @Test(arguments: [0.1, 0.5, 1, 2, 7.5] as [Float])
  func scoresTimesTNeedATemperatureTimesT(factor: Float) {
    let (scores, labels) = Self.sample
    let base = Temperature.best(scores: scores, labels: labels)
    let scaled = scores.map { $0.map { $0 * factor } }
    let found = Temperature.best(scores: scaled, labels: labels)
    #expect(abs(found / (base * factor) - 1) < 1e-3)
  }

  /// Of a certainty s in two classes, right k times of n, the best temperature is
  /// s / log(k / (n - k)).
  @Test func twoClassesByHand() {
    let scores = [[Float]](repeating: [3, 0], count: 10)
    let labels = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    // log 4 = 1.3863
    #expect(abs(Temperature.best(scores: scores, labels: labels) - 3 / 1.3862944) < 1e-3)
  }

  @Test func theEndsAreKept() {
    let right = Temperature.best(scores: [[1, 0], [0, 1]], labels: [0, 1])
    let wrong = Temperature.best(scores: [[1, 0], [0, 1]], labels: [1, 0])
    #expect(abs(right - 0.0498) < 1e-3)
    #expect(abs(wrong - 20.09) < 0.01)
  }

  @Test func withoutTextsItIsOne() {
    #expect(Temperature.best(scores: [], labels: []) == 1)
  }

  @Test(arguments: [.nan, .infinity, 1e38, 0] as [Float])
  func anyScoresHaveOne(_ score: Float) {
    let found = Temperature.best(scores: [[score, 0], [-score, 1]], labels: [0, 1])
    #expect(0.04...21 ~= found)
  }
}
