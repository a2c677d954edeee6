import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Trains language models on raw text, for taggers to start from.
///
/// One text, configuration and seed give one set of weights, whatever the number of threads.
public struct LanguageModelTrainer: Sendable {
  /// What the network looks like.
  public let configuration: LanguageModelConfiguration
  /// How it is trained.
  public let training: TrainingConfiguration

  /// A trainer.
  public init(_ configuration: LanguageModelConfiguration, _ training: TrainingConfiguration) {
    self.configuration = configuration
    self.training = training
  }

  /// Trains a language model.
  ///
  /// - Parameters:
  ///   - train: what is learned.
  ///   - dev: what decides which epoch was best.
  ///   - vectors: the path of a file of word vectors learned elsewhere.
  ///   - threads: how many parts of a batch are computed at a time.
  ///   - checkpoints: where the run leaves what it needs to go on, should it be ended from outside.
  ///   - shouldStop: asked after each batch; training then ends with the best model so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError.corpus` for the file of vectors, `vocabulary`, `diverged`,
  ///   `checkpoint`.
  public func train(
    on train: RawText, dev: RawText, vectors: String? = nil, threads: Int = 1,
    checkpoints: CheckpointPlan? = nil, shouldStop: @Sendable () -> Bool = { false },
    observe: (TrainingProgress<LanguageModelTask>) -> Void = { _ in }
  ) async throws(TrainingError) -> TrainingOutcome<LanguageModelTask> {
    let task = try LanguageModelTask(configuration, train: train, dev: dev, vectors: vectors)
    observe(
      .started(
        parameterCount: task.layout.count, words: task.words.count,
        characters: task.characters.count, labels: task.network.wordCount))
    try task.checkMemory(training)
    var run = TrainingRun(task, training, threads: threads)
    return try await run.train(
      checkpoints: checkpoints?.adding(configuration, training), shouldStop: shouldStop,
      observe: observe)
  }
}

/// Learning to predict the words of a text from either side.
public struct LanguageModelTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let network: LanguageModelNetwork
  private let configuration: LanguageModelConfiguration
  private let vectors: PretrainedVectors?
  private let sampler: CandidateSampler
  private let train: IndexedSentences
  private let dev: RawText

  /// Counts the vocabularies and lays out the network.
  init(
    _ configuration: LanguageModelConfiguration, train: RawText, dev: RawText,
    vectors path: String?
  ) throws(TrainingError) {
    var configuration = configuration
    var counts = TokenCounts()
    counts.add(train.sentences)
    let words = counts.words
    if let path {
      vectors = try PretrainedVectors(path: path, extraWords: configuration.extraWords) {
        words.count(of: $0) > 0
      }
    } else {
      vectors = nil
    }
    let built: VocabularyBuilder.Result
    do throws(VocabularyError) {
      built = try words.build(
        minimumCount: configuration.minimumWordCount,
        keeping: vectors.map { Set($0.vectors.keys) } ?? [])
    } catch { throw .vocabulary(error) }
    let learned = built.counts.dropFirst().prefix { $0 >= configuration.minimumWordCount }
    guard !learned.isEmpty else { throw .corpus(.noExamples(path: train.path, of: "sentence")) }
    configuration.learnedWordCount = 1 + learned.count
    configuration.pretrainedSize = vectors?.size ?? 0
    self.words = built.vocabulary
    characters = counts.characters(minimumCount: configuration.minimumCharacterCount)
    network = LanguageModelNetwork(
      configuration, wordCount: self.words.count, characterCount: characters.count)
    sampler = CandidateSampler(counts: built.counts.prefix(configuration.learnedWordCount))
    self.train = IndexedSentences(
      train.sentences,
      indexer: TokenIndexer(
        words: self.words, characters: characters,
        readsCharacters: network.encoder.readsCharacters))
    lengths = train.sentences.sentences.map(\.count)
    self.configuration = configuration
    self.dev = dev
  }

  /// For each sentence the number of its words.
  public let lengths: [Int]

  /// The network's parameters.
  public var layout: ParameterLayout { network.layout }

  /// Sets the vectors of the words that were learned elsewhere.
  public func start(_ parameters: MutableParameterBuffer) {
    guard let table = network.encoder.tokens.pretrained?.table else { return }
    vectors?.fill(parameters[table], words: words)
  }

  /// All words but the first, and all but the last.
  public func predictionCount(_ examples: [Int]) -> Int {
    examples.reduce(0) { $0 + 2 * (lengths[$1] - 1) }
  }

  /// Sentences and candidates.
  public struct Memory {
    fileprivate var batch = IndexedSentences.Batch()
    fileprivate var targets: [Int32] = []
    fileprivate var known: [Int32] = []
    fileprivate var candidates = CandidateSampler.Candidates()
  }

  /// Nothing yet.
  public func makeMemory() -> Memory { Memory() }

  /// Adds the gradients of some sentences.
  public func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using memory: inout Memory,
    in pass: inout Pass
  ) -> Double {
    memory.batch.removeAll()
    for example in examples { memory.batch.append(example, of: train) }
    memory.batch.pack()
    memory.batch.tokens.neighbours(below: network.wordCount, into: &memory.targets)
    memory.known.removeAll(keepingCapacity: true)
    for target in memory.targets where target > 0 { memory.known.append(target) }
    sampler.draw(
      configuration.candidateCount, besides: memory.known, into: &memory.candidates,
      random: &pass.random)
    for (row, target) in memory.targets.enumerated() where target > 0 {
      memory.targets[row] = memory.candidates.place(of: target)
    }
    return network.learn(
      memory.batch.tokens, targets: memory.targets, candidates: memory.candidates.words,
      logarithms: memory.candidates.logarithms, scale: scale, in: &pass)
  }

  /// A language model with the given weights, and how well it predicts the dev text.
  public func model(
    _ weights: ParameterBuffer
  ) -> (model: LanguageModel, score: LanguageModelScore) {
    let model = LanguageModel(
      configuration: configuration, words: words, characters: characters, network: network,
      weights: PackedWeights(weights, forTraining: false))
    return (model, model.score(on: dev))
  }
}
