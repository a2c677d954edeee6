import CElmanKernels
import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// The state of one training run: weights, their average, optimizer, workers.
struct TrainingRun {
  let labels: LabelSet
  private let configuration: TaggerConfiguration
  private let training: TrainingConfiguration
  private let train: TaggedCorpus
  private let gold: [[Int32]]
  private let words: Vocabulary
  private let characters: CharacterVocabulary
  private let network: TaggerNetwork
  private let weights: PackedWeights
  private let average: ParameterBuffer?
  private let adam: Adam
  private let workers: [ShardWorker]
  private let batches: SentenceBatches
  private var step = 0

  /// Counts the vocabularies and sets up the network.
  init(
    _ configuration: TaggerConfiguration, _ training: TrainingConfiguration, train: TaggedCorpus
  ) throws(TrainingError) {
    self.configuration = configuration
    self.training = training
    self.train = train
    do throws(VocabularyError) {
      (words, characters) = try Self.vocabularies(of: train, configuration)
      labels = try LabelSet(Set(train.labels.joined()).sorted())
    } catch { throw .vocabulary(error) }
    let labels = labels
    gold = train.labels.map { $0.map { Int32(labels.id(of: $0) ?? 0) } }
    let network = TaggerNetwork(
      configuration, wordCount: words.count, characterCount: characters.count,
      labelCount: labels.count)
    self.network = network

    let parameters = ParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: training.seed, stream: 0)
    parameters.initialize(with: &random)
    weights = PackedWeights(parameters, forTraining: true)
    if training.averageDecay > 0 {
      let average = ParameterBuffer(zerosFor: network.layout)
      average.copy(from: parameters)
      self.average = average
    } else {
      average = nil
    }
    adam = Adam(training, layout: network.layout)
    let indexer = TokenIndexer(words: words, characters: characters)
    let weights = weights
    workers = (0..<training.shards).map { _ in
      ShardWorker(network: network, weights: weights, indexer: indexer)
    }
    batches = SentenceBatches(
      lengths: train.sentences.map(\.tokens.count), batchSize: training.batchSize)
  }

  /// The sizes, for the observer.
  var started: TrainingProgress {
    .started(
      parameterCount: network.layout.count, words: words.count, characters: characters.count,
      labels: labels.count)
  }

  /// The floats that the workers' workspaces hold.
  var workspaceCapacity: Int {
    get async {
      var sum = 0
      for worker in workers { sum += await worker.workspaceCapacity }
      return sum
    }
  }

  /// The tagger with the averaged weights as they stand now.
  func tagger() -> Tagger {
    let copy = ParameterBuffer(zerosFor: network.layout)
    copy.copy(from: average ?? weights.parameters)
    return Tagger(
      configuration: configuration, words: words, characters: characters, labels: labels,
      network: network, weights: copy)
  }

  /// Learns the whole corpus once, or until asked to stop.
  mutating func epoch(
    _ epoch: Int, threads: Int, shouldStop: () -> Bool, observe: (TrainingProgress) -> Void
  ) async -> (loss: Double, seconds: Double, words: Int) {
    var random = Random(seed: training.seed, stream: UInt64(epoch))
    let plan = batches.epoch(random: &random)
    let clock = ContinuousClock()
    let start = clock.now
    var (loss, words) = (0.0, 0)
    for (index, batch) in plan.enumerated() {
      loss += await learn(batch, threads: threads)
      words += batch.reduce(0) { $0 + train.sentences[$1].tokens.count }
      let seconds = start.duration(to: clock.now) / .seconds(1)
      let batchesLeft = (training.epochs - epoch + 1) * plan.count - index - 1
      observe(
        .batch(
          BatchProgress(
            epoch: epoch, epochs: training.epochs, batches: index + 1, batchCount: plan.count,
            loss: loss / Double(words), wordsPerSecond: Double(words) / max(seconds, 1e-9),
            secondsLeft: seconds / Double(index + 1) * Double(batchesLeft))))
      if shouldStop() { break }
    }
    return (loss / Double(max(1, words)), start.duration(to: clock.now) / .seconds(1), words)
  }

  /// Takes one step on a batch and returns its loss, summed over tokens.
  private mutating func learn(_ batch: [Int], threads: Int) async -> Double {
    let tokenCount = batch.reduce(0) { $0 + train.sentences[$1].tokens.count }
    let work = workers.enumerated().map { index, worker in
      // Every shard gets long and short sentences: a batch is sorted by length.
      let shard = batch.indices.filter { $0 % workers.count == index }.map { batch[$0] }
      return ShardWork(
        worker: worker, sentences: shard.map { train.sentences[$0] },
        labels: shard.map { gold[$0] }, scale: 1 / Float(tokenCount),
        random: Random(seed: training.seed, stream: UInt64(step + 1) << 16 | UInt64(index)))
    }
    let loss =
      threads == 1
      ? await ShardWork.sequentially(work) : await ShardWork.concurrently(work, threads: threads)
    update()
    return loss
  }

  /// Adds the shards' gradients in their order, and takes the optimizer's step.
  private mutating func update() {
    let gradients = workers[0].gradients
    for worker in workers.dropFirst() { gradients.add(worker.gradients) }
    let factor = training.schedule.factor(
      step: step, of: training.epochs * batches.count, warmup: training.warmup)
    adam.step(
      gradients, learningRate: training.learningRate * factor, weights: weights.parameters)
    weights.pack()
    step += 1
    if let average {
      // At first the average follows closely, or it would remember the random start for long.
      let decay = min(training.averageDecay, Float(step) / Float(step + 10))
      elman_average(
        average.layout.count, 1 - decay, weights.parameters.base, average.base)
    }
  }

  private static func vocabularies(
    of corpus: TaggedCorpus, _ configuration: TaggerConfiguration
  ) throws(VocabularyError) -> (words: Vocabulary, characters: CharacterVocabulary) {
    let folding = TextNormalizer(foldsCase: true)
    let composing = TextNormalizer(foldsCase: false)
    var words = VocabularyBuilder()
    var characterCounts: [UInt32: Int] = [:]
    var normalized: [UInt8] = []
    for sentence in corpus.sentences {
      for token in sentence.tokens.indices {
        sentence.withBytes(of: token) { form in
          folding.normalize(form, into: &normalized)
          normalized.withUnsafeBufferPointer { words.add($0) }
          composing.normalize(form, into: &normalized)
          normalized.withUnsafeBufferPointer { bytes in
            _ = forEachScalar(in: bytes) { characterCounts[$0, default: 0] += 1 }
          }
        }
      }
    }
    let characters = characterCounts.filter { $0.value >= configuration.minimumCharacterCount }
    return (
      try words.build(minimumCount: configuration.minimumWordCount).vocabulary,
      CharacterVocabulary(characters.keys.compactMap { Unicode.Scalar($0) })
    )
  }
}
