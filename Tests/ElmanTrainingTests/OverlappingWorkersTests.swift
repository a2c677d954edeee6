import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import Foundation
import Synchronization
import Testing

@testable import ElmanTraining

/// Workers that are made to compute at the very same time, each on a thread of its own, give the weights
/// that one gives. What they should not share shows under the sanitizer of threads.
@Suite struct OverlappingWorkersTests {
  private static let workers = 4

  @Test(arguments: CellKind.allCases)
  func giveTheSameWeights(cell: CellKind) async throws {
    let alone = try await Self.weights(cell, threads: 1)
    let meeting = Meeting(of: Self.workers)
    let together = try await withTaskExecutorPreference(ThreadForEachJob()) {
      try await Self.weights(cell, threads: Self.workers, meeting: meeting)
    }
    #expect(meeting.count == 4)
    let areTheSame = alone == together
    #expect(areTheSame)
  }

  /// The weights after two epochs of two batches.
  private static func weights(
    _ cell: CellKind, threads: Int, meeting: Meeting? = nil
  ) async throws -> [Float] {
    var (model, training) = smallSettings()
    (model.columns, model.cell, model.layers, model.hiddenSize) = ([.upos, .ner], cell, 2, 5)
    (training.epochs, training.shards, training.batchSize) = (2, workers, 8)
    let corpus = entityCorpus(sentences: 16)
    let task = try TaggingTask(model, train: corpus, dev: corpus)
    var run = TrainingRun(MeetingTask(base: task, meeting: meeting), training, threads: threads)
    return try await run.train(shouldStop: { false }, observe: { _ in }).model.values
  }
}

/// Where threads wait for each other. The relaxed order lets nothing else seem synchronized by it.
private final class Meeting: Sendable {
  private let size: Int
  private let arrived = Atomic(0)

  init(of size: Int) { self.size = size }

  /// How many times all have met.
  var count: Int { arrived.load(ordering: .relaxed) / size }

  /// Returns when all have come, or when one has not in half a minute.
  func wait() {
    let number = arrived.add(1, ordering: .relaxed).newValue
    let needed = (number + size - 1) / size * size
    let start = ContinuousClock.now
    while arrived.load(ordering: .relaxed) < needed, start.duration(to: .now) < .seconds(30) {
      usleep(50)
    }
  }
}

/// A task whose workers begin each shard together.
private struct MeetingTask<Base: TrainingTask>: TrainingTask {
  let base: Base
  let meeting: Meeting?

  var layout: ParameterLayout { base.layout }
  var lengths: [Int] { base.lengths }

  func start(_ parameters: MutableParameterBuffer) { base.start(parameters) }

  func startedDepth(of entry: ParameterLayout.Entry) -> Int? { base.startedDepth(of: entry) }

  func predictionCount(_ examples: [Int]) -> Int { base.predictionCount(examples) }

  func makeScratch() -> Base.Scratch { base.makeScratch() }

  func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Base.Scratch,
    in pass: inout Pass
  ) -> Double {
    meeting?.wait()
    return base.learn(examples, of: batch, scale: scale, using: &scratch, in: &pass)
  }

  func model(_ weights: ParameterBuffer) -> (model: AllWeights, score: NoScore) {
    (AllWeights(values: (0..<weights.layout.count).map { weights.base[$0] }), NoScore())
  }
}

private struct AllWeights: Sendable {
  let values: [Float]
}

private struct NoScore: DevScore {
  let selectionValue = 0.0
  let summary: [String: Double] = [:]
}

private final class ThreadForEachJob: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    Thread { job.runSynchronously(on: executor) }.start()
  }
}
