import Elman
import ElmanEvaluation

extension Trainer {
  /// A trainer with the defaults for a corpus: they depend on its size and on what it holds.
  ///
  /// They were found by search over corpora of many sizes and languages; the article on training tells which.
  public init(for corpus: Model.Corpus) { self = Model.trainer(for: corpus) }
}

extension TaskModel {
  /// The same defaults for all corpora.
  public static func trainer(for corpus: Corpus) -> Trainer<Self> {
    Trainer(Configuration(), defaultTraining)
  }
}
