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
    _ tagger: Tagger, on corpus: TaggedCorpus, _ columns: [TagColumn], affixSize: Int = 0
  ) throws -> Tagger {
    var (model, _) = smallSettings()
    model.columns = columns
    (model.hiddenSize, model.affixSize) = (5, affixSize)
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

  /// The words may be in another order, the labels and columns, too, and there may be more of all. Affixes that the
  /// tagger did not read change nothing before they have learned.
  @Test(arguments: [0, 6])
  func aTaggerGoesOnFromWhatItKnew(affixSize: Int) async throws {
    let corpus = entityCorpus(sentences: 24)
    let old = try await trained(corpus, [.upos, .ner])
    let other = TaggedCorpus(
      path: "other", hash: "none",
      sentences: Array([Sentence(words: ["Zebra", "!"])] + corpus.sentences.reversed()),
      labels: [
        .upos: [["NOUN", "PUNCT"]] + (corpus.labels[.upos] ?? []).reversed(),
        .ner: [["O", "O"]] + (corpus.labels[.ner] ?? []).reversed(),
      ])
    let new = try start(old, on: other, [.ner, .upos], affixSize: affixSize)
    #expect(new.configuration.affixSize == affixSize)
    #expect(new.configuration.hiddenSize == 16)
    for column in [TagColumn.upos, .ner] {
      #expect(labels(new, of: column, corpus) == labels(old, of: column, corpus))
    }
  }

  @Test func layersAreAsDeepAsTheyLie() async throws {
    let corpus = entityCorpus(sentences: 12)
    var (model, training) = smallSettings()
    (model.columns, model.layers, training.epochs) = ([.upos], 2, 1)
    let old = try await TaggerTrainer(model, training).train(on: corpus, dev: corpus).model
    let task = try TaggingTask(model, train: corpus, dev: corpus, startingModel: old)
    for entry in task.layout.entries {
      let depth: Int? =
        entry.name.hasPrefix("encoder.1")
        ? 0
        : entry.name.hasPrefix("encoder.0")
          ? 1 : entry.name.hasPrefix("projection") || entry.name.hasPrefix("crf") ? nil : 2
      #expect(task.startedDepth(of: entry) == depth, "\(entry.name)")
    }
  }

  @Test func ratesGoByLayerAndEpoch() {
    var training = TrainingConfiguration()
    (training.pretrainedRate, training.pretrainedLayerRate) = (0.5, 0.25)
    #expect((0..<3).map { training.rateScale(ofDepth: $0, inEpoch: 1) } == [0.5, 0.125, 0.03125])
    training.unfreezingEpochs = 2
    let rates = (1...7).map { epoch in
      (0..<3).map { training.rateScale(ofDepth: $0, inEpoch: epoch) > 0 }
    }
    #expect(
      rates == [
        [false, false, false], [false, false, false], [true, false, false], [true, false, false],
        [true, true, false], [true, true, false], [true, true, true],
      ])
  }

  /// A column that the tagger lacks starts as in a fresh network; the rest is kept.
  @Test func columnsMayDiffer() async throws {
    let corpus = morphologicalCorpus(sentences: 24)
    let old = try await trained(corpus, [.upos])
    let new = try start(old, on: corpus, [.upos, .xpos])
    #expect(labels(new, of: .upos, corpus) == labels(old, of: .upos, corpus))
  }
}
