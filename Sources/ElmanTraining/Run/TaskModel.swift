import Elman
import ElmanEvaluation

/// A model whose training is a ``TrainingTask``, as that of all models is.
package protocol TaskModel: TrainableModel, StoredModel
where Score: DevScore, Configuration: ModelConfiguration {
  /// Reads the corpora, counts vocabularies and lays out the network: what is to be done before the
  /// first step.
  ///
  /// - Parameters:
  ///   - configuration: what the network looks like.
  ///   - training: how it is trained.
  ///   - train: what is learned.
  ///   - dev: what the model is scored on.
  ///   - resources: what is of help besides.
  /// - Throws: `TrainingError`, for corpora that cannot be learned.
  static func job(
    _ configuration: Configuration, _ training: TrainingConfiguration, on train: Corpus,
    dev: Corpus, with resources: TrainingResources<Self>
  ) throws(TrainingError) -> TrainingJob<Self>
}

/// A model to be trained, all read and laid out.
package struct TrainingJob<Model: TaskModel>: Sendable {
  /// Examples, their gradients, and the model out of weights.
  package let task: any TrainingTask<Model, Model.Score>
  /// What is told before the first step.
  package let events: [TrainingProgress<Model, Model.Score>]

  package init(
    _ task: some TrainingTask<Model, Model.Score>, events: [TrainingProgress<Model, Model.Score>]
  ) {
    self.task = task
    self.events = events
  }
}

extension TaskModel {
  /// Trains a model.
  public static func train(
    with trainer: Trainer<Self>, on train: Corpus, dev: Corpus,
    with resources: TrainingResources<Self>, threads: Int, checkpoints: CheckpointPlan?,
    shouldStop: @Sendable () -> Bool, observe: (TrainingProgress<Self, Score>) -> Void
  ) async throws(TrainingError) -> TrainingOutcome<Self, Score> {
    let (configuration, training) = (trainer.configuration, trainer.training)
    let job = try job(configuration, training, on: train, dev: dev, with: resources)
    for event in job.events { observe(event) }
    return try await run(
      job.task, training, threads: threads,
      checkpoints: checkpoints?.adding(configuration, training), shouldStop: shouldStop,
      observe: observe)
  }

  private static func run(
    _ task: some TrainingTask<Self, Score>, _ training: TrainingConfiguration, threads: Int,
    checkpoints: CheckpointPlan?, shouldStop: @Sendable () -> Bool,
    observe: (TrainingProgress<Self, Score>) -> Void
  ) async throws(TrainingError) -> TrainingOutcome<Self, Score> {
    try task.checkMemory(training)
    var run = TrainingRun(task, training, threads: threads)
    return try await run.train(
      checkpoints: checkpoints, shouldStop: shouldStop, observe: observe)
  }
}
