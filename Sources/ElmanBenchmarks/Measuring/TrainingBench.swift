import CElmanKernels
import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText
import ElmanTraining

/// Training steps on sentences that are prepared, with the work of the trainer: each batch in two
/// parts, whose gradients are added, then the optimizer. The weights stay as they are.
final class TrainingBench {
  /// One part of a batch.
  struct Shard {
    let sentences: [Sentence]
    let batch: TokenBatch
    /// For each column the labels.
    let labels: [[Int32]]
    let scale: Float
  }

  let network: TaggerNetwork
  let weights: PackedWeights
  /// The batches in their parts.
  let steps: [[Shard]]
  private let indexer: TokenIndexer
  private let workers: [Worker]
  private let adam: Adam
  private let parameters: MutableParameterBuffer
  private let average: MutableParameterBuffer

  /// What computes one part of each batch.
  private final class Worker {
    let gradients: Gradients
    var pass: Pass

    init(_ weights: PackedWeights) {
      gradients = Gradients(zerosFor: weights.parameters.layout)
      pass = Pass(trainingWith: weights, gradients: gradients)
    }
  }

  /// Batches of 16 sentences, for a new network with a tagger's vocabularies.
  init(_ tagger: Tagger, sentences: [Sentence]) {
    let network = TaggerNetwork(
      tagger.configuration, tagger.shape, wordCount: tagger.words.count,
      characterCount: tagger.characters.count,
      labelCounts: tagger.columns.map(\.labels.count))
    let parameters = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 1)
    parameters.initialize(with: &random)
    let weights = PackedWeights(parameters, forTraining: true)
    let indexer = TokenIndexer(
      words: tagger.words, characters: tagger.characters,
      readsCharacters: network.encoder.readsCharacters)
    let training = TrainingConfiguration()
    let batches = SentenceBatches(
      lengths: sentences.map(\.words.count), batchSize: training.batchSize
    ).epoch(random: &random)
    let shardCount = training.shards
    steps = batches.map { batch in
      let words = batch.reduce(0) { $0 + sentences[$1].words.count }
      return (0..<shardCount).compactMap { shard -> Shard? in
        let members = batch.indices.filter { $0 % shardCount == shard }.map { sentences[batch[$0]] }
        guard !members.isEmpty else { return nil }
        let tokens = indexer.batch(members)
        // Any labels do: each costs the same.
        let labels = tagger.columns.map { column in
          (0..<tokens.packing.rowCount).map { Int32($0 % column.labels.count) }
        }
        return Shard(sentences: members, batch: tokens, labels: labels, scale: 1 / Float(words))
      }
    }
    shards = steps.flatMap { $0 }
    workers = (0..<shardCount).map { _ in Worker(weights) }
    adam = Adam(training, layout: network.layout)
    average = MutableParameterBuffer(zerosFor: network.layout)
    labelCount = tagger.labels.count
    columnScales = tagger.columns.map { _ in 1 }
    self.network = network
    self.parameters = parameters
    self.weights = weights
    self.indexer = indexer
  }

  /// All parts of all batches.
  let shards: [Shard]

  /// The labels that there are in the first column.
  let labelCount: Int
  private let columnScales: [Float]

  /// The words of all batches.
  var wordCount: Int { shards.reduce(0) { $0 + $1.batch.packing.rowCount } }

  /// A step on a batch, from sentences on.
  func train(_ step: Int) {
    for shard in steps[step] { index(shard) }
    learn(steps[step])
    update()
  }

  /// Turns the words of a part into ids.
  func index(_ shard: Shard) { _ = indexer.batch(shard.sentences) }

  /// Computes the gradients of a batch.
  func learn(_ step: [Shard]) {
    for (worker, shard) in zip(workers, step) {
      worker.gradients.reset()
      worker.pass.begin(random: Random(seed: 1))
      _ = network.learn(
        shard.batch, labels: shard.labels, columnScales: columnScales, scale: shard.scale,
        in: &worker.pass)
    }
  }

  /// Adds the gradients of a batch's parts.
  func addGradients() {
    for worker in workers.dropFirst() { workers[0].gradients.add(worker.gradients) }
  }

  /// Takes the optimizer's step, which is zero.
  func optimize() {
    adam.step(workers[0].gradients, learningRate: 0, weights: parameters)
  }

  /// Follows the weights with their average; that of a table's rows can wait until they move.
  func updateAverage() {
    for entry in network.layout.entries where entry.use != .table {
      let range = entry.parameter.range
      elman_average(
        range.count, 1, [0.001], parameters.base + range.lowerBound,
        average.base + range.lowerBound)
    }
  }

  /// All that comes after the gradients of a batch.
  func update() {
    addGradients()
    optimize()
    weights.pack()
    updateAverage()
  }

  /// Sets a worker's gradients to zero, as before each part.
  func resetGradients() { for worker in workers { worker.gradients.reset() } }

  /// Runs a part of the network's work on a part of a batch, in a fresh pass.
  func run(shard: Int, _ body: (Shard, inout Pass) -> Void) {
    workers[0].pass.begin(random: Random(seed: 1))
    body(shards[shard], &workers[0].pass)
  }
}
