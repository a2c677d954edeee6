import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import Foundation
import Testing

@testable import ElmanTraining

/// A task of one weight w with the loss w², which becomes undefined in a given epoch.
private struct SquareTask: TrainingTask {
  var undefinedAfter = Int.max
  var onlyGradientIsUndefined = false
  /// Whether the score falls from the first epoch on.
  var getsWorse = false
  private let weight: Parameter

  let layout: ParameterLayout
  let lengths = [1, 1, 1, 1]

  init() {
    var layout = ParameterLayout()
    weight = layout.add("w", rows: 1, columns: 1, use: .dense, .constants([2]))
    self.layout = layout
  }

  func predictionCount(_ examples: [Int]) -> Int { examples.count }

  func makeScratch() {}

  func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Void,
    in pass: inout Pass
  ) -> Double {
    let value = pass.weights[weight][0, 0]
    pass.gradients?[weight][0, 0] += 2 * value * scale * Float(examples.count)
    let loss = Double(value * value) * Double(examples.count)
    guard value < 2 - Float(undefinedAfter) * 0.01 else { return loss }
    if onlyGradientIsUndefined { pass.gradients?[weight][0, 0] = .infinity }
    return onlyGradientIsUndefined ? loss : .nan
  }

  func model(_ weights: ParameterBuffer) -> (model: Weight, score: Closeness) {
    let value = weights[weight][0, 0]
    return (Weight(value: value), Closeness(selectionValue: Double(getsWorse ? value : 2 - value)))
  }
}

/// The weight, as a model.
private struct Weight: Sendable {
  let value: Float
}

private struct Closeness: DevScore {
  let selectionValue: Double
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
    #expect((1.9..<2).contains(outcome.model.value))
  }

  @Test func anUndefinedLossEndsTrainingAndMovesNoWeight() async throws {
    var task = SquareTask()
    task.undefinedAfter = 4
    let (error, steps, reports) = try await diverge(task)
    #expect(error == divergence(.loss, epoch: 3, step: 6, kept: 2, after: steps))
    #expect(steps.last?.number == 5)
    #expect(reports.count == 2)
    #expect(reports.allSatisfy { $0.model.value.isFinite })
  }

  @Test func anUndefinedGradientMovesNoWeight() async throws {
    var task = SquareTask()
    task.undefinedAfter = 1
    task.onlyGradientIsUndefined = true
    let (error, steps, reports) = try await diverge(task)
    #expect(error == divergence(.gradientNorm, epoch: 2, step: 3, kept: 1, after: steps))
    #expect(reports.map(\.epoch) == [1])
    #expect(reports.allSatisfy { $0.model.value.isFinite })
  }

  /// Nothing is lost even where the first epoch does not end.
  @Test func theLastGoodWeightsOfTheFirstEpochAreKept() async throws {
    var task = SquareTask()
    task.undefinedAfter = 0
    task.onlyGradientIsUndefined = true
    let (error, steps, reports) = try await diverge(task)
    #expect(error == divergence(.gradientNorm, epoch: 1, step: 2, kept: 0, after: steps))
    #expect(reports.map(\.epoch) == [0] && reports.map(\.isKept) == [true])
    #expect(
      reports.allSatisfy { $0.model.value.isFinite && $0.loss.isFinite && $0.model.value < 2 })
  }

  @Test(arguments: [false, true])
  func theLastModelMayBeKept(keepsLast: Bool) async throws {
    var task = SquareTask()
    task.getsWorse = true
    var training = training
    (training.patience, training.keepsLastEpoch) = (3, keepsLast)
    var run = TrainingRun(task, training)
    var kept: [Bool] = []
    let outcome = try await run.train(
      shouldStop: { false },
      observe: { if case .epoch(let report) = $0 { kept.append(report.isKept) } })
    #expect(outcome.epoch == (keepsLast ? 6 : 1))
    #expect(
      kept == (keepsLast ? [true, true, true, true, true, true] : [true, false, false, false]))
  }

  @Test func stepsTellOfTheirGradients() async throws {
    var training = training
    training.maximumGradientNorm = 3
    var run = TrainingRun(SquareTask(), training)
    var steps: [StepReport] = []
    _ = try await run.train(
      shouldStop: { false },
      observe: { if case .batch(let batch) = $0 { steps.append(batch.report) } })
    #expect(steps.map(\.number) == Array(1...12))
    #expect(steps[0].loss == 4 && steps[0].gradientNorm == 4)
    #expect(steps[0].clippedGradientNorm == 3 && steps[0].learningRate == 0.01)
    #expect(steps.allSatisfy { $0.seconds >= 0 && $0.gradientNorm > 3 })
    #expect(steps[11].learningRate < steps[0].learningRate)
  }

  /// With plain gradient descent a weight of 2, whose gradient is 4, moves by the rate times the norm.
  @Test(arguments: [(Float.infinity, Float(0.04)), (3, 0.03), (1, 0.01)])
  func gradientDescentFollowsTheClippedGradient(limit: Float, distance: Float) async throws {
    var training = training
    (training.optimizer, training.maximumGradientNorm) = (.sgd, limit)
    (training.epochs, training.batchSize) = (1, 4)
    var run = TrainingRun(SquareTask(), training)
    let outcome = try await run.train(shouldStop: { false }, observe: { _ in })
    #expect(abs(outcome.model.value - (2 - distance)) < 1e-6)
  }

  /// Model files name the optimizer only where it is another than what there was from the start.
  @Test func settingsNameTheOptimizerIfItIsNotAdam() throws {
    var training = TrainingConfiguration()
    #expect(!Settings.json(training).contains("optimizer"))
    training.optimizer = .sgd
    let json = Settings.json(training)
    #expect(json.contains("\"optimizer\":\"sgd\""))
    let read = try JSONDecoder().decode(TrainingConfiguration.self, from: Data(json.utf8))
    #expect(read == training)
  }

  /// Runs a task to its divergence.
  private func diverge(
    _ task: SquareTask
  ) async throws -> (
    error: TrainingError, steps: [StepReport], reports: [EpochReport<Weight, Closeness>]
  ) {
    var run = TrainingRun(task, training)
    var steps: [StepReport] = []
    var reports: [EpochReport<Weight, Closeness>] = []
    do throws(TrainingError) {
      _ = try await run.train(
        shouldStop: { false },
        observe: { progress in
          switch progress {
          case .batch(let batch): steps.append(batch.report)
          case .epoch(let report): reports.append(report)
          default: break
          }
        })
    } catch { return (error, steps, reports) }
    throw TrainingError.tooFewLabels(path: "", found: ["no divergence"])
  }

  /// The error of a run that diverged after some steps.
  private func divergence(
    _ quantity: Divergence.Quantity, epoch: Int, step: Int, kept: Int, after steps: [StepReport]
  ) -> TrainingError {
    TrainingError(
      Divergence(
        quantity: quantity, epoch: epoch, step: step, lastStep: steps.last,
        learningRate: training.learningRate, maximumGradientNorm: training.maximumGradientNorm,
        keptEpoch: kept))
  }
}
