import ElmanSystem
import ElmanTensors

extension TrainingRun {
  /// What moves in training.
  private var buffers: [(prefix: String, buffer: MutableParameterBuffer)] {
    var buffers = [("weights.", parameters)]
    if let average { buffers.append(("average.", average.current())) }
    if training.optimizer == .adam {
      buffers.append(("firstMoment.", adam.firstMoment))
      buffers.append(("secondMoment.", adam.secondMoment))
    }
    return buffers
  }

  /// Goes to where a plan's checkpoint stands, if it is to and there is one, and writes others from
  /// then on.
  mutating func begin(
    _ plan: CheckpointPlan, observe: (TrainingProgress<Task.Model, Task.Score>) -> Void
  ) throws(TrainingError) {
    var plan = plan
    var lengths = CRC32()
    task.lengths.withUnsafeBytes { lengths.update($0) }
    plan.fingerprint["examples"] =
      "\(task.lengths.count) examples with lengths of \(lengths.hexadecimal)"
    try plan.check()
    if plan.resumes, try resume(plan) {
      observe(
        .resumed(epoch: position.epoch, batches: position.batches, step: position.step))
    }
    checkpoints = (plan, CheckpointClock(interval: plan.interval))
  }

  /// Writes a checkpoint of the run as it stands between two batches. Training goes on without it
  /// where that cannot be done: whoever makes room on the disk has lost nothing.
  mutating func saveCheckpoint(_ observe: (TrainingProgress<Task.Model, Task.Score>) -> Void) {
    guard let plan = checkpoints?.plan else { return }
    let position = position
    var buffers = buffers.map { (prefix: $0.prefix, buffer: $0.buffer.readOnly) }
    if let best { buffers.append(("best.", best.weights)) }
    do throws(TrainingError) {
      try checkpoints?.clock.write { () throws(TrainingError) in
        try Checkpoint.write(position, buffers, to: plan)
      }
    } catch { observe(.checkpointFailed(error)) }
  }

  /// Goes to where a checkpoint stands, if there is one.
  ///
  /// - Returns: whether there is one.
  /// - Throws: `TrainingError`. The run is then of no use any more.
  private mutating func resume(_ plan: CheckpointPlan) throws(TrainingError) -> Bool {
    guard let checkpoint = try Checkpoint(plan) else { return false }
    let position = checkpoint.position
    let best = position.bestEpoch ?? 0
    guard position.epoch <= training.epochs, position.batches <= batches.count,
      position.bestEpoch.map({ $0 > 0 }) ?? (position.epoch == 1), best < position.epoch
    else {
      throw .invalidCheckpoint(
        path: plan.path,
        reason: "expected a place in \(training.epochs) epochs of \(batches.count) batches, found"
          + " epoch \(position.epoch), batch \(position.batches), best epoch \(best)")
    }
    for (prefix, buffer) in buffers { try checkpoint.copy(prefix, to: buffer) }
    weights.pack()
    self.position = position
    adam.stepCount = training.optimizer == .adam ? step : 0
    if best > 0 {
      let parameters = MutableParameterBuffer(zerosFor: task.layout)
      try checkpoint.copy("best.", to: parameters)
      self.best = Best(parameters.readOnly, of: task, epoch: best)
    }
    return true
  }
}
