import Elman

/// What the trainer tells while it works.
public enum TrainingProgress: Sendable {
  /// Training begins.
  case started(parameterCount: Int, words: Int, characters: Int, labels: Int)
  /// Labels of the dev corpus that the training corpus lacks, which can never be found.
  case unknownLabels([String], tokens: Int)
  /// A batch was learned.
  case batch(BatchProgress)
  /// An epoch ended and the dev corpus was tagged.
  case epoch(EpochReport)
}

/// Where training stands within an epoch.
public struct BatchProgress: Sendable {
  /// The epoch, counted from 1, and the number of epochs planned.
  public let epoch: Int
  /// The number of epochs planned.
  public let epochs: Int
  /// The batches learned in this epoch.
  public let batches: Int
  /// The batches of an epoch.
  public let batchCount: Int
  /// The mean loss of a token in this epoch so far, in nats.
  public let loss: Double
  /// Tokens learned in a second in this epoch so far.
  public let wordsPerSecond: Double
  /// The seconds left, if all epochs are run at this speed.
  public let secondsLeft: Double
}

/// What one epoch brought.
public struct EpochReport: Sendable {
  /// The epoch, counted from 1.
  public let epoch: Int
  /// The mean loss of a token, in nats.
  public let loss: Double
  /// The score on the dev corpus.
  public let score: TaggerScore
  /// Whether this is the best score so far.
  public let isBest: Bool
  /// Tokens learned in a second, the tagging of the dev corpus left out.
  public let wordsPerSecond: Double
  /// The seconds that the epoch took, without the tagging of the dev corpus.
  public let seconds: Double
  /// The tagger as it stands after the epoch.
  public let tagger: Tagger
}
