import Elman
import ElmanEvaluation
import ElmanText

extension Classifier {
  /// The defaults for a corpus, by its size.
  ///
  /// Few texts have most of their words once, so that what words are made of tells more than they themselves, and
  /// nothing but dropout keeps the network from learning them by heart. Where words are known already, what they are
  /// made of is only more to learn by heart.
  ///
  /// - Parameters:
  ///   - corpus: what is learned.
  ///   - resources: what else it is learned from.
  public static func trainer(
    for corpus: LabelledCorpus<Document, String>, with resources: TrainingResources<Classifier>
  ) -> Trainer<Classifier> {
    let size = CorpusSize(examples: corpus.examples.count, words: corpus.wordCount)
    var model = ClassifierConfiguration()
    var training = defaultTraining
    if resources.start == nil, resources.vectors == nil {
      model.affixSize = 64
      model.characterHiddenSize = 64
      model.inputDropout = 0.5
      model.wordDropout = 0.3
    }
    model.minimumWordCount = size.words < smallCorpus ? 1 : 2
    training.batchSize = size.examples < 3_000 ? 8 : size.examples < 12_000 ? 16 : 32
    training.learningRate = 0.001
    training.epochs = size.epochs(steps: 2_700, batchSize: training.batchSize, atLeast: 6)
    training.patience = max(4, training.epochs / 3)
    if resources.start != nil { training.startFromModel() }
    return Trainer(model, training)
  }

  /// The words below which a corpus is small.
  private static let smallCorpus = 120_000
}
