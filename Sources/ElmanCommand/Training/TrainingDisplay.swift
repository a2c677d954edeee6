import ElmanBytes
import ElmanCorpora
import ElmanStreams
import ElmanSystem
import ElmanText
import ElmanEvaluation
import ElmanTraining

/// Shows how training goes: a bar that moves on a terminal, plain lines elsewhere.
final class TrainingDisplay {
  private let isTerminal = StandardStream.error.isTerminal
  private let clock = ContinuousClock()
  private var lastDrawn: ContinuousClock.Instant?
  private let devPath: String
  private var best: String?

  /// - Parameter dev: the path of the dev corpus.
  init(dev: String) { devPath = dev }

  /// Shows the size of a corpus.
  func show(_ path: String, count: Int, of unit: String, words: Int) {
    StandardError.line("\(path): \(count) \(unit), \(words) words")
  }

  /// Shows one event.
  func show(_ progress: TrainingProgress<some Sendable, some DevScore>) {
    switch progress {
    case .started(let parameters, let words, let characters, let labels):
      StandardError.line(
        "\(parameters) parameters, \(words) words"
          + (characters > 1 ? ", \(characters) characters" : "") + ", \(labels) labels")
    case .unknownLabels(let labels, let count):
      StandardError.line(
        "warning: \(devPath): labels unknown to the training corpus, \(count) times:"
          + " \(labels.joined(separator: ", ").onOneLine)")
    case .lookAlikeLabels(let groups):
      for group in groups {
        StandardError.line(
          "warning: labels that look alike are \(group.count), since their bytes differ:"
            + " \(LookAlikes.quoted(group).joined(separator: ", "))")
      }
    case .resumed(let epoch, let batches, _):
      let place = batches > 0 ? " after batch \(batches)" : ""
      StandardError.line("goes on with epoch \(epoch)\(place)")
    case .checkpointFailed(let error): warn("\(error)")
    case .batch(let batch): if isTerminal { draw(batch) }
    case .epoch(let report):
      clear()
      let score = Self.headline(report.score)
      if report.isKept { best = score }
      StandardError.line(
        "epoch \(report.epoch):"
          + (report.loss.isFinite ? " loss \(report.loss.decimals(4))," : "") + " \(score)"
          + "\(report.isKept ? " (kept)" : ""),"
          + " \(Int(report.wordsPerSecond)) words/s, \(report.seconds.decimals(1)) s")
    }
  }

  /// Shows what went wrong while training goes on.
  func warn(_ text: String) {
    clear()
    StandardError.line("warning: \(text)")
  }

  /// Ends the bar, before an error is told.
  func end() { clear() }

  /// Shows how training ended.
  func finish(
    _ outcome: TrainingOutcome<some Sendable, some DevScore>, output: String, checkpoint: String
  ) {
    clear()
    if outcome.wasStopped {
      StandardError.line(
        "stopped early; the best model is kept, --resume goes on from \(checkpoint)")
    }
    StandardError.line(
      "\(output): epoch \(outcome.epoch), \(Self.headline(outcome.score))")
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
    if let lastDrawn, lastDrawn.duration(to: now) < .milliseconds(100) { return }
    lastDrawn = now
    let width = 24
    let done = width * batch.batches / max(1, batch.batchCount)
    let bar = String(repeating: "━", count: done) + String(repeating: "─", count: width - done)
    let best = best.map { ", best \($0)" } ?? ""
    StandardError.write(
      "\r\u{1B}[Kepoch \(batch.epoch)/\(batch.epochs) \(bar) loss \(batch.loss.decimals(4)),"
        + " \(Int(batch.wordsPerSecond)) words/s\(best), \(duration(batch.secondsLeft)) left")
  }

  private func clear() { if isTerminal { StandardError.write("\r\u{1B}[K") } }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9))
    return whole < 90 ? "\(whole) s" : "\((whole + 30) / 60) min"
  }
}
