import ElmanStreams
import Elman
import ElmanCorpora
import ElmanTraining

/// The score of a pipeline that starts from raw text, as a person or a program reads it.
struct RawTextReport: EvaluationReport {
  let score: RawTextScore
  /// What is shown.
  var metrics = RawTextScore.Metric.allCases
  /// How fast the pipeline was, if one was run.
  var speed: Speed?

  /// What was read in a time.
  struct Speed {
    let words: Int
    let bytes: Int
    let seconds: Double

    var wordsPerSecond: Double { Double(words) / seconds }
    var megabytesPerSecond: Double { Double(bytes) / 1e6 / seconds }
  }

  /// A table.
  var text: String {
    var lines = ["metric     precision     recall         F1  aligned accuracy"]
    for metric in metrics {
      let measure = score[metric]
      let aligned = measure.alignedAccuracy.map { "         " + LabelTable.percent($0) } ?? ""
      let shares = [measure.precision, measure.recall, measure.f1].map(LabelTable.percent)
      lines.append(
        (metric.rawValue.padded(9) + "  " + shares.joined(separator: "  ") + aligned))
    }
    if let speed {
      lines += [
        "",
        "speed      \(Int(speed.wordsPerSecond)) words/s, "
          + "\(speed.megabytesPerSecond.decimals(2)) MB/s",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// One JSON object.
  var json: String {
    Settings.json(
      Summary(
        scores: Dictionary(
          uniqueKeysWithValues: metrics.map { ($0.rawValue, Summary.Measure(score[$0])) }),
        wordsPerSecond: speed?.wordsPerSecond, megabytesPerSecond: speed?.megabytesPerSecond))
  }

  private struct Summary: Encodable {
    let scores: [String: Measure]
    let wordsPerSecond, megabytesPerSecond: Double?

    struct Measure: Encodable {
      let precision, recall, f1: Double
      let alignedAccuracy: Double?
      let gold, system, correct: Int
      let aligned: Int?

      init(_ measure: RawTextScore.Measure) {
        precision = measure.precision
        recall = measure.recall
        f1 = measure.f1
        alignedAccuracy = measure.alignedAccuracy
        gold = measure.gold
        system = measure.system
        correct = measure.correct
        aligned = measure.aligned
      }
    }
  }
}

extension RawTextScore.Metric {
  /// The columns that a system must fill for the metric to say anything.
  var columns: Set<ConlluColumn> {
    switch self {
    case .tokens, .sentences, .words: []
    case .upos: [.upos]
    case .xpos: [.xpos]
    case .features: [.feats]
    case .allTags: [.upos, .xpos, .feats]
    case .lemmas: [.lemma]
    }
  }
}
