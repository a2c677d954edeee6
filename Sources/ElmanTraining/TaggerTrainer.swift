import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Trains taggers.
///
/// One corpus, configuration and seed give one set of weights, whatever the number of threads.
public struct TaggerTrainer: Sendable {
  /// What the network looks like.
  public let configuration: TaggerConfiguration
  /// How it is trained.
  public let training: TrainingConfiguration

  /// A trainer.
  public init(_ configuration: TaggerConfiguration, _ training: TrainingConfiguration) {
    self.configuration = configuration
    self.training = training
  }

  /// Trains a tagger.
  ///
  /// - Parameters:
  ///   - train: what is learned.
  ///   - dev: what decides which epoch was best, and when to stop.
  ///   - threads: how many parts of a batch are computed at a time.
  ///   - shouldStop: asked after each batch; training then ends with the best tagger so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError.vocabulary`, `diverged`.
  public func train(
    on train: TaggedCorpus, dev: TaggedCorpus, threads: Int = 1,
    shouldStop: @Sendable () -> Bool = { false },
    observe: (TrainingProgress<TaggingTask>) -> Void = { _ in }
  ) async throws(TrainingError) -> TrainingOutcome<TaggingTask> {
    let task = try TaggingTask(configuration, train: train, dev: dev)
    observe(
      .started(
        parameterCount: task.layout.count, words: task.words.count,
        characters: task.characters.count, labels: task.labels.count))
    let unknown = dev.labels.joined().filter { task.labels.id(of: $0) == nil }
    if !unknown.isEmpty { observe(.unknownLabels(Set(unknown).sorted(), count: unknown.count)) }
    var run = TrainingRun(task, training, threads: threads)
    return try await run.train(shouldStop: shouldStop, observe: observe)
  }
}

/// Learning to tag a corpus.
public struct TaggingTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let labels: LabelSet
  private let configuration: TaggerConfiguration
  private let network: TaggerNetwork
  private let train: IndexedSentences
  private let dev: TaggedCorpus
  private let gold: [[Int32]]

  /// Counts the vocabularies and lays out the network.
  init(
    _ configuration: TaggerConfiguration, train: TaggedCorpus, dev: TaggedCorpus
  ) throws(TrainingError) {
    self.configuration = configuration
    self.dev = dev
    var counts = TokenCounts()
    for sentence in train.sentences { counts.add(sentence) }
    do throws(VocabularyError) {
      words = try counts.words.build(minimumCount: configuration.minimumWordCount).vocabulary
      labels = try LabelSet(Set(train.labels.joined()).sorted())
    } catch { throw .vocabulary(error) }
    characters = counts.characters(minimumCount: configuration.minimumCharacterCount)
    let labels = labels
    gold = train.labels.map { $0.map { Int32(labels.id(of: $0) ?? 0) } }
    network = TaggerNetwork(
      configuration, wordCount: words.count, characterCount: characters.count,
      labelCount: labels.count)
    self.train = IndexedSentences(
      train.sentences,
      indexer: TokenIndexer(
        words: words, characters: characters,
        readsCharacters: network.encoder.readsCharacters))
    lengths = train.sentences.map(\.tokens.count)
  }

  /// For each sentence the number of its tokens.
  public let lengths: [Int]

  /// The network's parameters.
  public var layout: ParameterLayout { network.layout }

  /// One label a token.
  public func predictionCount(_ examples: [Int]) -> Int {
    examples.reduce(0) { $0 + lengths[$1] }
  }

  /// Sentences and their labels.
  public struct Memory {
    fileprivate var batch = IndexedSentences.Batch()
    fileprivate var labels: [Int32] = []
  }

  /// Nothing yet.
  public func makeMemory() -> Memory { Memory() }

  /// Adds the gradients of some sentences.
  public func learn(
    _ examples: [Int], scale: Float, using memory: inout Memory, in pass: inout Pass
  ) -> Double {
    memory.batch.removeAll()
    for example in examples { memory.batch.append(example, of: train) }
    memory.batch.pack()
    memory.labels.removeAll(keepingCapacity: true)
    let packing = memory.batch.tokens.packing
    for step in 0..<packing.stepCount {
      for sequence in 0..<packing.activeCounts[step] {
        memory.labels.append(gold[examples[packing.order[sequence]]][step])
      }
    }
    return network.learn(memory.batch.tokens, labels: memory.labels, scale: scale, in: &pass)
  }

  /// A tagger with the given weights, and how well it tags the dev corpus.
  public func model(_ weights: ParameterBuffer) -> (model: Tagger, score: TaggerScore) {
    let tagger = Tagger(
      configuration: configuration, words: words, characters: characters, labels: labels,
      network: network, weights: PackedWeights(weights, forTraining: false))
    return (tagger, tagger.score(on: dev))
  }
}
