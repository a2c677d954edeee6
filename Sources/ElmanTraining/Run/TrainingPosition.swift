import Elman

/// Where a training run stands between two batches. Together with the weights, their average and the
/// optimizer's moments it is all that the rest of the run depends on: every random choice follows from
/// the seed and the number of the epoch or step.
public struct TrainingPosition: Sendable, Hashable {
  /// The epoch under way or to begin, counted from 1.
  public internal(set) var epoch = 1
  /// The batches learned in it.
  public internal(set) var batches = 0
  /// The epoch whose model is the best so far, if one has ended.
  public internal(set) var bestEpoch: Int?
  /// The loss of the epoch so far, in nats, summed over predictions.
  var loss = 0.0
  /// The predictions made in the epoch so far.
  var predictions = 0
  /// The tokens learned in the epoch so far.
  var words = 0
  /// The seconds that they took.
  var seconds = 0.0
  /// The last step, for the message of a run that diverges.
  var lastStep: StepReport?

  /// The start of a run.
  init() {}

  /// Begins the next epoch.
  ///
  /// - Parameter best: the epoch whose model is the best so far.
  mutating func beginNextEpoch(best: Int?) {
    var next = TrainingPosition()
    (next.epoch, next.bestEpoch, next.lastStep) = (epoch + 1, best, lastStep)
    self = next
  }

  /// The steps taken in all.
  public var step: Int { lastStep?.number ?? 0 }

  /// The mean loss of a prediction in the epoch so far, in nats.
  var meanLoss: Double { predictions > 0 ? loss / Double(predictions) : .nan }

  /// The tokens learned in a second in the epoch so far.
  var wordsPerSecond: Double { Double(words) / max(seconds, 1e-9) }
}

extension TrainingPosition: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case epoch, batches, bestEpoch, loss, predictions, words, seconds, lastStep
  }

  /// Reads a position; numbers that no run comes to are refused.
  public init(from decoder: any Decoder) throws {
    let reader = try SettingsReader<CodingKeys>(decoder)
    let limit = 1 << 53
    try reader.read(.epoch, into: &epoch, in: 1...100_000)
    try reader.read(.batches, into: &batches, in: 0...limit)
    try reader.read(.bestEpoch, into: &bestEpoch)
    try reader.read(.loss, into: &loss, in: -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
    try reader.read(.predictions, into: &predictions, in: 0...limit)
    try reader.read(.words, into: &words, in: 0...limit)
    try reader.read(.seconds, into: &seconds, in: 0 ... .greatestFiniteMagnitude)
    try reader.read(.lastStep, into: &lastStep)
  }
}
