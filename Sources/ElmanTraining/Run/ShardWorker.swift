import ElmanNetworks
import ElmanTensors

/// Computes the gradients of one part of each batch. An actor, since a pass belongs to one thread at
/// a time.
actor ShardWorker<Task: TrainingTask> {
  /// The gradients of the last part, to be read once `learn` has returned.
  nonisolated let gradients: Gradients
  private let task: Task
  private let shard: Shard
  private var examples: [Int] = []
  private var scratch: Task.Scratch
  private var pass: Pass

  init(_ task: Task, shard: Shard, weights: PackedWeights) {
    self.task = task
    self.shard = shard
    gradients = Gradients(zerosFor: task.layout)
    scratch = task.makeScratch()
    pass = Pass(trainingWith: weights, gradients: gradients)
  }

  /// The floats that the worker's workspace holds.
  var workspaceCapacity: Int { pass.workspace.capacity }

  /// Sets the gradients to those of `scale` times the loss of this worker's part of a batch, and
  /// returns the loss.
  func learn(_ batch: [Int], scale: Float, seed: UInt64, step: Int) -> Double {
    gradients.reset()
    examples.removeAll(keepingCapacity: true)
    // Every shard gets long and short examples: a batch is sorted by length.
    for place in stride(from: shard.index, to: batch.count, by: shard.count) {
      examples.append(batch[place])
    }
    guard !examples.isEmpty else { return 0 }
    pass.begin(
      random: Random(seed: seed, stream: UInt64(step + 1) << 16 | UInt64(shard.index)))
    return task.learn(examples, of: batch, scale: scale, using: &scratch, in: &pass)
  }
}

/// Which part of each batch a worker computes.
struct Shard: Sendable {
  let index: Int
  let count: Int
}
