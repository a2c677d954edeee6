import Elman

/// Where a training run stands between two batches. Together with the weights, their average and the
/// optimizer's moments it is all that the rest of the run depends on: every random choice follows from
/// the seed and the number of the epoch or step.
package struct TrainingPosition: Sendable, Hashable {
  /// The epoch under way or to begin, counted from 1.
  package var epoch = 1
  /// The batches learned in it.
  package var batches = 0
  /// The epoch whose model is the best so far, if one has ended.
  package var bestEpoch: Int?
  /// The loss of the epoch so far, in nats, summed over predictions.
  package var loss = 0.0
  /// The predictions made in the epoch so far.
  package var predictions = 0
  /// The tokens learned in the epoch so far.
  package var words = 0
  /// The seconds that they took.
  package var seconds = 0.0
  /// The last step, for the message of a run that diverges.
  package var lastStep: StepReport?

  /// The start of a run.
  package init() {}

  /// Begins the next epoch.
  ///
  /// - Parameter best: the epoch whose model is the best so far.
  mutating func beginNextEpoch(best: Int?) {
    var next = TrainingPosition()
    (next.epoch, next.bestEpoch, next.lastStep) = (epoch + 1, best, lastStep)
    self = next
  }

  /// The steps taken in all.
  package var step: Int { lastStep?.number ?? 0 }

  /// The mean loss of a prediction in the epoch so far, in nats.
  var meanLoss: Double { predictions > 0 ? loss / Double(predictions) : .nan }

  /// The tokens learned in a second in the epoch so far.
  var wordsPerSecond: Double { Double(words) / max(seconds, 1e-9) }
}

extension TrainingPosition: SettingsTable {
  /// What a checkpoint holds of it; numbers that no run comes to are refused.
  @SettingsBuilder<TrainingPosition>
  package static var settings: [Setting<TrainingPosition>] {
    Setting("epoch", \.epoch, in: 1...100_000, "the epoch")
    Setting("batches", \.batches, in: 0...limit, "the batches learned in it")
    Setting("bestEpoch", \.bestEpoch, "the best so far", writtenIf: { $0.bestEpoch != nil })
    Setting(
      "loss", \.loss, in: -.greatestFiniteMagnitude ... .greatestFiniteMagnitude,
      "the epoch's loss, summed")
    Setting("predictions", \.predictions, in: 0...limit, "the predictions made in it")
    Setting("words", \.words, in: 0...limit, "the tokens learned in it")
    Setting("seconds", \.seconds, in: 0 ... .greatestFiniteMagnitude, "what they took")
    Setting("lastStep", \.lastStep, "the last step", writtenIf: { $0.lastStep != nil })
  }

  private static var limit: Int { 1 << 53 }

  /// Reads a position.
  package init(from decoder: any Decoder) throws {
    self.init()
    try update(from: decoder)
  }

  /// Writes a position.
  package func encode(to encoder: any Encoder) throws { try encodeSettings(to: encoder) }
}
