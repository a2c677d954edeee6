import Elman
import ElmanTraining

/// A tagger's score as a person or a program reads it.
struct EvaluationReport {
  let score: TaggerScore
  let wordsPerSecond: Double

  /// Tables.
  var text: String {
    let width = max(5, score.all.labels.map(\.label.count).max() ?? 0)
    var lines = [
      "accuracy       \(percent(score.accuracy))   \(score.all.correct) of \(score.all.total) words",
      "unknown words  \(percent(score.unknown.accuracy))   \(score.unknown.correct) of"
        + " \(score.unknown.total) words",
      "speed          \(Int(wordsPerSecond)) words/s", "",
      "\("label".padded(width))  precision   recall       F1    words",
    ]
    for label in score.all.labels {
      lines.append(
        "\(label.label.padded(width))  \(percent(label.precision))  \(percent(label.recall))"
          + "  \(percent(label.f1))  \(String(label.gold).padded(-7))")
    }
    let errors = score.all.errors(most: 10)
    if !errors.isEmpty {
      lines += ["", "most frequent confusions: gold, predicted, words"]
      for (confusion, count) in errors {
        lines.append(
          "\(confusion.gold.padded(width))  \(confusion.predicted.padded(width))"
            + "  \(String(count).padded(-7))")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// One JSON object.
  var json: String { Settings.json(Summary(score: score, wordsPerSecond: wordsPerSecond)) }

  private func percent(_ share: Double) -> String {
    (100 * share).decimals(2).padded(-7) + " %"
  }

  private struct Summary: Encodable {
    let accuracy: Double
    let unknownAccuracy: Double
    let words: Int
    let unknownWords: Int
    let wordsPerSecond: Double
    let labels: [String: Label]
    let confusions: [Confusion]

    struct Label: Encodable {
      let precision, recall, f1: Double
      let gold, predicted, correct: Int
    }

    struct Confusion: Encodable {
      let gold, predicted: String
      let words: Int
    }

    init(score: TaggerScore, wordsPerSecond: Double) {
      accuracy = score.accuracy
      unknownAccuracy = score.unknown.accuracy
      words = score.all.total
      unknownWords = score.unknown.total
      self.wordsPerSecond = wordsPerSecond
      labels = Dictionary(
        uniqueKeysWithValues: score.all.labels.map {
          (
            $0.label,
            Label(
              precision: $0.precision, recall: $0.recall, f1: $0.f1, gold: $0.gold,
              predicted: $0.predicted, correct: $0.correct)
          )
        })
      confusions = score.all.errors(most: 50).map {
        Confusion(gold: $0.confusion.gold, predicted: $0.confusion.predicted, words: $0.count)
      }
    }
  }
}
