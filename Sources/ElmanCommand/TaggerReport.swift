import Elman
import ElmanTraining

/// A tagger's score as a person or a program reads it.
struct TaggerReport {
  let score: TaggerScore
  let wordsPerSecond: Double

  private var table: LabelTable { LabelTable(counts: score.all, unit: "words") }

  /// Tables.
  var text: String {
    let lines =
      accuracies + ["speed          \(Int(wordsPerSecond)) words/s", ""] + table.scores
      + table.errors(most: 10)
    return lines.joined(separator: "\n")
  }

  /// The accuracy, of several columns that of each.
  private var accuracies: [String] {
    if score.columns.count == 1 {
      return [
        "accuracy       \(LabelTable.percent(score.all.accuracy))   \(score.all.correct) of"
          + " \(score.all.total) words",
        "unknown words  \(LabelTable.percent(score.unknown.accuracy))   \(score.unknown.correct) of"
          + " \(score.unknown.total) words",
      ]
    }
    return ["column           accuracy  unknown words    words"]
      + score.columns.map { column in
        "\(column.column.rawValue.padded(15))  \(LabelTable.percent(column.all.accuracy))"
          + "      \(LabelTable.percent(column.unknown.accuracy))"
          + "  \(String(column.all.total).padded(-7))"
      } + ["mean             \(LabelTable.percent(score.accuracy))"]
  }

  /// One JSON object.
  var json: String {
    Settings.json(
      Summary(
        columns: score.columns.count == 1
          ? nil
          : Dictionary(
            uniqueKeysWithValues: score.columns.map {
              (
                $0.column.rawValue,
                Summary.Column(
                  accuracy: $0.all.accuracy, unknownAccuracy: $0.unknown.accuracy,
                  words: $0.all.total, unknownWords: $0.unknown.total)
              )
            }),
        accuracy: score.all.accuracy, unknownAccuracy: score.unknown.accuracy,
        words: score.all.total, unknownWords: score.unknown.total,
        wordsPerSecond: wordsPerSecond, labels: table.labels, confusions: table.confusions))
  }

  private struct Summary: Encodable {
    /// One of several columns; the rest is the first one's.
    struct Column: Encodable {
      let accuracy, unknownAccuracy: Double
      let words, unknownWords: Int
    }

    let columns: [String: Column]?
    let accuracy: Double
    let unknownAccuracy: Double
    let words: Int
    let unknownWords: Int
    let wordsPerSecond: Double
    let labels: [String: LabelTable.Label]
    let confusions: [LabelTable.Confusion]
  }
}
