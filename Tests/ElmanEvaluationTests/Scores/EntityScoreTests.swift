import ElmanCorpora
import ElmanEvaluation
import Testing

private func labels(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

@Suite struct EntityScoreTests {
  private func score(_ sentences: [(gold: String, predicted: String)]) -> EntityScore {
    var score = EntityScore()
    for sentence in sentences {
      score.add(gold: labels(sentence.gold), predicted: labels(sentence.predicted))
    }
    return score
  }

  /// Counted by hand: gold spans A(0-2) B(3) A(5) | B(0-1), predicted A(0-2) A(3) A(5) | B(0) B(2).
  @Test func spansAreCountedByType() {
    let some = score([
      ("B-A I-A O B-B O B-A", "B-A I-A O B-A O B-A"), ("B-B I-B O", "B-B O B-B"),
    ])
    #expect([some.all.gold, some.all.predicted, some.all.correct] == [4, 5, 2])
    #expect(some.all.precision == 0.4)
    #expect(some.all.recall == 0.5)
    #expect(abs(some.all.f1 - 4.0 / 9) < 1e-12)
    #expect(some.types.map(\.type) == ["A", "B"])
    #expect(some.types.map(\.counts.gold) == [2, 2])
    #expect(some.types.map(\.counts.predicted) == [3, 2])
    #expect(some.types.map(\.counts.correct) == [2, 0])
    // F1 is 4/5 of A and 0 of B.
    #expect(abs(some.macroF1 - 0.4) < 1e-12)
    #expect(some.tokenCount == 9 && some.correctTokenCount == 6)
    #expect(abs(some.tokenAccuracy - 2.0 / 3) < 1e-12)
    #expect(some.selectionValue == some.all.f1)
    #expect(some.summary["devEntityRecall"] == 0.5)
  }

  /// One span, gold in BIO: which predictions count as the same span.
  @Test(
    arguments: [
      ("O B-A I-A O", "O B-A I-A O", 1, 1),
      ("O B-A I-A O", "O I-A I-A O", 1, 1),
      ("O B-A I-A O", "O B-A E-A O", 1, 1),
      ("O B-A I-A O", "O B-A B-A O", 0, 2),
      ("O B-A I-A O", "O B-A I-A I-A", 0, 1),
      ("O B-A I-A O", "O B-A O O", 0, 1),
      ("O B-A I-A O", "B-A I-A I-A O", 0, 1),
      ("O B-A I-A O", "O B-B I-B O", 0, 1),
      ("O B-A I-A O", "O B-A I-B O", 0, 2),
      ("O B-A I-A O", "O O O O", 0, 0),
      ("O B-A I-A O", "X Y-A Z", 0, 0),
      ("O B-A I-B O", "O B-A B-B O", 2, 2),
    ] as [(String, String, Int, Int)])
  func onlyTheSameSpanIsRight(gold: String, predicted: String, correct: Int, found: Int) {
    let count = labels(gold).count
    let guess = Array((labels(predicted) + ["O"]).prefix(count))
    var some = EntityScore()
    some.add(gold: labels(gold), predicted: guess)
    #expect(some.all.correct == correct)
    #expect(some.all.predicted == found)
  }

  @Test func spansOfDifferentSentencesDoNotMeet() {
    let some = score([("B-A", "O"), ("O", "B-A")])
    #expect([some.all.gold, some.all.predicted, some.all.correct] == [1, 1, 0])
  }

  @Test func typesAreBytes() {
    let some = score([("B-\u{E9} O B-\u{E9} I-\u{E9}", "B-\u{E9} O B-e\u{301} I-e\u{301}")])
    #expect([some.all.gold, some.all.predicted, some.all.correct] == [2, 2, 1])
    #expect(some.correctTokenCount == 2)
    #expect(some.types.map { Array($0.type.utf8) } == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
    let mixed = LabelledSpan.spans(of: ["B-\u{E9}", "I-e\u{301}"])
    #expect(mixed.map(\.range) == [0..<1, 1..<2])
  }

  @Test func nothingHasNoScore() {
    let nothing = EntityScore()
    #expect(nothing.all.f1 == 0 && nothing.all.precision == 0 && nothing.all.recall == 0)
    #expect(nothing.tokenAccuracy == 0 && nothing.macroF1 == 0 && nothing.types.isEmpty)
  }

  @Test func probabilitiesAreCalibrated() {
    var some = EntityScore()
    some.add(
      gold: labels("B-A O B-A"), predicted: labels("B-A B-A O"), probabilities: [0.9, 0.7])
    // Two bins: |1 - 0.9| and |0 - 0.7|.
    #expect(abs(some.calibration.expectedError - 0.4) < 1e-6)
  }
}
