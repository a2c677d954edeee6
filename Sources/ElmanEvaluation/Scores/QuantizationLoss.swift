import Elman
import ElmanBytes
import ElmanText

/// What a model in bytes lost against the one in single precision that it was made from.
package struct QuantizationLoss: Sendable, Hashable {
  /// What is measured, as a person reads it: accuracy; of entities their F1; of a tokenizer the mean F1
  /// of tokens and sentences.
  package let measure: String
  /// How much of it the model in single precision has.
  package let before: Double
  /// How much of it the model in bytes has.
  package let after: Double
  /// The share of labels that are no longer the same; `nil` for a tokenizer.
  package let changedShare: Double?

  private init<Score: DevScore>(before: Score, after: Score, changedShare: Double?) {
    measure = before.measure
    self.before = before.selectionValue
    self.after = after.selectionValue
    self.changedShare = changedShare
  }

  /// Compares two taggers on a corpus's sentences, whose tokens are given.
  package init(of quantized: Tagger, against tagger: Tagger, on corpus: TaggedCorpus) {
    let before = tagger.tag(corpus.sentences)
    let after = quantized.tag(corpus.sentences)
    // What stands there, since several rules may make one lemma.
    func labels(_ sentences: [TaggedSentence]) -> [Spelling] {
      tagger.columns.indices.flatMap { column in
        sentences.flatMap { sentence in
          sentence.sentence.words.indices.map { Spelling(sentence.label($0, at: column)) }
        }
      }
    }
    self.init(
      before: tagger.score(of: before, against: corpus),
      after: quantized.score(of: after, against: corpus),
      changedShare: Self.changedShare(labels(before), labels(after)))
  }

  /// Compares two classifiers on a corpus's texts.
  package init(
    of quantized: Classifier, against classifier: Classifier,
    on corpus: LabelledCorpus<Document, String>
  ) {
    let before = ClassifierSession(classifier).classify(corpus.examples)
    let after = ClassifierSession(quantized).classify(corpus.examples)
    self.init(
      before: classifier.score(of: before, against: corpus.labels),
      after: quantized.score(of: after, against: corpus.labels),
      changedShare: Self.changedShare(before.map(\.label), after.map(\.label)))
  }

  /// Compares two language identifiers on a corpus's texts.
  package init(
    of quantized: LanguageIdentifier, against identifier: LanguageIdentifier,
    on corpus: LabelledCorpus<[UInt8], String>
  ) {
    let texts = corpus.examples.map { $0[...] }
    let before = IdentifierSession(identifier).identify(texts)
    let after = IdentifierSession(quantized).identify(texts)
    self.init(
      before: ClassifierScore(of: before, against: corpus.labels),
      after: ClassifierScore(of: after, against: corpus.labels),
      changedShare: Self.changedShare(before.map(\.label), after.map(\.label)))
  }

  /// Compares two tokenizers on a text.
  package init(
    of quantized: LearnedTokenizer, against tokenizer: LearnedTokenizer, on text: AnnotatedText
  ) {
    self.init(
      before: tokenizer.score(on: text), after: quantized.score(on: text),
      changedShare: nil)
  }

  /// Compares two language models on a text.
  package init(of quantized: LanguageModel, against model: LanguageModel, on text: RawText) {
    self.init(before: model.score(on: text), after: quantized.score(on: text), changedShare: nil)
  }

  private static func changedShare<Label: Equatable>(_ before: [Label], _ after: [Label]) -> Double
  {
    Double(zip(before, after).count { $0 != $1 }) / Double(max(1, before.count))
  }
}
