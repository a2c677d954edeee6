import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTestSupport
import ElmanText
import Foundation
import Synchronization
import Testing

@testable import ElmanTraining

@Suite struct TaggerTrainerTests {
  @Test(arguments: CellKind.allCases, HeadKind.allCases)
  func sentencesCanBeMemorised(cell: CellKind, head: HeadKind) async throws {
    var (model, training) = smallSettings()
    model.cell = cell
    model.head = head
    training.epochs = 40
    // A plateau on the way must not end it.
    training.patience = 40
    let corpus = sampleCorpus(sentences: 12)
    let outcome = try await TaggerTrainer(model, training).train(on: corpus, dev: corpus)
    #expect(outcome.score.selectionValue == 1)
  }

  @Test func threadsDoNotChangeTheModel() async throws {
    var (model, training) = smallSettings()
    model.layers = 2
    training.epochs = 3
    training.shards = 3
    let corpus = sampleCorpus()
    let trainer = TaggerTrainer(model, training)
    var models: [[Float]] = []
    for threads in [1, 2, 3, 8] {
      let outcome = try await trainer.train(on: corpus, dev: corpus, threads: threads)
      models.append(try outcome.model.weights.single.parameters.elements)
    }
    for other in models.dropFirst() { #expect(other == models[0]) }
  }

  @Test func severalColumnsCanBeMemorised() async throws {
    var (model, training) = smallSettings()
    model.columns = [.upos, .xpos, .lemma]
    model.minimumLemmaRuleCount = 1
    (training.epochs, training.patience) = (40, 40)
    let corpus = morphologicalCorpus(sentences: 12)
    let outcome = try await TaggerTrainer(model, training).train(on: corpus, dev: corpus)
    #expect(outcome.score.headline.map(\.value) == [1, 1, 1, 1])
    #expect(outcome.model.columns[2].labels.labels.contains("lower 0 1 0 "))
  }

  @Test(arguments: [[TagColumn.ner], [.upos, .ner]])
  func entitiesCanBeMemorised(_ columns: [TagColumn]) async throws {
    var (model, training) = smallSettings()
    model.columns = columns
    // Entities have a CRF all the same.
    model.head = .softmax
    (training.epochs, training.patience) = (40, 40)
    let corpus = entityCorpus(sentences: 12)
    let outcome = try await TaggerTrainer(model, training).train(on: corpus, dev: corpus)
    #expect(outcome.score.selectionValue == 1)
    #expect((outcome.score.entities?.all.gold ?? 0) > 5)
    let column = try #require(outcome.model.columns.last)
    // No entity of the corpus has more than two tokens.
    #expect(
      column.labels.labels == [
        "O", "B-FISH", "I-FISH", "E-FISH", "S-FISH", "B-PLACE", "I-PLACE", "E-PLACE", "S-PLACE",
      ])
    #expect(outcome.model.network.heads.last?.head is CRFHead)
    let tagged = TaggerSession(outcome.model).tag(corpus.sentences, probabilities: true)
    #expect(tagged.flatMap(\.entities).allSatisfy { ($0.probability ?? 0) > 0 })
  }

  @Test func threadsDoNotChangeEntities() async throws {
    var (model, training) = smallSettings()
    model.columns = [.ner, .upos]
    (training.epochs, training.shards) = (2, 3)
    let corpus = entityCorpus(sentences: 20)
    let trainer = TaggerTrainer(model, training)
    let one = try await trainer.train(on: corpus, dev: corpus, threads: 1)
    let three = try await trainer.train(on: corpus, dev: corpus, threads: 3)
    #expect(
      try one.model.weights.single.parameters.elements
        == three.model.weights.single.parameters.elements)
  }

  @Test func aCorpusWithoutEntitiesTeachesNone() async throws {
    var (model, training) = smallSettings()
    model.columns = [.ner]
    training.epochs = 1
    let corpus = TaggedCorpus(
      path: "empty", hash: "", sentences: [Sentence(words: ["Owls", "nap"])],
      labels: [["O", "O"]], column: .ner)
    await #expect(throws: TrainingError.corpus(.noLabels(path: "empty", column: "ner", found: "O")))
    {
      try await TaggerTrainer(model, training).train(on: corpus, dev: corpus)
    }
  }

  @Test func threadsDoNotChangeSeveralColumns() async throws {
    var (model, training) = smallSettings()
    model.columns = [.lemma, .upos, .xpos]
    model.columnWeights = [.upos: 2]
    (training.epochs, training.shards) = (2, 3)
    let corpus = morphologicalCorpus(sentences: 20)
    let trainer = TaggerTrainer(model, training)
    let one = try await trainer.train(on: corpus, dev: corpus, threads: 1)
    let three = try await trainer.train(on: corpus, dev: corpus, threads: 3)
    #expect(
      try one.model.weights.single.parameters.elements
        == three.model.weights.single.parameters.elements)
  }

  @Test func aColumnWithoutLabelsIsLeftAlone() async throws {
    var (model, training) = smallSettings()
    training.epochs = 2
    let corpus = morphologicalCorpus(sentences: 20)
    // Every second sentence has its part of speech, the others have their lemmas.
    let halves = TaggedCorpus(
      path: "halves", hash: "", sentences: corpus.sentences,
      labels: [
        .upos: try #require(corpus.labels[.upos]).enumerated().map {
          $0.offset % 2 == 0 ? $0.element : nil
        },
        .lemma: try #require(corpus.labels[.lemma]).enumerated().map {
          $0.offset % 2 == 1 ? $0.element : nil
        },
      ])
    model.columns = [.upos, .lemma]
    let outcome = try await TaggerTrainer(model, training).train(on: halves, dev: halves)
    let labelled = zip(corpus.sentences, halves.labels[.upos] ?? []).reduce(0) {
      $0 + ($1.1 == nil ? 0 : $1.0.words.count)
    }
    #expect(outcome.score.columns[0].all.total == labelled)
    #expect(outcome.score.columns[1].all.total == corpus.wordCount - labelled)
  }

  @Test func aColumnOfWeightZeroTeachesNothing() async throws {
    var (model, training) = smallSettings()
    training.epochs = 1
    let corpus = morphologicalCorpus(sentences: 12)
    model.columns = [.upos, .xpos]
    model.columnWeights = [.xpos: 0]
    let outcome = try await TaggerTrainer(model, training).train(on: corpus, dev: corpus)
    let head = outcome.model.network.heads[1]
    let bias = try outcome.model.weights.single.parameters[head.projection.bias]
    #expect(bias.elements.allSatisfy { $0 == 0 })
  }

  @Test func vectorsStandBesideTheWords() async throws {
    var (model, training) = smallSettings()
    (model.minimumWordCount, model.extraWords, training.epochs) = (3, 2, 1)
    let corpus = sampleCorpus(sentences: 12)
    let file = """
      otter 1 2
      seal 3 4
      fish 5 6
      newt 7 8

      """
    let folder = try TemporaryFolder()
    let vectors = try folder.write(file, to: "file")
    let outcome = try await TaggerTrainer(model, training).train(
      on: corpus, dev: corpus, with: .init(vectors: vectors))
    let tagger = outcome.model
    #expect(tagger.shape.pretrainedSize == 2)
    #expect(tagger.shape.learnedWordCount < tagger.words.count)
    let encoder = tagger.network.encoder.tokens
    #expect(encoder.words.table.rows == tagger.shape.learnedWordCount)
    let table = try tagger.weights.single.parameters[try #require(encoder.pretrained?.table)]
    for (word, vector) in [("otter", [Float(1), 2]), ("fish", [5, 6]), ("swim", [0, 0])] {
      #expect((0..<2).map { table[Int(tagger.words[word]), $0] } == vector)
    }
    #expect(tagger.words["newt"] == Vocabulary.unknown)
    let configured = Configured(tagger.configuration, tagger.shape)
    let json = Settings.json(configured)
    #expect(json.contains("\"pretrainedSize\":2"))
    let read = try JSONDecoder().decode(
      Configured<TaggerConfiguration>.self, from: Data(json.utf8))
    #expect(read.settings == tagger.configuration && read.shape == tagger.shape)
  }

  @Test func seedsChangeTheModel() async throws {
    var (model, training) = smallSettings()
    model.layers = 1
    training.epochs = 1
    let corpus = sampleCorpus(sentences: 8)
    var models: [[Float]] = []
    for seed: UInt64 in [1, 2] {
      training.seed = seed
      let outcome = try await TaggerTrainer(model, training).train(on: corpus, dev: corpus)
      models.append(try outcome.model.weights.single.parameters.elements)
    }
    #expect(models[0] != models[1])
  }

  @Test func trainingStopsWhenAsked() async throws {
    let (model, training) = smallSettings()
    let corpus = sampleCorpus()
    let batches = Mutex(0)
    let outcome = try await TaggerTrainer(model, training).train(
      on: corpus, dev: corpus,
      shouldStop: {
        batches.withLock {
          $0 += 1; return $0 > 2
        }
      })
    #expect(outcome.wasStopped)
    #expect(outcome.epoch == 0)
    #expect(outcome.score.all.total == corpus.wordCount)
  }

  @Test func trainingStopsWithoutProgress() async throws {
    var (model, training) = smallSettings()
    model.wordDropout = 0
    training.learningRate = 0
    training.patience = 2
    let corpus = sampleCorpus(sentences: 6)
    var epochs = 0
    _ = try await TaggerTrainer(model, training).train(
      on: corpus, dev: corpus, observe: { if case .epoch = $0 { epochs += 1 } })
    #expect(epochs == 3)
  }

  @Test func labelsUnknownToTrainingAreTold() async throws {
    var (model, training) = smallSettings()
    model.head = .softmax
    training.epochs = 1
    let corpus = sampleCorpus(sentences: 4)
    let dev = TaggedCorpus(
      path: "dev", hash: "none", sentences: [Sentence(words: ["Oh", "fish"])],
      labels: [["INTJ", "VERB"]])
    var warning: ([String], Int)?
    let outcome = try await TaggerTrainer(model, training).train(
      on: corpus, dev: dev,
      observe: {
        if case .unknownLabels(let labels, let tokens) = $0 { warning = (labels, tokens) }
      }
    )
    #expect(warning?.0 == ["INTJ"] && warning?.1 == 1)
    #expect(outcome.score.all.total == 2)
  }

  @Test func workspacesStopGrowing() async throws {
    let (model, training) = smallSettings()
    let corpus = sampleCorpus()
    var run = TrainingRun(try TaggingTask(model, train: corpus, dev: corpus), training)
    for _ in 1...2 { await run.learnEpoch() }
    let before = await run.workspaceCapacity
    for _ in 3...6 { await run.learnEpoch() }
    #expect(await run.workspaceCapacity == before)
  }
}

extension TrainingRun {
  /// Learns the whole corpus once.
  mutating func learnEpoch() async {
    _ = await epoch(shouldStop: { false }, observe: { _ in })
    position.beginNextEpoch(best: nil)
  }
}
