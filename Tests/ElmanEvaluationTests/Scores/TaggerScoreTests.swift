import Testing

@testable import ElmanEvaluation

@Suite struct TaggerScoreTests {
  @Test func unknownWordsAreCountedApart() {
    var score = TaggerScore()
    score.add(gold: "NOUN", predicted: "NOUN", isUnknown: false)
    score.add(gold: "NOUN", predicted: "VERB", isUnknown: true)
    score.add(gold: "VERB", predicted: "VERB", isUnknown: true)
    score.add(gold: "ADJ", predicted: "ADJ", isUnknown: false)
    #expect(score.selectionValue == 0.75)
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
    #expect(score.selectionValue == 0.75)
    #expect(score.summary["devUnknownAccuracy"] == 0.5)
    #expect(score.summary["devAccuracy.lemma"] == 0.5)
    #expect(score.headline.map(\.name) == ["dev accuracy", "upos", "lemma", "xpos"])
    #expect(score.measured.map(\.column) == [.upos, .lemma])
    #expect(score.measure == "accuracy")
  }

  @Test func ofEntitiesTheF1Counts() {
    var score = TaggerScore([.ner])
    let gold = ["B-PER", "E-PER", "O", "S-LOC"]
    let found = ["B-PER", "E-PER", "S-LOC", "O"]
    for (gold, found) in zip(gold, found) {
      score.add(gold: gold, predicted: found, isUnknown: false)
    }
    score.addEntities(gold: gold, predicted: found, probabilities: [0.75, 0.25])
    #expect(score.selectionValue == 0.5)
    #expect(score.all.accuracy == 0.5 && score.all.total == 4)
    #expect(score.headline.map(\.name) == ["dev entity F1"])
    #expect(score.measure == "entity F1")
    #expect(score.summary["devEntityF1"] == 0.5)
    #expect(score.summary["devEntityCalibrationError"] == 0.25)
    #expect(score.summary["devAccuracy"] == nil)
  }

  @Test func withOtherColumnsTheMeanCounts() {
    var score = TaggerScore([.ner, .upos])
    score.add(gold: "S-A", predicted: "O", isUnknown: false)
    score.addEntities(gold: ["S-A"], predicted: ["O"])
    score.add(gold: "NOUN", predicted: "NOUN", isUnknown: true, at: 1)
    #expect(score.selectionValue == 0.5)
    #expect(score.headline.map(\.name) == ["dev mean", "ner F1", "upos"])
    #expect(score.headline.map(\.value) == [0.5, 0, 1])
    #expect(score.summary["devAccuracy"] == 0.5 && score.summary["devAccuracy.upos"] == 1)
    #expect(score.summary["devUnknownAccuracy"] == 1 && score.summary["devEntityF1"] == 0)
    #expect(score.measure == "mean")
  }
}
