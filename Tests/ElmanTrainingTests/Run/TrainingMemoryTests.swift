import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import Testing

@testable import ElmanTraining

/// Training that the memory is too small for is refused before it takes any.
struct TrainingMemoryTests {
  private struct Task: TrainingTask {
    typealias Scratch = Void
    struct Model: Sendable {}
    struct Score: DevScore {
      let selectionValue = 0.0
      let summary: [String: Double] = [:]
    }

    let layout: ParameterLayout
    let lengths: [Int] = []

    func predictionCount(_ examples: [Int]) -> Int { 0 }
    func makeScratch() {}
    func learn(
      _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Void,
      in pass: inout Pass
    ) -> Double { 0 }
    func model(_ weights: ParameterBuffer) -> (model: Model, score: Score) {
      (Model(), Score())
    }
  }

  @Test func needsAllItsBuffers() throws {
    var layout = ParameterLayout()
    _ = layout.add("weights", rows: 10, columns: 25, .zeros)
    let task = Task(layout: layout)
    var training = TrainingConfiguration()
    (training.shards, training.optimizer, training.averageDecay) = (3, .adam, 0.9)
    // Weights, three gradients, two moments and an average of 250 floats.
    try task.checkMemory(training, bytes: 7_000)
    let error = TrainingError.tooMuchMemory(
      parameters: 250, neededBytes: 7_000, availableBytes: 6_999)
    #expect(throws: error) { try task.checkMemory(training, bytes: 6_999) }
    (training.shards, training.optimizer, training.averageDecay) = (1, .sgd, 0)
    try task.checkMemory(training, bytes: 2_000)
    #expect(
      "\(TrainingError.tooMuchMemory(parameters: 5_000_000_000, neededBytes: 1.2e11, availableBytes: 900_000_000))"
        == "expected a network whose training fits into 900 MB of memory, found one of 5000000000 parameters, which take 120 GB"
    )
  }
}
