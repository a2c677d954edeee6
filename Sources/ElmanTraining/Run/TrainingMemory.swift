import ElmanSystem

extension TrainingTask {
  /// The bytes that training takes for parameters alone: weights, their gradients in each shard, the
  /// optimizer's moments and the average.
  func parameterBytes(_ training: TrainingConfiguration) -> Double {
    let buffers =
      1 + training.shards + (training.optimizer == .adam ? 2 : 0)
      + (training.averageDecay > 0 ? 1 : 0)
    return Double(layout.count) * Double(buffers * MemoryLayout<Float>.stride)
  }

  /// Makes sure that training has the memory for its parameters, before it takes any.
  ///
  /// - Parameter bytes: the memory that there is.
  /// - Throws: `TrainingError.tooMuchMemory`.
  func checkMemory(
    _ training: TrainingConfiguration, bytes: Int = SystemMemory.bytes
  ) throws(TrainingError) {
    let needed = parameterBytes(training)
    guard needed <= Double(bytes) else {
      throw .tooMuchMemory(parameters: layout.count, neededBytes: needed, availableBytes: bytes)
    }
  }
}
