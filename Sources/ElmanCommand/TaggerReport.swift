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
      [
        "accuracy       \(LabelTable.percent(score.all.accuracy))   \(score.all.correct) of"
          + " \(score.all.total) words",
        "unknown words  \(LabelTable.percent(score.unknown.accuracy))   \(score.unknown.correct) of"
          + " \(score.unknown.total) words",
        "speed          \(Int(wordsPerSecond)) words/s", "",
      ] + table.scores + table.errors(most: 10)
    return lines.joined(separator: "\n")
  }

  /// One JSON object.
  var json: String {
    Settings.json(
      Summary(
        accuracy: score.all.accuracy, unknownAccuracy: score.unknown.accuracy,
        words: score.all.total, unknownWords: score.unknown.total,
        wordsPerSecond: wordsPerSecond, labels: table.labels, confusions: table.confusions))
  }

  private struct Summary: Encodable {
    let accuracy: Double
    let unknownAccuracy: Double
    let words: Int
    let unknownWords: Int
    let wordsPerSecond: Double
    let labels: [String: LabelTable.Label]
    let confusions: [LabelTable.Confusion]
  }
}
