import ElmanText
import ElmanTraining

/// The line that tells where training stands, as wide as the terminal and never wider, or it would fill the screen.
struct ProgressLine {
  private let place: String
  private let share: Double
  private let loss: String
  private let best: String?
  private let speed: String
  private let left: String

  /// - Parameter best: the best score so far, a share.
  init(_ batch: BatchProgress, best: Double?) {
    self.init(
      epoch: batch.epoch, epochs: batch.epochs,
      share: Double(batch.batches) / Double(max(1, batch.batchCount)), loss: batch.loss,
      wordsPerSecond: batch.wordsPerSecond, secondsLeft: batch.secondsLeft, best: best)
  }

  /// - Parameter share: how much of the epoch is done.
  init(
    epoch: Int, epochs: Int, share: Double, loss: Double, wordsPerSecond: Double,
    secondsLeft: Double, best: Double?
  ) {
    place = "epoch \(epoch)/\(epochs)"
    self.share = min(max(share, 0), 1)
    self.loss = "loss \(loss.decimals(4))"
    self.best = best.map { "best \((100 * $0).decimals(2)) %" }
    speed = "\(Int(min(wordsPerSecond, 1e9))) words/s"
    left = "\(Self.duration(secondsLeft)) left"
  }

  private static let widestBar = 30
  private static let narrowestBar = 6

  /// What fits on a line of so many columns, the last of which stays free.
  func text(columns: Int) -> String {
    let columns = max(0, columns - 1)
    // The less that fits, the more is left out, the least important first.
    let choices: [[String?]] = [
      [loss, best, speed, left], [loss, best, left], [loss, left], [left], [],
    ]
    for choice in choices {
      let facts = choice.compactMap(\.self).joined(separator: ", ")
      let rest = columns - place.count - facts.count - 2
      if rest >= Self.narrowestBar || choice.isEmpty && rest >= 0 {
        let width = min(Self.widestBar, rest)
        let done = Int(share * Double(width))
        let bar =
          String(repeating: "━", count: done) + String(repeating: "─", count: width - done)
        return [place, bar, facts].filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
    return String(place.prefix(columns))
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9))
    return whole < 90 ? "\(whole) s" : "\((whole + 30) / 60) min"
  }
}
