import Elman
import ElmanEvaluation

extension Trainer {
  /// A trainer with the defaults for a corpus: they depend on its size and on what it holds.
  ///
  /// They were found by search over corpora of many sizes and languages; the article on training tells which.
  ///
  /// - Parameters:
  ///   - corpus: what is learned.
  ///   - resources: what else it is learned from.
  public init(
    for corpus: Model.Corpus, with resources: TrainingResources<Model> = TrainingResources()
  ) {
    self = Model.trainer(for: corpus, with: resources)
  }
}

extension TaskModel {
  /// The same defaults for all corpora.
  ///
  /// - Parameters:
  ///   - corpus: what is learned.
  ///   - resources: what else it is learned from.
  public static func trainer(
    for corpus: Corpus, with resources: TrainingResources<Self>
  ) -> Trainer<Self> {
    Trainer(Configuration(), defaultTraining)
  }
}
