/// What a trainer tells while it works.
public enum TrainingProgress<Model: Sendable, Score: Sendable>: Sendable {
  /// Training begins.
  case started(parameterCount: Int, words: Int, characters: Int, labels: Int)
  /// Labels of the dev corpus that the training corpus lacks, which can never be found, and how
  /// often they stand there.
  case unknownLabels([String], count: Int)
  /// Labels of the corpora that differ in Unicode normalization alone, or in white space at their edges,
  /// in groups: they are several, as their bytes say.
  case lookAlikeLabels([[String]])
  /// A run that was ended from outside goes on, in the epoch, counted from 1, after so many of its batches and so
  /// many steps in all.
  case resumed(epoch: Int, batches: Int, step: Int)
  /// A batch was learned.
  case batch(BatchProgress)
  /// An epoch ended and the dev corpus was scored.
  case epoch(EpochReport<Model, Score>)
  /// A checkpoint cannot be written; training goes on without it.
  case checkpointFailed(TrainingError)
}

/// Where training stands within an epoch.
public struct BatchProgress: Sendable {
  /// The epoch, counted from 1.
  public let epoch: Int
  /// The number of epochs planned.
  public let epochs: Int
  /// The batches learned in this epoch.
  public let batches: Int
  /// The batches of an epoch.
  public let batchCount: Int
  /// The mean loss of a prediction in this epoch so far, in nats.
  public let loss: Double
  /// Tokens learned in a second in this epoch so far.
  public let wordsPerSecond: Double
  /// The seconds left, if all epochs are run at this speed.
  public let secondsLeft: Double
  /// The step that learned the batch.
  package let report: StepReport

  /// The step that learned the batch, counted from 1 over all epochs.
  public var step: Int { report.number }
  /// The mean loss of a prediction of the batch, in nats.
  public var batchLoss: Double { report.loss }
  /// The Euclidean norm of the batch's gradient.
  public var gradientNorm: Double { report.gradientNorm }
  /// The same after clipping.
  public var clippedGradientNorm: Double { report.clippedGradientNorm }
  /// The learning rate of the step, as scheduled.
  public var learningRate: Float { report.learningRate }
  /// The seconds that the step took.
  public var seconds: Double { report.seconds }
}

/// What one step of training did.
package struct StepReport: Sendable, Hashable, Codable {
  /// The step, counted from 1 over all epochs.
  package let number: Int
  /// The mean loss of a prediction of the batch, in nats.
  package let loss: Double
  /// The Euclidean norm of the batch's gradient.
  package let gradientNorm: Double
  /// The same after clipping.
  package let clippedGradientNorm: Double
  /// The learning rate, as scheduled.
  package let learningRate: Float
  /// The seconds that the step took.
  package let seconds: Double
}

/// What one epoch brought.
public struct EpochReport<Model: Sendable, Score: Sendable>: Sendable {
  /// The epoch, counted from 1; 0 for what was kept of a first epoch that did not end.
  public let epoch: Int
  /// The steps taken so far.
  public let step: Int
  /// The mean loss of a prediction, in nats.
  public let loss: Double
  /// The score on the dev corpus.
  public let score: Score
  /// Whether the model is kept: its score is the best so far, or the last epoch's is to be kept.
  public let isKept: Bool
  /// Tokens learned in a second, the scoring of the dev corpus left out.
  public let wordsPerSecond: Double
  /// The seconds that the epoch took, without the scoring of the dev corpus.
  public let seconds: Double
  /// The model as it stands after the epoch.
  public let model: Model
}

/// What training ended with.
public struct TrainingOutcome<Model: Sendable, Score: Sendable>: Sendable {
  /// The best model: the one with the highest accuracy on the dev corpus.
  public let model: Model
  /// The epoch after which it stood so; 0 if training was stopped in the first.
  public let epoch: Int
  /// Its score on the dev corpus.
  public let score: Score
  /// Whether training was stopped before its end.
  public let wasStopped: Bool

  /// What training ended with.
  package init(model: Model, epoch: Int, score: Score, wasStopped: Bool) {
    (self.model, self.epoch, self.score, self.wasStopped) = (model, epoch, score, wasStopped)
  }
}
