import Elman

/// Trains models of any kind.
///
/// ```swift
/// let trainer = Trainer<Tagger>(TaggerConfiguration(), Tagger.defaultTraining)
/// let outcome = try await trainer.train(on: train, dev: dev)
/// ```
///
/// One corpus, configuration and seed give one set of weights, whatever the number of threads.
public struct Trainer<Model: TrainableModel>: Sendable {
  /// What the network looks like.
  public let configuration: Model.Configuration
  /// How it is trained.
  public let training: TrainingConfiguration

  /// A trainer.
  public init(_ configuration: Model.Configuration, _ training: TrainingConfiguration) {
    self.configuration = configuration
    self.training = training
  }

  /// Trains a model.
  ///
  /// - Parameters:
  ///   - train: what is learned.
  ///   - dev: what decides which epoch was best, when to stop, and what else the kind of model leaves
  ///     to it.
  ///   - resources: what is of help besides, such as vectors learned elsewhere.
  ///   - threads: how many parts of a batch are computed at a time.
  ///   - checkpoints: where the run leaves what it needs to go on, should it be ended from outside.
  ///   - shouldStop: asked after each batch; training then ends with the best model so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError`: `corpus` for a file of vectors, `vocabulary`, `tooMuchMemory`,
  ///   `diverged`, what is wrong with a checkpoint, and what the kind of model finds wrong with its corpora.
  public func train(
    on train: Model.Corpus, dev: Model.Corpus,
    with resources: TrainingResources<Model> = TrainingResources(), threads: Int = 1,
    checkpoints: CheckpointPlan? = nil, shouldStop: @Sendable () -> Bool = { false },
    observe: (TrainingProgress<Model, Model.Score>) -> Void = { _ in }
  ) async throws(TrainingError) -> TrainingOutcome<Model, Model.Score> {
    try await Model.train(
      with: self, on: train, dev: dev, with: resources, threads: threads, checkpoints: checkpoints,
      shouldStop: shouldStop, observe: observe)
  }
}

/// Trains taggers.
public typealias TaggerTrainer = Trainer<Tagger>
/// Trains classifiers.
public typealias ClassifierTrainer = Trainer<Classifier>
/// Trains tokenizers.
public typealias TokenizerTrainer = Trainer<LearnedTokenizer>
/// Trains language models on raw text, for taggers to start from.
public typealias LanguageModelTrainer = Trainer<LanguageModel>
