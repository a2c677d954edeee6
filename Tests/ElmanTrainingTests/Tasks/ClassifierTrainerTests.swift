import Elman
import ElmanEvaluation
import ElmanCorpora
import ElmanNetworks
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct ClassifierTrainerTests {
  private func train(
    on corpus: LabelledCorpus<Document, String> = sampleTexts(),
    dev: LabelledCorpus<Document, String>? = nil, vectors: String? = nil,
    threads: Int = 1, epochs: Int = 2,
    _ change: (inout ClassifierConfiguration, inout TrainingConfiguration) -> Void = { _, _ in }
  ) async throws -> Classifier {
    var (model, training) = smallClassifierSettings()
    training.epochs = epochs
    change(&model, &training)
    return try await ClassifierTrainer(model, training).train(
      on: corpus, dev: dev ?? corpus, with: .init(vectors: vectors), threads: threads
    ).model
  }

  private func weights(_ classifier: Classifier) throws -> [Float] {
    try classifier.weights.single.parameters.elements
  }

  @Test(arguments: PoolingKind.allCases, CellKind.allCases)
  func textsCanBeMemorised(pooling: PoolingKind, cell: CellKind) async throws {
    var (model, training) = smallClassifierSettings()
    (model.pooling, model.cell) = (pooling, cell)
    (training.epochs, training.patience) = (40, 40)
    let corpus = sampleTexts()
    let outcome = try await ClassifierTrainer(model, training).train(on: corpus, dev: corpus)
    #expect(outcome.score.accuracy == 1)
    #expect(outcome.model.labels.labels == ["bad", "good"])
  }

  /// A file keeps them, and a session that remembers words finds them.
  @Test func affixesAloneSuffice() async throws {
    var (model, training) = smallClassifierSettings()
    (model.affixSize, model.minimumAffixCount, model.minimumWordCount) = (8, 1, 100)
    (training.epochs, training.patience) = (40, 40)
    let corpus = sampleTexts()
    let outcome = try await ClassifierTrainer(model, training).train(on: corpus, dev: corpus)
    #expect(outcome.score.accuracy == 1)
    #expect(outcome.model.words.count == 1)
    try withTemporaryFile("") { path in
      try outcome.model.write(to: path, metadata: ModelMetadata())
      let read = try Classifier(path: path)
      let expected = ClassifierSession(outcome.model, cacheBytes: 0).classify(corpus.examples)
      #expect(
        ClassifierSession(read).classify(corpus.examples).map(\.probabilities)
          == expected.map(\.probabilities))
    }
  }

  @Test func charactersAloneSuffice() async throws {
    var (model, training) = smallClassifierSettings()
    model.characterHiddenSize = 6
    model.minimumWordCount = 100
    (training.epochs, training.patience) = (40, 40)
    let corpus = sampleTexts()
    let outcome = try await ClassifierTrainer(model, training).train(on: corpus, dev: corpus)
    #expect(outcome.score.accuracy == 1)
    #expect(outcome.model.words.count == 1)
  }

  @Test func threadsDoNotChangeTheModel() async throws {
    let corpus = sampleTexts()
    var models: [[Float]] = []
    for threads in [1, 2, 5] {
      let model = try await train(on: corpus, threads: threads) { model, training in
        (model.inputDropout, model.wordDropout, model.outputDropout) = (0.3, 0.2, 0.3)
        training.shards = 3
        training.averageDecay = 0.9
      }
      models.append(try weights(model) + [model.temperature])
    }
    for other in models.dropFirst() { #expect(other == models[0]) }
  }

  @Test func seedsChangeTheModel() async throws {
    let one = try await train(epochs: 1)
    let same = try await train(epochs: 1)
    let other = try await train(epochs: 1) { $1.seed = 2 }
    #expect(try weights(one) == weights(same))
    #expect(try weights(one) != weights(other))
  }

  /// The classifier after the last epoch, be it the best or not, as it was trained: with a
  /// temperature of 1.
  private func lastModel(
    on corpus: LabelledCorpus<Document, String>, _ change: (inout ClassifierConfiguration) -> Void
  ) async throws -> Classifier {
    var (model, training) = smallClassifierSettings()
    (training.epochs, training.patience) = (30, 30)
    change(&model)
    var last: Classifier?
    _ = try await ClassifierTrainer(model, training).train(
      on: corpus, dev: corpus, observe: { if case .epoch(let report) = $0 { last = report.model } })
    return try #require(last).with(temperature: 1)
  }

  @Test(arguments: [(0, 0.97...1), (0.4, 0.7...0.88)] as [(Float, ClosedRange<Float>)])
  func smoothingMakesLessSure(_ smoothing: Float, expected: ClosedRange<Float>) async throws {
    let corpus = sampleTexts()
    let classifier = try await lastModel(on: corpus) { $0.labelSmoothing = smoothing }
    let results = ClassifierSession(classifier).classify(corpus.examples)
    #expect(expected.contains(results.reduce(0) { $0 + $1.probability } / Float(results.count)))
  }

  @Test(arguments: [("a", 0.8), ("b", 0.2)])
  func heavyLabelsArePreferred(_ label: String, expected: Double) async throws {
    // The same text with either label: the weights alone decide.
    let texts = (0..<8).map { _ in Document(words: ["tea"], windowSize: 6) }
    let corpus = LabelledCorpus(
      path: "x", hash: "", examples: texts, labels: (0..<8).map { $0 % 2 == 0 ? "a" : "b" })
    let classifier = try await lastModel(on: corpus) { $0.labelWeights = [label: 4] }
    let result = ClassifierSession(classifier).classify([texts[0]])[0]
    #expect(abs(Double(result.probabilities[0]) - expected) < 0.05)
  }

  @Test func labelsUnknownToTrainingAreTold() async throws {
    let (model, training) = smallClassifierSettings()
    let dev = LabelledCorpus(
      path: "dev", hash: "none",
      examples: (0..<4).map { _ in Document(words: ["fine"], windowSize: 6) },
      labels: ["good", "odd", "even", "odd"])
    var warnings: [([String], Int)] = []
    let outcome = try await ClassifierTrainer(model, training).train(
      on: sampleTexts(), dev: dev,
      observe: {
        if case .unknownLabels(let labels, let count) = $0 { warnings.append((labels, count)) }
      })
    #expect(warnings.count == 1)
    #expect(warnings.first?.0 == ["even", "odd"] && warnings.first?.1 == 3)
    #expect(outcome.score.all.total == 4)
    #expect(outcome.score.accuracy <= 0.25)
  }

  @Test func devWithNoKnownLabelLeavesTheTemperature() async throws {
    let dev = sampleTexts(3, labels: ["up", "down"])
    let model = try await train(dev: dev, epochs: 1)
    #expect(model.temperature == 1)
  }

  @Test(arguments: [false, true])
  func vectorsStayIfFrozenAndMoveIfNot(freezes: Bool) async throws {
    let text = "fine 1 2 3 4 5\ndull -1 -2 -3 -4 -5\nelsewhere 9 9 9 9 9\nTEA 0 1 0 1 0\n"
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "file")
    let model = try await train(vectors: file) { model, _ in model.freezesWords = freezes }
    #expect(model.configuration.wordSize == 5)
    #expect(model.words.id(of: "elsewhere") == Vocabulary.unknown)
    let table = model.weights[model.network.words.table]
    for (word, vector) in [
      ("fine", [1, 2, 3, 4, 5]), ("dull", [-1, -2, -3, -4, -5]), ("tea", [0, 1, 0, 1, 0]),
    ] as [(String, [Float])] {
      let id = Int(model.words.id(of: word))
      #expect(id != 0)
      #expect((Array(table[row: id]) == vector) == freezes)
    }
  }

  @Test func extraWordsAreKnown() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("rare 1 2\nfine 1 1\nunseen 3 4\n", to: "file")
    let model = try await train(vectors: file) { model, _ in
      model.extraWords = 1
      model.freezesWords = true
    }
    let id = Int(model.words.id(of: "rare"))
    #expect(Array(model.weights[model.network.words.table][row: id]) == [1, 2])
    #expect(model.words.id(of: "unseen") == Vocabulary.unknown)
  }

  @Test func whatCannotBeLearnedIsAnError() async throws {
    await #expect(throws: TrainingError.tooFewLabels(path: "texts", found: ["good"])) {
      try await train(on: sampleTexts(labels: ["good", "good"]))
    }
    await #expect(
      throws: TrainingError.weightOfUnknownLabel(
        path: "texts", label: "ugly", labels: ["bad", "good"])
    ) { try await train { model, _ in model.labelWeights = ["ugly": 2, "good": 1] } }
    await #expect(throws: TrainingError.corpus(.file(.missing(path: "/no/such/file")))) {
      try await train(vectors: "/no/such/file")
    }
    let folder = try TemporaryFolder()
    let file = try folder.write("fine 1 2\ndull 1 2 3\n", to: "file")
    await #expect(
      throws: TrainingError.corpus(
        .malformed(path: file, line: 2, expected: "2 numbers", found: "3"))
    ) { try await train(vectors: file) }
  }

  /// Gradients of a batch that is too large for one go are those of its parts, added.
  @Test func batchesAreCutByTheirTokens() throws {
    let limit = ClassifierSession.maximumBatchTokens
    let words = ["a", "fine", "walk", "not", "dull"]
    let texts = [limit, limit / 2, limit / 2, 3, limit - 3].map { count in
      Document(words: (0..<count).map { words[$0 % 5] }, windowSize: 64)
    }
    let (task, weights) = try task(texts, labels: ["bad", "good", "good", "bad", "good"])
    let (loss, gradient) = learn([0, 1, 2, 3, 4], task, weights)
    let alone = (0..<5).map { learn([$0], task, weights) }
    #expect(abs(loss - alone.reduce(0) { $0 + $1.loss }) < 1e-5 * loss)
    var sum = [Float](repeating: 0, count: gradient.count)
    for (_, part) in alone { for k in sum.indices { sum[k] += part[k] } }
    #expect(norm(zip(sum, gradient).map { $0 - $1 }) < 1e-4 * norm(gradient))
  }

  /// A text of any length is learned in bounded memory, all of it.
  @Test func veryLongTextsAreLearnedInParts() throws {
    let limit = ClassifierSession.maximumBatchTokens
    let words = ["a", "fine", "walk", "not", "dull"]
    let long = Document(words: (0..<5 * limit).map { words[$0 % 5] }, windowSize: 64)
    let short = Document(words: (0..<limit).map { words[$0 % 5] }, windowSize: 64)
    let (task, weights) = try task([long, short], labels: ["bad", "good"])
    let gradients = Gradients(zerosFor: task.layout)
    var pass = Pass(trainingWith: weights, gradients: gradients)
    var scratch = task.makeScratch()
    for _ in 0..<2 { _ = task.learn([1], of: [1], scale: 1, using: &scratch, in: &pass) }
    let capacity = pass.workspace.capacity
    let loss = task.learn([0], of: [0], scale: 1, using: &scratch, in: &pass)
    #expect(pass.workspace.capacity <= 2 * capacity)
    // Both labels start about equally likely, and the parts of a text count as one text.
    #expect(abs(loss - 0.69) < 0.4)
  }

  @Test func trainingOnALongTextWorks() async throws {
    let words = (0..<ClassifierSession.maximumBatchTokens + 5).map { _ in "dull" }
    let corpus = LabelledCorpus(
      path: "x", hash: "",
      examples: [
        Document(words: words, windowSize: 64), Document(words: ["fine"], windowSize: 64),
        Document(words: [String](), windowSize: 64),
      ], labels: ["bad", "good", "good"])
    let model = try await train(on: corpus, epochs: 10) {
      $0.windowSize = 64
      $1.patience = 10
    }
    #expect(model.score(on: corpus).accuracy == 1)
  }

  @Test func trainingStopsWhenAsked() async throws {
    let (model, training) = smallClassifierSettings()
    let outcome = try await ClassifierTrainer(model, training).train(
      on: sampleTexts(), dev: sampleTexts(), shouldStop: { true })
    #expect(outcome.wasStopped)
    #expect(outcome.epoch == 0)
  }

  @Test func workspacesStopGrowing() async throws {
    let (model, training) = smallClassifierSettings()
    let corpus = sampleTexts()
    let task = try ClassificationTask(model, train: corpus, dev: corpus, vectors: nil)
    var run = TrainingRun(task, training)
    for _ in 1...2 { await run.learnEpoch() }
    let before = await run.workspaceCapacity
    for _ in 3...5 { await run.learnEpoch() }
    #expect(await run.workspaceCapacity == before)
  }

  private func task(_ texts: [Document], labels: [String]) throws -> (
    ClassificationTask, PackedWeights
  ) {
    var (model, _) = smallClassifierSettings()
    model.windowSize = 64
    let corpus = LabelledCorpus(path: "x", hash: "", examples: texts, labels: labels)
    let task = try ClassificationTask(model, train: corpus, dev: corpus, vectors: nil)
    let parameters = MutableParameterBuffer(zerosFor: task.layout)
    var random = Random(seed: 9)
    parameters.initialize(with: &random)
    return (task, PackedWeights(parameters, forTraining: true))
  }

  private func learn(
    _ examples: [Int], _ task: ClassificationTask, _ weights: PackedWeights
  ) -> (loss: Double, gradient: [Float]) {
    let gradients = Gradients(zerosFor: task.layout)
    var pass = Pass(trainingWith: weights, gradients: gradients)
    var scratch = task.makeScratch()
    let loss = task.learn(examples, of: examples, scale: 1, using: &scratch, in: &pass)
    return (loss, gradients.buffer.elements)
  }

  private func norm(_ values: [Float]) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
