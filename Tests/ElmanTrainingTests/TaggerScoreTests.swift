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
    #expect(score.headline.map(\.value) == [0.75])
  }

  @Test func ofSeveralColumnsTheMeanCounts() {
    var score = TaggerScore([.upos, .lemma, .xpos])
    score.add(gold: "NOUN", predicted: "NOUN", isUnknown: true)
    score.add(gold: "owl", predicted: "owls", isUnknown: true, at: 1)
    score.add(gold: "nap", predicted: "nap", isUnknown: false, at: 1)
    // A column that the corpus lacks says nothing.
    #expect(score.accuracy == 0.75)
    #expect(score.summary["devUnknownAccuracy"] == 0.5)
    #expect(score.summary["devAccuracy.lemma"] == 0.5)
    #expect(score.headline.map(\.name) == ["dev accuracy", "upos", "lemma", "xpos"])
  }
}
