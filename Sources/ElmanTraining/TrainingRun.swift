import ElmanNetworks
import ElmanTensors

/// One training run: batches, gradients, steps, and after each epoch the score on the dev corpus.
///
/// One task, configuration and seed give one set of weights, whatever the number of threads. The
/// weights never become infinite or undefined: a run that would have them so ends before.
public struct TrainingRun<Task: TrainingTask> {
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
  private var lastStep: StepReport?

  /// Sets up weights, optimizer and workers.
  ///
  /// - Parameters:
  ///   - task: what is learned.
  ///   - training: how it is learned.
  ///   - threads: how many parts of the work are done at a time; the result is the same.
  public init(_ task: Task, _ training: TrainingConfiguration, threads: Int = 1) {
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
  /// - Throws: `TrainingError.diverged`, after the last good weights were observed as a model, if no
  ///   epoch had ended before.
  public mutating func train(
    shouldStop: () -> Bool, observe: (TrainingProgress<Task>) -> Void
  ) async throws(TrainingError) -> TrainingOutcome<Task> {
    var best: (model: Task.Model, epoch: Int, score: Task.Score)?
    var wasStopped = false
    for epoch in 1...training.epochs {
      let result = await self.epoch(epoch, shouldStop: shouldStop, observe: observe)
      let failure = result.failure ?? (isFinite ? nil : .weights)
      wasStopped = shouldStop()
      if let failure, failure == .weights || best != nil {
        throw diverged(failure, epoch: epoch, kept: best?.epoch)
      }
      if wasStopped && best != nil { break }
      let (model, score) = averagedModel()
      let isKept =
        training.keepsLastEpoch || best.map { score.accuracy > $0.score.accuracy } ?? true
      let endedEpoch = wasStopped || failure != nil ? epoch - 1 : epoch
      if isKept { best = (model, endedEpoch, score) }
      observe(
        .epoch(
          EpochReport(
            epoch: failure == nil ? epoch : endedEpoch, step: step, loss: result.loss, score: score,
            isKept: isKept, wordsPerSecond: Double(result.words) / max(result.seconds, 1e-9),
            seconds: result.seconds, model: model)))
      if let failure { throw diverged(failure, epoch: epoch, kept: endedEpoch) }
      if wasStopped { break }
      if let best, epoch - best.epoch >= training.patience { break }
    }
    guard let best else { preconditionFailure("training ran no epoch") }
    return TrainingOutcome(
      model: best.model, epoch: best.epoch, score: best.score, wasStopped: wasStopped)
  }

  /// What an epoch came to, as far as it went.
  struct EpochResult {
    let loss: Double
    let seconds: Double
    let words: Int
    /// What ended it early.
    let failure: Divergence.Quantity?
  }

  /// Learns the whole corpus once, or until asked to stop, or until there is no direction any more
  /// in which to move the weights.
  mutating func epoch(
    _ epoch: Int, shouldStop: () -> Bool, observe: (TrainingProgress<Task>) -> Void
  ) async -> EpochResult {
    var random = Random(seed: training.seed, stream: UInt64(epoch))
    let plan = batches.epoch(random: &random)
    let clock = ContinuousClock()
    let start = clock.now
    var (loss, predictions, words) = (0.0, 0, 0)
    var failure: Divergence.Quantity?
    var seconds = 0.0
    for (index, batch) in plan.enumerated() {
      let started = seconds
      let learned = await learn(batch)
      seconds = start.duration(to: clock.now) / .seconds(1)
      guard let norm = learned.norm else {
        failure = learned.failure
        break
      }
      let count = task.predictionCount(batch)
      loss += learned.loss
      predictions += count
      words += batch.reduce(0) { $0 + task.lengths[$1] }
      let batchesLeft = (training.epochs - epoch + 1) * plan.count - index - 1
      let report = StepReport(
        number: step, loss: learned.loss / Double(count), gradientNorm: norm,
        clippedGradientNorm: min(norm, Double(training.maximumGradientNorm)),
        learningRate: learned.learningRate, seconds: seconds - started)
      lastStep = report
      observe(
        .batch(
          BatchProgress(
            epoch: epoch, epochs: training.epochs, batches: index + 1, batchCount: plan.count,
            loss: loss / Double(predictions), wordsPerSecond: Double(words) / max(seconds, 1e-9),
            secondsLeft: seconds / Double(index + 1) * Double(batchesLeft), step: report)))
      if shouldStop() { break }
    }
    return EpochResult(
      loss: predictions > 0 ? loss / Double(predictions) : .nan, seconds: seconds, words: words,
      failure: failure)
  }

  /// What learning a batch came to.
  private struct Learned {
    /// Summed over predictions.
    let loss: Double
    /// The gradient's norm, if the weights moved.
    var norm: Double?
    var learningRate: Float = 0
    var failure: Divergence.Quantity?
  }

  /// Takes one step on a batch. The weights stay as they are when there is no direction in which to
  /// move them.
  private mutating func learn(_ batch: [Int]) async -> Learned {
    let scale = 1 / Float(task.predictionCount(batch))
    let loss =
      threads == 1
      ? await learnInTurn(batch, scale: scale)
      : await learnTogether(batch, scale: scale)
    guard loss.isFinite else { return Learned(loss: loss, failure: .loss) }
    await update.addGradients()
    let norm = workers[0].gradients.norm
    guard norm.isFinite else { return Learned(loss: loss, failure: .gradientNorm) }
    let rate = await updateWeights(norm: norm)
    return Learned(loss: loss, norm: norm, learningRate: rate)
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

  /// Takes the optimizer's step and returns its learning rate.
  private mutating func updateWeights(norm: Double) async -> Float {
    let factor = training.schedule.factor(
      step: step, of: training.epochs * batches.count, warmup: training.warmup)
    let rate = training.learningRate * factor
    step += 1
    // At first the average follows closely, or it would remember the random start for long.
    let decay = min(training.averageDecay, Float(step) / Float(step + 10))
    switch training.optimizer {
    case .adam:
      await update.apply(adam.begin(norm: norm, learningRate: rate), averageRate: 1 - decay)
    case .sgd:
      await update.apply(
        DescentStep(training, norm: norm, learningRate: rate), averageRate: 1 - decay)
    }
    return rate
  }

  /// Whether all weights are numbers.
  private var isFinite: Bool {
    let parameters = weights.parameters
    // A sum is finite only if all its terms are; in Double these cannot exceed its range.
    return (0..<parameters.layout.count).reduce(0.0) {
      $0 + Double(parameters.base[$1])
    }.isFinite
  }

  private func diverged(
    _ quantity: Divergence.Quantity, epoch: Int, kept: Int?
  ) -> TrainingError {
    .diverged(
      Divergence(
        quantity: quantity, epoch: epoch, step: quantity == .weights ? step : step + 1,
        lastStep: lastStep, learningRate: training.learningRate,
        maximumGradientNorm: training.maximumGradientNorm, keptEpoch: kept))
  }

  /// The model with the averaged weights as they stand now, and its score.
  private func averagedModel() -> (model: Task.Model, score: Task.Score) {
    let copy = ParameterBuffer(zerosFor: task.layout)
    copy.copy(from: average?.current() ?? weights.parameters)
    return task.model(copy)
  }
}
