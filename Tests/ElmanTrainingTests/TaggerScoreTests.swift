import Testing

@testable import ElmanTraining

@Suite struct TaggerScoreTests {
  @Test func countsLabelByLabel() throws {
    var score = TaggerScore()
    for (gold, predicted, isUnknown) in [
      ("NOUN", "NOUN", false), ("NOUN", "VERB", true), ("VERB", "VERB", true),
      ("ADJ", "NOUN", false),
    ] { score.add(gold: gold, predicted: predicted, isUnknown: isUnknown) }
    #expect(score.accuracy == 0.5)
    #expect(score.unknownAccuracy == 0.5)
    let noun = try #require(score.labels.first { $0.label == "NOUN" })
    #expect((noun.gold, noun.predicted, noun.correct) == (2, 2, 1))
    #expect((noun.precision, noun.recall, noun.f1) == (0.5, 0.5, 0.5))
    #expect(score.labels.map(\.label) == ["ADJ", "NOUN", "VERB"])
    #expect(score.errors(most: 5).map(\.confusion.gold) == ["ADJ", "NOUN"])
  }

  @Test func nothingHasNoScore() {
    let score = TaggerScore()
    #expect(score.accuracy == 0 && score.unknownAccuracy == 0 && score.labels.isEmpty)
  }
}
