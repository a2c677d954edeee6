import ElmanStreams
import Elman
import ElmanCorpora
import ElmanEvaluation

/// The score of a pipeline that starts from raw text, as a person or a program reads it.
struct RawTextReport: EvaluationReport {
  let score: RawTextScore
  /// What is shown.
  let metrics: [RawTextScore.Metric]
  /// How fast the pipeline was, if one was run.
  var speed: Speed?

  /// Shows of a score what there is.
  ///
  /// - Parameters:
  ///   - columns: those that the system fills; all unless given.
  ///   - speed: how fast the pipeline was, if one was run.
  init(score: RawTextScore, columns: Set<ConlluColumn>? = nil, speed: Speed? = nil) {
    self.score = score
    self.speed = speed
    metrics = score.metrics.filter { metric in columns.map(metric.columns.isSubset) ?? true }
  }

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
      let aligned = score.alignedAccuracy(metric).map { "         " + LabelTable.percent($0) } ?? ""
      lines.append(
        metric.rawValue.padded(9) + "  " + LabelTable.shares(of: score[metric]) + aligned)
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
          uniqueKeysWithValues: metrics.map { ($0.rawValue, Summary.Measure(score, $0)) }),
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

      init(_ score: RawTextScore, _ metric: RawTextScore.Metric) {
        let counts = score[metric]
        (precision, recall, f1) = (counts.precision, counts.recall, counts.f1)
        (gold, system, correct) = (counts.gold, counts.predicted, counts.correct)
        (aligned, alignedAccuracy) = (score.alignedCount(metric), score.alignedAccuracy(metric))
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
    case .unlabelledAttachment: [.head]
    case .labelledAttachment, .contentAttachment: [.head, .deprel]
    case .morphologyAttachment: [.head, .deprel, .upos, .feats]
    case .lemmaAttachment: [.head, .deprel, .lemma]
    }
  }
}
