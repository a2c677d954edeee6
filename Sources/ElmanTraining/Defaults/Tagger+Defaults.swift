import Elman
import ElmanEvaluation

extension Tagger {
  /// The defaults for a corpus: all columns that it has, and settings by its size.
  ///
  /// A small corpus has each of its words once or twice, so that all are kept, and what is shared between words and
  /// between labels counts most.
  ///
  /// - Parameters:
  ///   - corpus: what is learned.
  ///   - resources: what else it is learned from.
  public static func trainer(
    for corpus: TaggedCorpus, with resources: TrainingResources<Tagger>
  ) -> Trainer<Tagger> {
    let size = CorpusSize(examples: corpus.sentences.count, words: corpus.wordCount)
    var model = TaggerConfiguration()
    model.columns = TagColumn.allCases.filter { corpus.labels[$0] != nil }
    if model.columns.isEmpty { model.columns = [.upos] }
    let isSmall = size.words < Self.smallCorpus
    model.minimumWordCount = isSmall ? 1 : 2
    model.minimumLemmaRuleCount = isSmall ? 1 : 2
    model.affixSize = 64
    model.labelParts = true
    var training = TrainingConfiguration()
    training.batchSize = size.batchSize
    training.learningRate = isSmall ? 0.004 : 0.002
    training.epochs = size.epochs(
      steps: min(5_000, 1_500 + 7 * size.examples), batchSize: training.batchSize, atLeast: 20)
    training.patience = max(8, training.epochs / 3)
    if resources.start != nil { training.startFromModel() }
    return Trainer(model, training)
  }

  /// The words below which a corpus is small.
  private static let smallCorpus = 120_000
}
