import Elman
import ElmanText
import ElmanEvaluation

/// A model that ``Trainer`` trains: `Tagger`, `Classifier`, `LearnedTokenizer` and `LanguageModel`.
public protocol TrainableModel: Model {
  /// How good a model is on the dev corpus.
  associatedtype Score: Sendable
  /// What a user decides of the network.
  associatedtype Configuration: Codable, Hashable, Sendable
  /// What is learned from.
  associatedtype Corpus: Sendable

  /// How such networks are trained, unless told otherwise.
  static var defaultTraining: TrainingConfiguration { get }

  /// A trainer with the defaults for a corpus.
  ///
  /// - Parameters:
  ///   - corpus: what is learned.
  ///   - resources: what else it is learned from.
  static func trainer(for corpus: Corpus, with resources: TrainingResources<Self>) -> Trainer<Self>

  /// Trains a model: what ``Trainer/train(on:dev:with:threads:checkpoints:shouldStop:observe:)`` does.
  static func train(
    with trainer: Trainer<Self>, on train: Corpus, dev: Corpus,
    with resources: TrainingResources<Self>, threads: Int, checkpoints: CheckpointPlan?,
    shouldStop: @Sendable () -> Bool, observe: (TrainingProgress<Self, Score>) -> Void
  ) async throws(TrainingError) -> TrainingOutcome<Self, Score>
}

/// What a model may learn from besides its two corpora.
public struct TrainingResources<Model: TrainableModel>: Sendable {
  /// The path of a file of word vectors learned elsewhere.
  package var vectors: String?
  /// More examples to learn, labelled by another model.
  package var silver: Model.Corpus?
  /// More corpora to learn.
  package var added: [Model.Corpus] = []
  /// What training starts from.
  package var start: (any StartingModel)?
  /// What a tagger is to know of forms.
  package var lexicon: [LexiconEntry] = []

  /// Nothing.
  public init() {}
}
