import ElmanEvaluation
import Testing

@Suite struct TreeScoreTests {
  @Test func headsAndRelationsAreCounted() {
    var score = TreeScore()
    score.add(
      gold: [(2, "nsubj"), (0, "root"), (2, "obl:tmod"), (3, "case"), (2, "punct")],
      predicted: [(2, "nsubj:pass"), (0, "root"), (2, "obj"), (2, "case"), (2, "punct")])
    #expect(score.unlabelled == MatchCounts(gold: 5, predicted: 5, correct: 4))
    // What stands after a colon does not count.
    #expect(score.labelled == MatchCounts(gold: 5, predicted: 5, correct: 3))
    // Of content are nsubj, root and obl, found nsubj, root and obj.
    #expect(score.content == MatchCounts(gold: 3, predicted: 3, correct: 2))
    let relations = Dictionary(
      uniqueKeysWithValues: score.byRelation.map { ($0.relation, $0.counts) })
    #expect(relations["case"] == MatchCounts(gold: 1, predicted: 1, correct: 0))
    #expect(relations["obl"] == MatchCounts(gold: 1, predicted: 0, correct: 0))
    #expect(relations["obj"] == MatchCounts(gold: 0, predicted: 1, correct: 0))
    #expect(score.distances[.root] == MatchCounts(gold: 1, predicted: 1, correct: 1))
    #expect(score.distances[.one] == MatchCounts(gold: 3, predicted: 2, correct: 2))
    #expect(score.distances[.two] == MatchCounts(gold: 0, predicted: 1, correct: 0))
    #expect(score.distances[.upToSix] == MatchCounts(gold: 1, predicted: 1, correct: 1))
  }
}
