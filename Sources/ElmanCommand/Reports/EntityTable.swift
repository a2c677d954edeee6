import ElmanStreams
import ElmanText
import ElmanEvaluation

/// The score of entities as tables and as JSON.
struct EntityTable {
  let score: EntityScore

  /// The F1 of all entities, and how far their probabilities are from how often they are right.
  var summary: [String] {
    [
      "entity F1          \(LabelTable.percent(score.all.f1))   \(score.all.correct) of"
        + " \(score.all.gold) entities, \(score.all.predicted) predicted",
      "calibration error  \(score.calibration.expectedError.decimals(4))",
    ]
  }

  /// Precision, recall and F1 of each type and of all together.
  var scores: [String] {
    let names = LookAlikes.names(of: score.types.map(\.type))
    let width = max(6, names.map(\.count).max() ?? 0)
    func row(_ name: String, _ counts: MatchCounts) -> String {
      "\(name.padded(width))  \(LabelTable.shares(of: counts))  \(String(counts.gold).padded(-8))"
    }
    return ["\("entity".padded(width))  precision   recall       F1  entities"]
      + zip(names, score.types).map { row($0, $1.counts) } + [row("all", score.all)]
  }

  /// The same for JSON.
  var json: Summary {
    Summary(
      precision: score.all.precision, recall: score.all.recall, f1: score.all.f1,
      macroF1: score.macroF1, gold: score.all.gold, predicted: score.all.predicted,
      correct: score.all.correct, calibrationError: score.calibration.expectedError,
      types: Dictionary(
        zip(
          LookAlikes.names(of: score.types.map(\.type)),
          score.types.map { LabelTable.Label($0.counts) })
      ) { first, _ in first })
  }

  /// What the JSON holds.
  struct Summary: Encodable {
    let precision, recall, f1, macroF1: Double
    let gold, predicted, correct: Int
    let calibrationError: Double
    let types: [String: LabelTable.Label]
  }
}
