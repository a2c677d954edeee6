import ElmanNetworks
import ElmanTensors
import ElmanTraining

/// The experiment on long distances: each network learns to recall a fact over each distance, from
/// scratch, and is then asked on texts that it never saw.
///
/// One seed gives one result, whatever the number of threads.
package struct RecallExperiment: Sendable {
  /// The language of the texts.
  package var language = RecallGrammar.Language.english
  /// The networks.
  package var remedies = RecallRemedy.allCases
  /// The words between fact and question.
  package var distances = [1, 2, 5, 10, 20, 50, 100, 200]
  /// The units of a network, and the size of its words' vectors.
  package var hiddenSize = 48
  /// What W_hh is multiplied by at the start.
  package var recurrentScale: Float = 1
  /// The norm that gradients are clipped to, infinity for none; each network's own if `nil`.
  package var maximumGradientNorm: Float?
  /// How a gradient becomes a step.
  package var optimizer = OptimizerKind.adam
  /// The highest learning rate.
  package var learningRate: Float = 0.001
  /// The texts learned between two looks at the dev texts.
  package var textsPerEpoch = 6_400
  /// The most epochs; training ends before, once all dev texts are answered rightly.
  package var epochs = 20
  /// The seed of everything random.
  package var seed: UInt64 = 1

  /// The experiment as it is by default.
  package init() {}

  /// What came of one network at one distance.
  package struct Result: Sendable, Equatable {
    /// The network.
    package let remedy: RecallRemedy
    /// The words between fact and question.
    package let distance: Int
    /// The share of test texts that were answered rightly; of the last good weights, where training
    /// diverged.
    package let accuracy: Double
    /// The texts learned.
    package let texts: Int
    /// How training came to numbers that are none, if it did.
    package let divergence: TrainingError?
  }

  /// What happened in the run of one network at one distance.
  package enum Event: Sendable {
    /// A line for a training log.
    case logged(TrainingLog.Entry)
    /// The run ended.
    case ended(Result)
  }

  /// What a guess is worth.
  package var chance: Double { 1 / Double(RecallGrammar(language).facts.count) }

  /// Runs the whole experiment.
  ///
  /// - Parameters:
  ///   - threads: how many networks learn at a time.
  ///   - observe: told what happens, run by run, as soon as a run has ended.
  /// - Returns: the results, network by network, in the order of distances.
  package func run(
    threads: Int = 1, observe: (Event) -> Void = { _ in }
  ) async -> [Result] {
    let runs = remedies.indices.flatMap { remedy in distances.indices.map { (remedy, $0) } }
    // Long runs first, so that no thread is left with one at the end.
    let order = runs.indices.sorted { distances[runs[$0].1] > distances[runs[$1].1] }
    var results = [Result?](repeating: nil, count: runs.count)
    await withTaskGroup(of: (Int, [TrainingLog.Entry], Result).self) { group in
      func note(_ ended: (Int, [TrainingLog.Entry], Result)) {
        results[ended.0] = ended.2
        for entry in ended.1 { observe(.logged(entry)) }
        observe(.ended(ended.2))
      }
      for (started, index) in order.enumerated() {
        if started >= max(1, threads), let ended = await group.next() { note(ended) }
        let (remedy, distance) = runs[index]
        group.addTask {
          let (log, result) = await learn(remedies[remedy], distance: distances[distance])
          return (index, log, result)
        }
      }
      for await ended in group { note(ended) }
    }
    return results.compactMap(\.self)
  }

  /// Trains one network for one distance and tests it.
  private func learn(
    _ remedy: RecallRemedy, distance: Int
  ) async -> ([TrainingLog.Entry], Result) {
    var training = TrainingConfiguration()
    (training.epochs, training.patience, training.batchSize) = (epochs, epochs, 32)
    (training.shards, training.learningRate, training.seed) = (1, learningRate, seed)
    (training.averageDecay, training.schedule) = (0, .cosine)
    training.optimizer = optimizer
    training.maximumGradientNorm = maximumGradientNorm ?? remedy.maximumGradientNorm
    let task = RecallTask(remedy, self, distance: distance)
    var run = TrainingRun(task, training)
    let name = "\(remedy.rawValue), distance \(distance)"
    var log: [TrainingLog.Entry] = []
    var best: (model: RecallTask.Model, accuracy: Double)?
    var steps = 0
    var divergence: TrainingError?
    do {
      _ = try await run.train(
        shouldStop: { best?.accuracy == 1 },
        observe: { progress in
          switch progress {
          case .batch(let batch):
            log.append(TrainingLog.Entry(batch, run: name))
            steps = batch.step
          case .epoch(let report):
            log.append(
              TrainingLog.Entry(report, steps: textsPerEpoch / training.batchSize, run: name))
            if report.isKept { best = (report.model, report.score.accuracy) }
          case .started, .unknownLabels, .lookAlikeLabels, .resumed, .checkpointFailed: break
          }
        })
    } catch {
      if let entry = TrainingLog.Entry(error, run: name) {
        log.append(entry)
        divergence = error
      }
    }
    let (texts, answers) = texts(.test, RecallGrammar(language), distance: distance)
    return (
      log,
      Result(
        remedy: remedy, distance: distance,
        accuracy: best?.model.accuracy(on: texts, answers) ?? 0,
        texts: steps * training.batchSize, divergence: divergence)
    )
  }

  /// What texts are for.
  enum Part: UInt64 { case train = 1, dev, test }

  /// The texts of a part, as ids, with their answers: the same for all networks.
  func texts(
    _ part: Part, _ grammar: RecallGrammar, distance: Int
  ) -> (texts: [[Int32]], answers: [Int32]) {
    var random = Random(seed: seed, stream: part.rawValue << 32 | UInt64(distance))
    let count = part == .train ? textsPerEpoch : part == .dev ? 200 : 1_000
    var (texts, answers): ([[Int32]], [Int32]) = ([], [])
    for _ in 0..<count {
      let example = grammar.example(distance: distance, using: &random)
      texts.append(grammar.ids(example))
      answers.append(Int32(example.answer))
    }
    return (texts, answers)
  }
}
