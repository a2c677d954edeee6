import Testing

@testable import Elman

@Suite struct SentimentScaleTests {
  static let scales: [(labels: [String], values: [Float])] = [
    (["negative", "positive"], [-1, 1]),
    (["pos", "neg"], [1, -1]),
    (["NEG", "Neu", "POS"], [-1, 0, 1]),
    (
      ["negative", "neutral", "positive", "very negative", "very positive"],
      [-0.5, 0, 0.5, -1, 1]
    ),
    (["very_negative", "Very-Positive", "positive"], [-1, 1, 0.5]),
  ]

  @Test(arguments: scales)
  func namesHaveValues(_ scale: (labels: [String], values: [Float])) {
    #expect(SentimentScale(labels: scale.labels)?.values == scale.values)
  }

  @Test(arguments: [
    [], ["positive"], ["positive", "neutral"], ["negative", "neutral"], ["spam", "ham"],
    ["negative", "positive", "spam"], ["0", "1"], ["neutral"], ["", "positive", "negative"],
  ])
  func otherLabelsHaveNone(_ labels: [String]) {
    #expect(SentimentScale(labels: labels) == nil)
  }

  @Test func sharesLeaveOutWhatIsNeutral() throws {
    let scale = try #require(
      SentimentScale(labels: ["neutral", "very negative", "positive", "very positive"]))
    #expect(scale.positiveShare([0.5, 0.125, 0.125, 0.25]) == 0.75)
    #expect(scale.positiveShare([0, 1, 0, 0]) == 0)
    #expect(scale.positiveShare([0, 0, 0.5, 0.5]) == 1)
    #expect(scale.positiveShare([1, 0, 0, 0]) == 0.5)
  }

  @Test func scoresGoFromEndToEnd() throws {
    let scale = try #require(SentimentScale(labels: ["neg", "neu", "pos"]))
    #expect(scale.score([1, 0, 0]) == -1)
    #expect(scale.score([0, 1, 0]) == 0)
    #expect(scale.score([0, 0, 1]) == 1)
    #expect(scale.score([0.25, 0, 0.75]) == 0.5)
    #expect(scale.score([0.5, 0, 0.5]) == 0)
  }
}
