import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Foundation
import Synchronization
import Testing

@testable import ElmanTraining

/// Runs that are ended again and again, and go on with other numbers of threads, make the file that a
/// run makes which nobody ends.
@Suite struct ResumedRunTests {
  /// Ends after so many batches each, the first within an epoch, the others after or just at its end.
  private static let stops = [2, 3, 1, 4]

  @Test(arguments: HeadKind.allCases, OptimizerKind.allCases)
  func taggers(head: HeadKind, optimizer: OptimizerKind) async throws {
    var (model, training) = smallSettings()
    model.head = head
    (training.epochs, training.shards, training.optimizer) = (5, 3, optimizer)
    if optimizer == .sgd { (training.learningRate, training.weightDecay) = (0.5, 0.01) }
    let (train, dev) = (sampleCorpus(), sampleCorpus(sentences: 9))
    let trainer = TaggerTrainer(model, training)
    try await expectSameFile { run in
      try await trainer.train(
        on: train, dev: dev, threads: run.threads, checkpoints: run.plan,
        shouldStop: run.shouldStop
      ).model.write(to: run.output, metadata: ModelMetadata())
    }
  }

  /// Several columns, a language model to start from, sentences labelled by another model.
  @Test func taggersWithHelp() async throws {
    let languageModel = try await languageModel(plan: nil, threads: 1) { false }
    var (model, training) = smallSettings()
    (model.columns, model.layers) = ([.upos, .xpos, .lemma], 2)
    (training.epochs, training.goldCopies, training.pretrainedRate) = (4, 2, 0.5)
    let (train, silver) = (morphologicalCorpus(sentences: 14), sampleCorpus(sentences: 12))
    let trainer = TaggerTrainer(model, training)
    try await expectSameFile { run in
      try await trainer.train(
        on: train, dev: morphologicalCorpus(sentences: 7),
        with: .init(silver: silver, languageModel: languageModel), threads: run.threads,
        checkpoints: run.plan,
        shouldStop: run.shouldStop
      ).model.write(to: run.output, metadata: ModelMetadata())
    }
  }

  @Test(arguments: [0, Float(0.9)])
  func classifiers(averageDecay: Float) async throws {
    var (model, training) = smallClassifierSettings()
    (model.inputDropout, model.wordDropout, training.averageDecay) = (0.2, 0.1, averageDecay)
    (training.epochs, training.shards) = (6, 3)
    let trainer = ClassifierTrainer(model, training)
    try await expectSameFile { run in
      try await trainer.train(
        on: sampleTexts(), dev: sampleTexts(10), threads: run.threads, checkpoints: run.plan,
        shouldStop: run.shouldStop
      ).model.write(to: run.output, metadata: ModelMetadata())
    }
  }

  @Test func tokenizers() async throws {
    var model = TokenizerConfiguration()
    (model.hiddenSize, model.characterSize, model.trainingWindow) = (8, 6, 16)
    (model.minimumCharacterCount, model.minimumPieceCount) = (1, 2)
    var training = LearnedTokenizer.defaultTraining
    (training.epochs, training.batchSize) = (3, 400)
    let rows = ["Owls\t_", "swim\tSpaceAfter=No", ".\t_"].enumerated().map { index, row in
      let parts = row.split(separator: "\t")
      return "\(index + 1)\t\(parts[0])\t_\t_\t_\t_\t_\t_\t_\t\(parts[1])\n"
    }
    let text = try withTemporaryFile(rows.joined() + "\n" + rows.joined() + "\n") {
      try AnnotatedText(path: $0)
    }
    let trainer = TokenizerTrainer(model, training)
    try await expectSameFile { run in
      try await trainer.train(
        on: text, dev: text, threads: run.threads, checkpoints: run.plan,
        shouldStop: run.shouldStop
      ).model.write(to: run.output, metadata: ModelMetadata())
    }
  }

  @Test func languageModels() async throws {
    try await expectSameFile { run in
      try await languageModel(plan: run.plan, threads: run.threads, shouldStop: run.shouldStop)
        .write(to: run.output, metadata: ModelMetadata())
    }
  }

  /// A run that is ended without notice goes on from the last checkpoint, which is some batches old.
  @Test func aRunThatIsKilled() async throws {
    let (model, training) = smallSettings()
    let corpus = sampleCorpus()
    let trainer = TaggerTrainer(model, training)
    let whole = try await trainer.train(on: corpus, dev: corpus)
    let folder = try TemporaryFolder()
    var plan = CheckpointPlan(path: folder.file("c"), fingerprint: [:])
    plan.interval = .zero
    let stops = Stops([11])
    // The file as it was after the seventh batch.
    _ = try await trainer.train(
      on: corpus, dev: corpus, checkpoints: plan, shouldStop: stops.next(),
      observe: {
        guard case .batch(let batch) = $0, batch.step == 8 else { return }
        try? FileManager.default.copyItem(atPath: plan.path, toPath: plan.path + "7")
      })
    try FileManager.default.removeItem(atPath: plan.path)
    try FileManager.default.moveItem(atPath: plan.path + "7", toPath: plan.path)
    plan.resumes = true
    var positions: [(epoch: Int, step: Int)] = []
    let outcome = try await trainer.train(
      on: corpus, dev: corpus, checkpoints: plan,
      observe: { if case .resumed(let epoch, _, let step) = $0 { positions.append((epoch, step)) } }
    )
    #expect(positions.map(\.step) == [7] && positions.map(\.epoch) == [2])
    #expect(outcome.epoch == whole.epoch && outcome.score == whole.score)
    #expect(
      try outcome.model.weights.single.parameters.elements
        == whole.model.weights.single.parameters.elements)
  }

  private func languageModel(
    plan: CheckpointPlan?, threads: Int, shouldStop: @Sendable () -> Bool
  ) async throws -> LanguageModel {
    var model = LanguageModelConfiguration()
    (model.hiddenSize, model.wordSize, model.characterSize) = (12, 8, 6)
    (model.characterHiddenSize, model.candidateCount, model.wordDropout) = (4, 4, 0.2)
    (model.minimumWordCount, model.minimumCharacterCount) = (1, 1)
    var training = LanguageModel.defaultTraining
    (training.epochs, training.batchSize, training.shards) = (3, 2, 3)
    let text = "We can the old fish. They swim in the river. A can can swim. Fish swim.\n\nOld?\n"
    let corpus = try withTemporaryFile(text + text) {
      try RawText(path: $0, tokenizer: nil, windowSize: 64)
    }
    return try await LanguageModelTrainer(model, training).train(
      on: corpus, dev: corpus, threads: threads, checkpoints: plan, shouldStop: shouldStop
    ).model
  }

  /// One part of a run.
  private struct Part {
    let plan: CheckpointPlan?
    let threads: Int
    let output: String
    let shouldStop: @Sendable () -> Bool
  }

  private func expectSameFile(_ train: (Part) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    try await train(Part(plan: nil, threads: 1, output: folder.file("file"), shouldStop: { false }))
    let whole = try folder.read("file")
    var plan = CheckpointPlan(path: folder.file("checkpoint"), fingerprint: ["corpora": "some"])
    let stops = Stops(Self.stops)
    for part in 0...Self.stops.count {
      let shouldStop = part < Self.stops.count ? stops.next() : { @Sendable () -> Bool in false }
      try await train(
        Part(plan: plan, threads: 1 + part % 3, output: folder.file("file"), shouldStop: shouldStop)
      )
      plan.resumes = true
      #expect(plan.fileExists)
    }
    #expect(try folder.read("file") == whole)
    #expect(stops.haveAllStopped)
  }
}

/// Answers, for one part of a run after the other, whether it is time to stop.
private final class Stops: Sendable {
  private let counts: [Int]
  private let parts = Counter()
  private let stopped = Atomic(0)

  init(_ counts: [Int]) { self.counts = counts }

  /// What the next part asks after each batch.
  func next() -> @Sendable () -> Bool {
    let part = parts.next()
    let batches = Counter()
    return { self.isOver(part, batches: batches.next()) }
  }

  private func isOver(_ part: Int, batches: Int) -> Bool {
    guard batches >= counts[part - 1] else { return false }
    stopped.store(part, ordering: .relaxed)
    return true
  }

  /// Whether all parts were stopped.
  var haveAllStopped: Bool { stopped.load(ordering: .relaxed) == counts.count }
}
