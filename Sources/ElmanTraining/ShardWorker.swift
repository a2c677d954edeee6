import ElmanNetworks
import ElmanTensors

/// Computes the gradients of one part of each batch. An actor, since a pass belongs to one thread at
/// a time.
actor ShardWorker<Task: TrainingTask> {
  /// The gradients of the last part, to be read once `learn` has returned.
  nonisolated let gradients: Gradients
  private let task: Task
  private var pass: Pass

  init(_ task: Task, weights: PackedWeights) {
    self.task = task
    gradients = Gradients(zerosFor: task.layout)
    pass = Pass(trainingWith: weights, gradients: gradients)
  }

  /// The floats that the worker's workspace holds.
  var workspaceCapacity: Int { pass.workspace.capacity }

  /// Sets the gradients to those of `scale` times the loss, and returns the loss.
  func learn(_ examples: [Int], scale: Float, random: Random) -> Double {
    gradients.reset()
    guard !examples.isEmpty else { return 0 }
    pass.begin(random: random)
    return task.learn(examples, scale: scale, in: &pass)
  }
}

/// One worker's part of a batch.
struct ShardWork<Task: TrainingTask>: Sendable {
  let worker: ShardWorker<Task>
  let examples: [Int]
  let scale: Float
  let random: Random

  /// Does the work and returns the loss.
  private func run() async -> Double {
    await worker.learn(examples, scale: scale, random: random)
  }

  /// Does one part after another and returns the sum of the losses.
  static func sequentially(_ parts: [ShardWork]) async -> Double {
    var sum = 0.0
    for part in parts { sum += await part.run() }
    return sum
  }

  /// Does up to `threads` parts at a time and returns the sum of the losses, added in order.
  static func concurrently(_ parts: [ShardWork], threads: Int) async -> Double {
    await withTaskGroup(of: (Int, Double).self) { group in
      var losses = [Double](repeating: 0, count: parts.count)
      for (index, part) in parts.enumerated() {
        if index >= threads, let (done, loss) = await group.next() { losses[done] = loss }
        group.addTask { (index, await part.run()) }
      }
      for await (done, loss) in group { losses[done] = loss }
      return losses.reduce(0, +)
    }
  }
}
