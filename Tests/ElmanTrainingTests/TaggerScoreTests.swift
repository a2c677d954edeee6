import Testing

@testable import ElmanTraining

@Suite struct TaggerScoreTests {
  @Test func unknownWordsAreCountedApart() {
    var score = TaggerScore()
    score.add(gold: "NOUN", predicted: "NOUN", isUnknown: false)
    score.add(gold: "NOUN", predicted: "VERB", isUnknown: true)
    score.add(gold: "VERB", predicted: "VERB", isUnknown: true)
    score.add(gold: "ADJ", predicted: "ADJ", isUnknown: false)
    #expect(score.accuracy == 0.75)
    #expect((score.unknown.total, score.unknown.correct) == (2, 1))
    #expect(score.summary == ["devAccuracy": 0.75, "devUnknownAccuracy": 0.5])
  }
}
