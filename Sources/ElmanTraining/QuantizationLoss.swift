import Elman

/// What a model in bytes lost against the one in single precision that it was made from.
public struct QuantizationLoss: Sendable, Hashable {
  /// The accuracy in single precision.
  public let accuracyBefore: Double
  /// The accuracy in bytes.
  public let accuracy: Double
  /// The share of predictions that are no longer the same.
  public let changedShare: Double

  private init(before: some DevScore, after: some DevScore, changed: Int, of count: Int) {
    accuracyBefore = before.accuracy
    accuracy = after.accuracy
    changedShare = Double(changed) / Double(max(1, count))
  }

  /// Compares two taggers on a corpus's sentences, whose tokens are given.
  public init(of quantized: Tagger, against tagger: Tagger, on corpus: TaggedCorpus) {
    let columns = tagger.columns.indices
    let changed = zip(tagger.tag(corpus.sentences), quantized.tag(corpus.sentences)).reduce(0) {
      count, pair in
      columns.reduce(count) { count, column in
        count
          + pair.0.sentence.tokens.indices.count {
            pair.0.labelId($0, at: column) != pair.1.labelId($0, at: column)
          }
      }
    }
    self.init(
      before: tagger.score(on: corpus), after: quantized.score(on: corpus), changed: changed,
      of: corpus.tokenCount * columns.count)
  }

  /// Compares two classifiers on a corpus's texts.
  public init(of quantized: Classifier, against classifier: Classifier, on corpus: LabelledCorpus) {
    let before = ClassifierSession(classifier).classify(corpus.texts)
    let after = ClassifierSession(quantized).classify(corpus.texts)
    self.init(
      before: classifier.score(of: before, against: corpus.labels),
      after: quantized.score(of: after, against: corpus.labels),
      changed: zip(before, after).count { $0.label != $1.label }, of: corpus.texts.count)
  }
}
