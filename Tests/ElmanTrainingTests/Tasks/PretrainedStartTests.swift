import Elman
import ElmanEvaluation
import ElmanTensors
import ElmanText
import Testing

@testable import ElmanTraining

/// Taggers and classifiers that start from a tagger.
@Suite struct PretrainedStartTests {
  private func trained(_ corpus: TaggedCorpus, _ columns: [TagColumn]) async throws -> Tagger {
    var (model, training) = smallSettings()
    model.columns = columns
    training.epochs = 3
    return try await TaggerTrainer(model, training).train(on: corpus, dev: corpus).model
  }

  /// The model that training begins with.
  private func start(
    _ tagger: Tagger, on corpus: TaggedCorpus, _ columns: [TagColumn]
  ) throws -> Tagger {
    var (model, _) = smallSettings()
    model.columns = columns
    model.hiddenSize = 5
    let task = try TaggingTask(model, train: corpus, dev: corpus, startingModel: tagger)
    let buffer = MutableParameterBuffer(zerosFor: task.layout)
    task.start(buffer)
    return task.model(buffer.readOnly).model
  }

  private func labels(_ tagger: Tagger, of column: TagColumn, _ corpus: TaggedCorpus) -> [[String]]
  {
    tagger.tag(corpus.sentences).map { sentence in
      (0..<sentence.sentence.words.count).map { sentence.label($0, in: column) ?? "" }
    }
  }

  /// The words may be in another order, the labels and columns, too, and there may be more of all.
  @Test func aTaggerGoesOnFromWhatItKnew() async throws {
    let corpus = entityCorpus(sentences: 24)
    let old = try await trained(corpus, [.upos, .ner])
    let other = TaggedCorpus(
      path: "other", hash: "none",
      sentences: Array([Sentence(words: ["Zebra", "!"])] + corpus.sentences.reversed()),
      labels: [
        .upos: [["NOUN", "PUNCT"]] + (corpus.labels[.upos] ?? []).reversed(),
        .ner: [["O", "O"]] + (corpus.labels[.ner] ?? []).reversed(),
      ])
    let new = try start(old, on: other, [.ner, .upos])
    #expect(new.configuration.hiddenSize == 16)
    for column in [TagColumn.upos, .ner] {
      #expect(labels(new, of: column, corpus) == labels(old, of: column, corpus))
    }
  }

  /// A column that the tagger lacks starts as in a fresh network; the rest is kept.
  @Test func columnsMayDiffer() async throws {
    let corpus = morphologicalCorpus(sentences: 24)
    let old = try await trained(corpus, [.upos])
    let new = try start(old, on: corpus, [.upos, .xpos])
    #expect(labels(new, of: .upos, corpus) == labels(old, of: .upos, corpus))
  }
}
