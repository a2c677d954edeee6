import Elman
import ElmanEvaluation
import ElmanText
import Testing

@testable import ElmanTraining

/// What is told of a model against another is what one gets by scoring both and comparing their labels.
@Suite struct QuantizationLossTests {
  /// A tagger after a few epochs.
  private func tagger(epochs: Int, on corpus: TaggedCorpus, _ columns: [TagColumn]) async throws
    -> Tagger
  {
    var (model, training) = smallSettings()
    model.columns = columns
    training.epochs = epochs
    return try await TaggerTrainer(model, training).train(on: corpus, dev: corpus).model
  }

  private func labels(_ tagger: Tagger, _ corpus: TaggedCorpus) -> [String] {
    tagger.tag(corpus.sentences).flatMap { tagged in
      tagger.columns.indices.flatMap { column in
        tagged.sentence.words.indices.map { tagged.label($0, at: column) }
      }
    }
  }

  @Test func ofTaggers() async throws {
    let corpus = morphologicalCorpus(sentences: 12)
    let columns = [TagColumn.upos, .lemma]
    let good = try await tagger(epochs: 6, on: corpus, columns)
    let poor = try await tagger(epochs: 1, on: corpus, columns)
    let same = QuantizationLoss(of: good, against: good, on: corpus)
    #expect(same.changedShare == 0)
    #expect(same.after == same.before)
    let loss = QuantizationLoss(of: poor, against: good, on: corpus)
    #expect(loss.measure == "accuracy")
    #expect(loss.before == good.score(on: corpus).selectionValue)
    #expect(loss.after == poor.score(on: corpus).selectionValue)
    #expect(loss.after < loss.before)
    let pairs = zip(labels(good, corpus), labels(poor, corpus))
    let changed = pairs.count { $0 != $1 }
    #expect(changed > 0)
    #expect(loss.changedShare == Double(changed) / Double(2 * corpus.wordCount))
    let quantized = QuantizationLoss(of: try good.quantized(), against: good, on: corpus)
    #expect(abs(quantized.after - quantized.before) < 0.1)
  }

  @Test func ofTaggersOfEntities() async throws {
    let sample = sampleCorpus(sentences: 6)
    let corpus = TaggedCorpus(
      path: "entities", hash: "none", sentences: sample.sentences,
      labels: sample.labels[.upos].map { columns in
        columns.map { $0.map { $0.map { $0 == "NOUN" ? "S-THING" : "O" } } }
      }.map { [.ner: $0] } ?? [:])
    let tagger = try await tagger(epochs: 2, on: corpus, [.ner])
    let loss = QuantizationLoss(of: tagger, against: tagger, on: corpus)
    #expect(loss.measure == "entity F1")
    #expect(loss.after == tagger.score(on: corpus).selectionValue)
  }

  @Test func ofClassifiers() async throws {
    let corpus = sampleTexts()
    var (model, training) = smallClassifierSettings()
    let good = try await ClassifierTrainer(model, training).train(on: corpus, dev: corpus).model
    (training.epochs, model.hiddenSize) = (1, 3)
    let poor = try await ClassifierTrainer(model, training).train(on: corpus, dev: corpus).model
    let loss = QuantizationLoss(of: poor, against: good, on: corpus)
    #expect(loss.before == good.score(on: corpus).selectionValue)
    #expect(loss.after == poor.score(on: corpus).selectionValue)
    let results = [good, poor].map { ClassifierSession($0).classify(corpus.examples).map(\.label) }
    let changed = zip(results[0], results[1]).count { $0 != $1 }
    #expect(changed > 0)
    #expect(loss.changedShare == Double(changed) / Double(corpus.examples.count))
  }

  @Test func ofNothing() async throws {
    let corpus = sampleTexts()
    var (model, training) = smallClassifierSettings()
    (training.epochs, model.hiddenSize) = (1, 3)
    let classifier = try await ClassifierTrainer(model, training).train(on: corpus, dev: corpus)
      .model
    let empty = LabelledCorpus<Document, String>(
      path: "empty", hash: "none", examples: [], labels: [])
    #expect(QuantizationLoss(of: classifier, against: classifier, on: empty).changedShare == 0)
  }
}
