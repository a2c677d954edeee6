import CElmanKernels
import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Trains a tagger: batches, gradients, steps, and after each epoch the score on a dev corpus.
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

  /// What training ended with.
  public struct Outcome: Sendable {
    /// The best tagger: the one with the highest accuracy on the dev corpus.
    public let tagger: Tagger
    /// The epoch after which it stood so; 0 if training was stopped in the first.
    public let epoch: Int
    /// Its score on the dev corpus.
    public let score: TaggerScore
    /// Whether training was stopped before its end.
    public let wasStopped: Bool
  }

  /// Trains.
  ///
  /// - Parameters:
  ///   - train: what is learned.
  ///   - dev: what decides which epoch was best, and when to stop.
  ///   - threads: how many parts of a batch are computed at a time.
  ///   - shouldStop: asked after each batch; training then ends with the best tagger so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError.vocabulary`.
  public func train(
    on train: TaggedCorpus, dev: TaggedCorpus, threads: Int = 1,
    shouldStop: @Sendable () -> Bool = { false }, observe: (TrainingProgress) -> Void = { _ in }
  ) async throws(TrainingError) -> Outcome {
    var run = try TrainingRun(configuration, training, train: train)
    observe(run.started)
    let known = Set(run.labels.labels)
    let unknown = dev.labels.joined().filter { !known.contains($0) }
    if !unknown.isEmpty {
      observe(.unknownLabels(Set(unknown).sorted(), tokens: unknown.count))
    }

    var best: (tagger: Tagger, epoch: Int, score: TaggerScore)?
    var wasStopped = false
    for epoch in 1...training.epochs {
      let (loss, seconds, words) = await run.epoch(
        epoch, threads: threads, shouldStop: shouldStop, observe: observe)
      wasStopped = shouldStop()
      if wasStopped && best != nil { break }
      let tagger = run.tagger()
      let score = tagger.score(on: dev)
      let isBest = best.map { score.accuracy > $0.score.accuracy } ?? true
      if isBest { best = (tagger, wasStopped ? epoch - 1 : epoch, score) }
      observe(
        .epoch(
          EpochReport(
            epoch: epoch, loss: loss, score: score, isBest: isBest,
            wordsPerSecond: Double(words) / max(seconds, 1e-9), seconds: seconds, tagger: tagger)))
      if wasStopped { break }
      if let best, epoch - best.epoch >= training.patience { break }
    }
    guard let best else { preconditionFailure("training ran no epoch") }
    return Outcome(
      tagger: best.tagger, epoch: best.epoch, score: best.score, wasStopped: wasStopped)
  }
}
