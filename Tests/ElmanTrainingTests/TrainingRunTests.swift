import ElmanNetworks
import ElmanTensors
import Testing

@testable import ElmanTraining

/// A task of one weight w with the loss w², which becomes undefined in a given epoch.
private struct SquareTask: TrainingTask {
  var undefinedAfter = Int.max
  private let weight: Parameter

  let layout: ParameterLayout
  let lengths = [1, 1, 1, 1]

  init() {
    var layout = ParameterLayout()
    weight = layout.add("w", rows: 1, columns: 1, use: .dense, .constants([2]))
    self.layout = layout
  }

  func predictionCount(_ examples: [Int]) -> Int { examples.count }

  func makeMemory() {}

  func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using memory: inout Void,
    in pass: inout Pass
  ) -> Double {
    let value = pass.weights[weight][0, 0]
    pass.gradients?[weight][0, 0] += 2 * value * scale * Float(examples.count)
    let loss = Double(value * value) * Double(examples.count)
    return value < 2 - Float(undefinedAfter) * 0.01 ? .nan : loss
  }

  func model(_ weights: ParameterBuffer) -> (model: Float, score: Closeness) {
    let value = weights[weight][0, 0]
    return (value, Closeness(accuracy: Double(2 - value)))
  }
}

private struct Closeness: DevScore {
  let accuracy: Double
  let summary: [String: Double] = [:]
}

@Suite struct TrainingRunTests {
  private var training: TrainingConfiguration {
    var training = TrainingConfiguration()
    (training.epochs, training.batchSize, training.learningRate) = (6, 2, 0.01)
    (training.averageDecay, training.warmup) = (0, 0)
    return training
  }

  @Test func takesEachBatchAStepDown() async throws {
    var run = TrainingRun(SquareTask(), training)
    let outcome = try await run.train(shouldStop: { false }, observe: { _ in })
    #expect(outcome.epoch == 6)
    #expect((1.9..<2).contains(outcome.model))
  }

  @Test func anUndefinedLossEndsTrainingAndMovesNoWeight() async throws {
    var task = SquareTask()
    task.undefinedAfter = 4
    var run = TrainingRun(task, training)
    var models: [Float] = []
    await #expect(throws: TrainingError.diverged(epoch: 3)) {
      _ = try await run.train(
        shouldStop: { false },
        observe: { if case .epoch(let report) = $0 { models.append(report.model) } })
    }
    #expect(models.count == 2)
    #expect(models.allSatisfy { $0.isFinite })
  }
}
