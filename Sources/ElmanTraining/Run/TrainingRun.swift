import ElmanEvaluation
import ElmanNetworks
import ElmanTensors

/// One training run: batches, gradients, steps, and after each epoch the score on the dev corpus.
///
/// One task, configuration and seed give one set of weights, whatever the number of threads. The
/// weights never become infinite or undefined: a run that would have them so ends before.
package struct TrainingRun<Task: TrainingTask> {
  let task: Task
  let training: TrainingConfiguration
  /// What moves.
  let parameters: MutableParameterBuffer
  /// The same, ready for products.
  let weights: PackedWeights
  let average: WeightAverage?
  let adam: Adam
  let batches: SentenceBatches
  /// Where the run stands.
  var position = TrainingPosition()
  /// The best model so far.
  var best: Best?
  /// Where checkpoints go, and when.
  var checkpoints: (plan: CheckpointPlan, clock: CheckpointClock)?
  private let threads: Int
  private var update: WeightUpdate
  private let workers: [ShardWorker<Task>]

  /// A model, and the weights that it was made from.
  struct Best {
    let model: Task.Model
    let score: Task.Score
    let weights: ParameterBuffer
    let epoch: Int

    /// Makes the model and scores it.
    init(_ weights: ParameterBuffer, of task: Task, epoch: Int) {
      (model, score) = task.model(weights)
      self.weights = weights
      self.epoch = epoch
    }
  }

  /// Sets up weights, optimizer and workers.
  ///
  /// - Parameters:
  ///   - task: what is learned.
  ///   - training: how it is learned.
  ///   - threads: how many parts of the work are done at a time; the result is the same.
  package init(_ task: Task, _ training: TrainingConfiguration, threads: Int = 1) {
    self.task = task
    self.threads = threads
    self.training = training
    let parameters = MutableParameterBuffer(zerosFor: task.layout)
    var random = Random(seed: training.seed, stream: 0)
    parameters.initialize(with: &random)
    task.start(parameters)
    self.parameters = parameters
    let weights = PackedWeights(parameters, forTraining: true)
    self.weights = weights
    average = training.averageDecay > 0 ? WeightAverage(of: parameters) : nil
    adam = Adam(training, layout: task.layout)
    workers = (0..<training.shards).map {
      ShardWorker(task, shard: Shard(index: $0, count: training.shards), weights: weights)
    }
    update = WeightUpdate(
      of: parameters, by: workers.map(\.gradients), weights: weights, average: average,
      threads: threads
    )
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

  /// The steps taken.
  var step: Int { (position.epoch - 1) * batches.count + position.batches }

  /// Runs epochs until all are done, the dev score no longer rises, or a stop is asked for.
  ///
  /// - Parameters:
  ///   - checkpoints: where the run leaves what it needs to go on, and whether it is to go on from
  ///     there. A run that is stopped leaves a checkpoint; one that ends leaves its last one, which the
  ///     caller removes once the model is safe.
  ///   - shouldStop: asked after each batch.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError.diverged`, after the last good weights were observed as a model, if no
  ///   epoch had ended before; and what is wrong with a checkpoint.
  package mutating func train(
    checkpoints: CheckpointPlan? = nil, shouldStop: () -> Bool,
    observe: (TrainingProgress<Task.Model, Task.Score>) -> Void
  ) async throws(TrainingError) -> TrainingOutcome<Task.Model, Task.Score> {
    if let checkpoints { try begin(checkpoints, observe: observe) }
    var wasStopped = false
    while position.epoch <= training.epochs {
      let epoch = position.epoch
      let failure =
        await self.epoch(shouldStop: shouldStop, observe: observe) ?? (isFinite ? nil : .weights)
      wasStopped = shouldStop()
      if let failure, failure == .weights || best != nil {
        throw diverged(failure, kept: best?.epoch)
      }
      if wasStopped { saveCheckpoint(observe) }
      if wasStopped && best != nil { break }
      let endedEpoch = wasStopped || failure != nil ? epoch - 1 : epoch
      let model = Best(averagedWeights(), of: task, epoch: endedEpoch)
      let isKept =
        training.keepsLastEpoch
        || best.map { model.score.selectionValue > $0.score.selectionValue } ?? true
      if isKept { best = model }
      observe(
        .epoch(
          EpochReport(
            epoch: failure == nil ? epoch : endedEpoch, step: step, loss: position.meanLoss,
            score: model.score, isKept: isKept, wordsPerSecond: position.wordsPerSecond,
            seconds: position.seconds, model: model.model)))
      if let failure { throw diverged(failure, kept: endedEpoch) }
      if wasStopped { break }
      if let best, epoch - best.epoch >= training.patience { break }
      position.beginNextEpoch(best: best?.epoch)
      if epoch < training.epochs, self.checkpoints?.clock.isDueAfterEpoch == true {
        saveCheckpoint(observe)
      }
    }
    guard let best else { preconditionFailure("training ran no epoch") }
    return TrainingOutcome(
      model: best.model, epoch: best.epoch, score: best.score, wasStopped: wasStopped)
  }

  /// Learns what is left of an epoch, or until asked to stop, or until there is no direction any more
  /// in which to move the weights.
  ///
  /// - Returns: what ended it early.
  mutating func epoch(
    shouldStop: () -> Bool, observe: (TrainingProgress<Task.Model, Task.Score>) -> Void
  ) async -> Divergence.Quantity? {
    var random = Random(seed: training.seed, stream: UInt64(position.epoch))
    let plan = batches.epoch(random: &random)
    let (task, training, epoch) = (task, training, position.epoch)
    update.scaleRates { entry in
      task.startedDepth(of: entry).map { training.rateScale(ofDepth: $0, inEpoch: epoch) } ?? 1
    }
    let clock = ContinuousClock()
    for batch in plan[position.batches...] {
      let start = clock.now
      let learned = await learn(batch)
      let seconds = start.duration(to: clock.now) / .seconds(1)
      guard let norm = learned.norm else { return learned.failure }
      let count = task.predictionCount(batch)
      position.loss += learned.loss
      position.predictions += count
      position.words += batch.reduce(0) { $0 + task.lengths[$1] }
      position.seconds += seconds
      position.batches += 1
      let report = StepReport(
        number: step, loss: learned.loss / Double(count), gradientNorm: norm,
        clippedGradientNorm: min(norm, Double(training.maximumGradientNorm)),
        learningRate: learned.learningRate, seconds: seconds)
      position.lastStep = report
      observe(.batch(progress(report)))
      if shouldStop() { break }
      if checkpoints?.clock.isDueWithinEpoch == true { saveCheckpoint(observe) }
    }
    return nil
  }

  private func progress(_ report: StepReport) -> BatchProgress {
    BatchProgress(
      epoch: position.epoch, epochs: training.epochs, batches: position.batches,
      batchCount: batches.count, loss: position.meanLoss,
      wordsPerSecond: position.wordsPerSecond,
      secondsLeft: position.seconds / Double(position.batches)
        * Double(training.epochs * batches.count - step), report: report)
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
  private func learn(_ batch: [Int]) async -> Learned {
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
  private func updateWeights(norm: Double) async -> Float {
    let factor = training.schedule.factor(
      step: step, of: training.epochs * batches.count, warmup: training.warmup)
    let rate = training.learningRate * factor
    // At first the average follows closely, or it would remember the random start for long.
    let decay = min(training.averageDecay, Float(step + 1) / Float(step + 11))
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
    // A sum is finite only if all its terms are; in Double these cannot exceed its range.
    return (0..<parameters.layout.count).reduce(0.0) {
      $0 + Double(parameters.base[$1])
    }.isFinite
  }

  private func diverged(_ quantity: Divergence.Quantity, kept: Int?) -> TrainingError {
    TrainingError(
      Divergence(
        quantity: quantity, epoch: position.epoch,
        step: quantity == .weights ? step : step + 1, lastStep: position.lastStep,
        learningRate: training.learningRate, maximumGradientNorm: training.maximumGradientNorm,
        keptEpoch: kept))
  }

  /// The averaged weights as they stand now.
  private func averagedWeights() -> ParameterBuffer {
    let copy = MutableParameterBuffer(zerosFor: task.layout)
    copy.copy(from: (average?.current() ?? parameters).readOnly)
    return copy.readOnly
  }
}
