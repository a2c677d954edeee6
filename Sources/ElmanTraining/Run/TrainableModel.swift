import Elman
import ElmanEvaluation

/// What training makes, and can tell to be better or worse.
public protocol ScoredModel: Sendable {
  /// How good a model is on the dev corpus.
  associatedtype Score: DevScore
}

/// A model that ``Trainer`` trains.
public protocol TrainableModel: ScoredModel, Model {
  /// What a user decides of the network.
  associatedtype Configuration: ModelConfiguration
  /// What is learned from.
  associatedtype Corpus: Sendable

  /// How such networks are trained, unless told otherwise.
  static var defaultTraining: TrainingConfiguration { get }

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
public struct TrainingJob<Model: TrainableModel>: Sendable {
  /// Examples, their gradients, and the model out of weights.
  package let task: any TrainingTask<Model>
  /// What is told before the first step.
  package let events: [TrainingProgress<Model>]

  package init(_ task: some TrainingTask<Model>, events: [TrainingProgress<Model>]) {
    self.task = task
    self.events = events
  }
}

/// What a model may learn from besides its two corpora.
public struct TrainingResources<Model: TrainableModel>: Sendable {
  /// The path of a file of word vectors learned elsewhere.
  package var vectors: String?
  /// More examples to learn, labelled by another model.
  package var silver: Model.Corpus?
  /// What training starts from.
  package var languageModel: LanguageModel?

  /// Nothing.
  public init() {}
}
