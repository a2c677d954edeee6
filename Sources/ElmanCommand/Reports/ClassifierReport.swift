import ElmanStreams
import Elman
import ElmanEvaluation

/// A classifier's score as a person or a program reads it.
struct ClassifierReport: EvaluationReport {
  let score: ClassifierScore
  let textsPerSecond: Double
  /// Missing where words are not told apart.
  let wordsPerSecond: Double?

  private var table: LabelTable { LabelTable(counts: score.all, unit: "texts") }

  /// Tables.
  var text: String {
    let interval = score.accuracyInterval()
    let lines =
      [
        "accuracy           \(LabelTable.percent(score.all.accuracy))   \(score.all.correct) of"
          + " \(score.all.total) texts",
        "95 % interval      \(LabelTable.percent(interval.lowerBound)) to"
          + " \(LabelTable.percent(interval.upperBound))",
        "mean F1            \(LabelTable.percent(score.all.macroF1))",
        "calibration error  \(score.expectedCalibrationError().decimals(4).padded(-7))",
        "speed              \(Int(textsPerSecond)) texts/s"
          + (wordsPerSecond.map { ", \(Int($0)) words/s" } ?? ""), "",
      ] + table.scores + table.matrix
    return lines.joined(separator: "\n")
  }

  /// One JSON object.
  var json: String {
    let interval = score.accuracyInterval()
    return Settings.json(
      Summary(
        accuracy: score.all.accuracy, accuracyLow: interval.lowerBound,
        accuracyHigh: interval.upperBound, macroF1: score.all.macroF1,
        calibrationError: score.expectedCalibrationError(), texts: score.all.total,
        textsPerSecond: textsPerSecond, wordsPerSecond: wordsPerSecond, labels: table.scoresByName,
        confusions: table.confusions))
  }

  private struct Summary: Encodable {
    let accuracy, accuracyLow, accuracyHigh, macroF1, calibrationError: Double
    let texts: Int
    let textsPerSecond: Double
    let wordsPerSecond: Double?
    let labels: [String: LabelTable.Label]
    let confusions: [LabelTable.Confusion]
  }
}
