import ElmanBytes
import ElmanCorpora
import ElmanStreams
import ElmanSystem
import ElmanText
import ElmanEvaluation
import ElmanTraining

/// Shows how training goes: a line that moves on a terminal, plain lines elsewhere.
final class TrainingDisplay {
  private let isTerminal = StandardStream.error.isTerminal
  private let clock = ContinuousClock()
  private var lastDrawn: ContinuousClock.Instant?
  private let devPath: String
  private var best: Double?
  /// How often something was wrong or doubtful.
  private(set) var warningCount = 0
  /// The epoch that ended last.
  private(set) var lastEpoch = 0
  /// How many there were to be.
  private var epochs = 0
  /// Whether scores say nothing, since what is scored is learned.
  var hidesScores = false

  /// The time between two drawings.
  private static let interval = Duration.milliseconds(200)

  /// - Parameter dev: the path of the dev corpus.
  init(dev: String) { devPath = dev }

  /// Shows the size of a corpus.
  ///
  /// - Parameter note: what else is to be told of it.
  func show(_ path: String, count: Int, of unit: String, words: Int? = nil, note: String? = nil) {
    StandardError.line(
      "\(path): \(count) \(unit)" + (words.map { ", \($0) words" } ?? "")
        + (note.map { ", \($0)" } ?? ""))
  }

  /// Shows one event.
  func show(_ progress: TrainingProgress<some Sendable, some DevScore>) {
    switch progress {
    case .started(let parameters, let words, let characters, let labels):
      StandardError.line(
        "\(parameters) parameters" + (words > 0 ? ", \(words) words" : "")
          + (characters > 1 ? ", \(characters) characters" : "") + ", \(labels) labels")
    case .unknownLabels(let labels, let count):
      warn(
        "\(devPath): labels unknown to the training corpus, \(count) times:"
          + " \(labels.joined(separator: ", ").onOneLine)")
    case .lookAlikeLabels(let groups):
      for group in groups {
        warn(
          "labels that look alike are \(group.count), since their bytes differ:"
            + " \(LookAlikes.quoted(group).joined(separator: ", "))")
      }
    case .resumed(let epoch, let batches, _):
      let place = batches > 0 ? " after batch \(batches)" : ""
      StandardError.line("goes on with epoch \(epoch)\(place)")
    case .checkpointFailed(let error): warn("\(error)")
    case .batch(let batch):
      epochs = batch.epochs
      if isTerminal { draw(batch) }
    case .epoch(let report):
      clear()
      lastEpoch = report.epoch
      let score = Self.headline(report.score)
      if report.isKept, !hidesScores { best = report.score.selectionValue }
      StandardError.line(
        "epoch \(report.epoch):"
          + (report.loss.isFinite ? " loss \(report.loss.decimals(4))," : "")
          + (hidesScores ? "" : " \(score)\(report.isKept ? " (kept)" : ""),")
          + " \(Int(report.wordsPerSecond)) words/s, \(report.seconds.decimals(1)) s")
    }
  }

  /// Shows what went wrong while training goes on.
  func warn(_ text: String) {
    warningCount += 1
    clear()
    StandardError.line("warning: \(text)")
  }

  /// Ends the bar, before an error is told.
  func end() { clear() }

  /// Shows a line of its own.
  func note(_ text: String) {
    clear()
    best = nil
    StandardError.line(text)
  }

  /// Shows how training ended.
  ///
  /// - Parameters:
  ///   - checkpoint: where a run that was stopped left what it needs to go on.
  ///   - isWritten: whether there is a model.
  func finish(
    _ outcome: TrainingOutcome<some Sendable, some DevScore>, output: String,
    checkpoint: String? = nil, isWritten: Bool = true
  ) {
    clear()
    if let checkpoint, outcome.wasStopped {
      let kept = isWritten ? "the best model is kept" : "\(output) stays as it was"
      StandardError.line("stopped early; \(kept), --resume goes on from \(checkpoint)")
      if !isWritten { return }
    } else if lastEpoch < epochs {
      StandardError.line(
        "ended after epoch \(lastEpoch) of \(epochs), since the score was best in epoch \(outcome.epoch) (--patience)"
      )
    }
    StandardError.line(
      "\(output): epoch \(outcome.epoch), \(Self.headline(outcome.score))")
  }

  /// Shows the scores of cross-validation: of each figure the mean and the standard deviation.
  func showFolds(_ scores: [some DevScore]) {
    clear()
    let figures = scores.map(\.headline)
    for (place, first) in (figures.first ?? []).enumerated() {
      let values = figures.map { $0[place].value * (first.isShare ? 100 : 1) }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(max(1, values.count - 1))).squareRoot()
      let (digits, unit) = first.isShare ? (2, " %") : (4, "")
      StandardError.line(
        "\(scores.count) folds: \(first.name) \(mean.decimals(digits)) ± \(deviation.decimals(digits))\(unit)"
      )
    }
  }

  private static func headline(_ score: some DevScore) -> String {
    score.headline.map { figure in
      figure.isShare
        ? "\(figure.name) \((100 * figure.value).decimals(2)) %"
        : "\(figure.name) \(figure.value.decimals(4))"
    }.joined(separator: ", ")
  }

  private func draw(_ batch: BatchProgress) {
    let now = clock.now
    if let lastDrawn, lastDrawn.duration(to: now) < Self.interval { return }
    lastDrawn = now
    // Asked each time, since the terminal may have been made wider or narrower.
    let line = ProgressLine(batch, best: best).text(columns: StandardStream.error.columns ?? 80)
    StandardError.write("\r\u{1B}[K" + line)
  }

  private func clear() { if isTerminal { StandardError.write("\r\u{1B}[K") } }
}
