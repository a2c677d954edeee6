import Elman
import ElmanEvaluation
import ElmanText

extension Classifier {
  /// The defaults for a corpus, by its size.
  ///
  /// Few texts have most of their words once, so that what words are made of tells more than they themselves, and
  /// nothing but dropout keeps the network from learning them by heart.
  public static func trainer(for corpus: LabelledCorpus<Document, String>) -> Trainer<Classifier> {
    let size = CorpusSize(examples: corpus.examples.count, words: corpus.wordCount)
    var model = ClassifierConfiguration()
    var training = defaultTraining
    model.affixSize = 64
    model.characterHiddenSize = 64
    model.inputDropout = 0.5
    model.wordDropout = 0.3
    model.minimumWordCount = size.words < smallCorpus ? 1 : 2
    training.batchSize = size.examples < 3_000 ? 8 : size.examples < 12_000 ? 16 : 32
    training.learningRate = 0.001
    training.epochs = size.epochs(steps: 2_700, batchSize: training.batchSize, atLeast: 6)
    training.patience = max(4, training.epochs / 3)
    return Trainer(model, training)
  }

  /// The words below which a corpus is small.
  private static let smallCorpus = 120_000
}
