import ElmanNetworks
import ElmanTensors

/// One training run: batches, gradients, steps, and after each epoch the score on the dev corpus.
///
/// One task, configuration and seed give one set of weights, whatever the number of threads.
struct TrainingRun<Task: TrainingTask> {
  private let task: Task
  private let training: TrainingConfiguration
  private let weights: PackedWeights
  private let average: WeightAverage?
  private let threads: Int
  private let adam: Adam
  private let update: WeightUpdate
  private let workers: [ShardWorker<Task>]
  private let batches: SentenceBatches
  private var step = 0

  /// Sets up weights, optimizer and workers.
  ///
  /// - Parameter threads: how many parts of the work are done at a time; the result is the same.
  init(_ task: Task, _ training: TrainingConfiguration, threads: Int = 1) {
    self.task = task
    self.threads = threads
    self.training = training
    let parameters = ParameterBuffer(zerosFor: task.layout)
    var random = Random(seed: training.seed, stream: 0)
    parameters.initialize(with: &random)
    task.start(parameters)
    let weights = PackedWeights(parameters, forTraining: true)
    self.weights = weights
    average = training.averageDecay > 0 ? WeightAverage(of: parameters) : nil
    adam = Adam(training, layout: task.layout)
    workers = (0..<training.shards).map {
      ShardWorker(task, shard: Shard(index: $0, count: training.shards), weights: weights)
    }
    update = WeightUpdate(
      gradients: workers.map(\.gradients), weights: weights, average: average, threads: threads
    ) { task.isPretrained($0) ? training.pretrainedRate : 1 }
    batches = SentenceBatches(lengths: task.lengths, batchSize: training.batchSize)
  }

  /// The floats that the workers' workspaces hold.
  var workspaceCapacity: Int {
    get async {
      var sum = 0
      for worker in workers { sum += await worker.workspaceCapacity }
      return sum
    }
  }

  /// Runs epochs until all are done, the dev score no longer rises, or a stop is asked for.
  ///
  /// - Throws: `TrainingError.diverged`.
  mutating func train(
    shouldStop: () -> Bool, observe: (TrainingProgress<Task>) -> Void
  ) async throws(TrainingError) -> TrainingOutcome<Task> {
    var best: (model: Task.Model, epoch: Int, score: Task.Score)?
    var wasStopped = false
    for epoch in 1...training.epochs {
      let (loss, seconds, words) = await self.epoch(
        epoch, shouldStop: shouldStop, observe: observe)
      guard loss.isFinite else { throw .diverged(epoch: epoch) }
      wasStopped = shouldStop()
      if wasStopped && best != nil { break }
      let (model, score) = averagedModel()
      let isBest = best.map { score.accuracy > $0.score.accuracy } ?? true
      if isBest { best = (model, wasStopped ? epoch - 1 : epoch, score) }
      observe(
        .epoch(
          EpochReport(
            epoch: epoch, loss: loss, score: score, isBest: isBest,
            wordsPerSecond: Double(words) / max(seconds, 1e-9), seconds: seconds, model: model)))
      if wasStopped { break }
      if let best, epoch - best.epoch >= training.patience { break }
    }
    guard let best else { preconditionFailure("training ran no epoch") }
    return TrainingOutcome(
      model: best.model, epoch: best.epoch, score: best.score, wasStopped: wasStopped)
  }

  /// Learns the whole corpus once, or until asked to stop.
  mutating func epoch(
    _ epoch: Int, shouldStop: () -> Bool, observe: (TrainingProgress<Task>) -> Void
  ) async -> (loss: Double, seconds: Double, words: Int) {
    var random = Random(seed: training.seed, stream: UInt64(epoch))
    let plan = batches.epoch(random: &random)
    let clock = ContinuousClock()
    let start = clock.now
    var (loss, predictions, words) = (0.0, 0, 0)
    for (index, batch) in plan.enumerated() {
      loss += await learn(batch)
      predictions += task.predictionCount(batch)
      words += batch.reduce(0) { $0 + task.lengths[$1] }
      let seconds = start.duration(to: clock.now) / .seconds(1)
      let batchesLeft = (training.epochs - epoch + 1) * plan.count - index - 1
      observe(
        .batch(
          BatchProgress(
            epoch: epoch, epochs: training.epochs, batches: index + 1, batchCount: plan.count,
            loss: loss / Double(predictions), wordsPerSecond: Double(words) / max(seconds, 1e-9),
            secondsLeft: seconds / Double(index + 1) * Double(batchesLeft))))
      if shouldStop() || !loss.isFinite { break }
    }
    return (loss / Double(max(1, predictions)), start.duration(to: clock.now) / .seconds(1), words)
  }

  /// Takes one step on a batch and returns its loss, summed over predictions.
  private mutating func learn(_ batch: [Int]) async -> Double {
    let scale = 1 / Float(task.predictionCount(batch))
    let loss =
      threads == 1
      ? await learnInTurn(batch, scale: scale)
      : await learnTogether(batch, scale: scale)
    // The weights stay as they are when there is no direction in which to move them.
    if loss.isFinite { await updateWeights() }
    return loss
  }

  /// Computes one shard after another, and adds up their losses.
  private func learnInTurn(_ batch: [Int], scale: Float) async -> Double {
    var sum = 0.0
    for worker in workers {
      sum += await worker.learn(batch, scale: scale, seed: training.seed, step: step)
    }
    return sum
  }

  /// Computes up to `threads` shards at a time, and adds up their losses in order.
  private func learnTogether(_ batch: [Int], scale: Float) async -> Double {
    let (seed, step, threads) = (training.seed, step, threads)
    return await withTaskGroup(of: (Int, Double).self) { group in
      var losses = [Double](repeating: 0, count: workers.count)
      for (index, worker) in workers.enumerated() {
        if index >= threads, let (done, loss) = await group.next() { losses[done] = loss }
        group.addTask {
          (index, await worker.learn(batch, scale: scale, seed: seed, step: step))
        }
      }
      for await (done, loss) in group { losses[done] = loss }
      return losses.reduce(0, +)
    }
  }

  /// Adds up the shards' gradients, and takes the optimizer's step.
  private mutating func updateWeights() async {
    await update.addGradients()
    let factor = training.schedule.factor(
      step: step, of: training.epochs * batches.count, warmup: training.warmup)
    let adamStep = adam.begin(
      workers[0].gradients, learningRate: training.learningRate * factor)
    step += 1
    // At first the average follows closely, or it would remember the random start for long.
    let decay = min(training.averageDecay, Float(step) / Float(step + 10))
    await update.apply(adamStep, averageRate: 1 - decay)
  }

  /// The model with the averaged weights as they stand now, and its score.
  private func averagedModel() -> (model: Task.Model, score: Task.Score) {
    let copy = ParameterBuffer(zerosFor: task.layout)
    copy.copy(from: average?.current() ?? weights.parameters)
    return task.model(copy)
  }
}
