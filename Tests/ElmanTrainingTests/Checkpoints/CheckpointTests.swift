import ElmanEvaluation
import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanTraining

/// The file that a run goes on from, and what is refused in its place.
@Suite struct CheckpointTests {
  /// A task of one weight w with the loss w².
  private struct SquareTask: TrainingTask {
    let layout: ParameterLayout
    let lengths: [Int]

    init(examples: Int = 4) {
      var layout = ParameterLayout()
      _ = layout.add("w", rows: 1, columns: 1, use: .dense, .constants([2]))
      self.layout = layout
      lengths = Array(repeating: 1, count: examples)
    }

    func predictionCount(_ examples: [Int]) -> Int { examples.count }

    func makeScratch() {}

    func learn(
      _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Void,
      in pass: inout Pass
    ) -> Double {
      let weight = layout.entries[0].parameter
      let value = pass.weights[weight][0, 0]
      pass.gradients?[weight][0, 0] += 2 * value * scale * Float(examples.count)
      return Double(value * value) * Double(examples.count)
    }

    func model(_ weights: ParameterBuffer) -> (model: Weight, score: Closeness) {
      (Weight(value: weights.base[0]), Closeness(selectionValue: Double(2 - weights.base[0])))
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

  private var training: TrainingConfiguration {
    var training = TrainingConfiguration()
    (training.epochs, training.batchSize, training.learningRate) = (3, 2, 0.01)
    return training
  }

  /// Runs `body` with a plan whose checkpoint stands after three of six batches.
  private func withCheckpoint(_ body: (CheckpointPlan) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let plan = CheckpointPlan(
      path: folder.file("c"), fingerprint: ["corpora": "a sha256:1\nb sha256:2"])
    let batches = Counter()
    var run = TrainingRun(SquareTask(), training)
    _ = try await run.train(
      checkpoints: plan, shouldStop: { batches.next() >= 4 }, observe: { _ in })
    try await body(plan)
  }

  private func resume(_ plan: CheckpointPlan, examples: Int = 4) async throws -> Float {
    var plan = plan
    plan.resumes = true
    var run = TrainingRun(SquareTask(examples: examples), training)
    return try await run.train(
      checkpoints: plan, shouldStop: { false }, observe: { _ in }
    ).model.value
  }

  @Test func holdsWhereTheRunStands() async throws {
    try await withCheckpoint { plan in
      let file = try SafetensorsFile(path: plan.path)
      #expect(file.metadata["elman.checkpoint"] == "1")
      #expect(file.metadata["elman.run.corpora"] == "a sha256:1\nb sha256:2")
      #expect(
        file.tensors.map(\.name) == [
          "weights.w", "average.w", "firstMoment.w", "secondMoment.w", "best.w",
        ])
      #expect(try await resume(plan).isFinite)
    }
  }

  @Test func oneThatIsThereIsNotLost() async throws {
    try await withCheckpoint { plan in
      let before = try Data(contentsOf: URL(filePath: plan.path))
      var run = TrainingRun(SquareTask(), training)
      await #expect(throws: TrainingError.checkpointExists(path: plan.path)) {
        try await run.train(checkpoints: plan, shouldStop: { false }, observe: { _ in })
      }
      #expect(try Data(contentsOf: URL(filePath: plan.path)) == before)
      try plan.remove()
      try plan.remove()
      #expect(!plan.fileExists)
    }
  }

  @Test func withoutOneTheRunBeginsAnew() async throws {
    try await withCheckpoint { plan in
      let resumed = try await resume(plan)
      try plan.remove()
      #expect(try await resume(plan) == resumed)
    }
  }

  @Test func otherRunsAreRefused() async throws {
    try await withCheckpoint { plan in
      var other = plan
      other.fingerprint["corpora"] = "a sha256:1\nb sha256:3"
      await expect(
        .otherRun(
          path: plan.path, part: "corpora", expected: "b sha256:3", found: "b sha256:2")
      ) { try await resume(other) }
      other.fingerprint = [:]
      await expect(
        .otherRun(path: plan.path, part: "corpora", expected: "none", found: "a sha256:1")
      ) { try await resume(other) }
      do {
        _ = try await resume(plan, examples: 6)
        Issue.record("expected an error")
      } catch TrainingError.otherRun(_, let part, let expected, _) {
        #expect(part == "examples" && expected.hasPrefix("6 examples"))
      }
    }
  }

  /// No byte can be altered or lost without notice. Spaces that pad the header mean nothing.
  @Test func damageIsRefused() async throws {
    try await withCheckpoint { plan in
      let whole = [UInt8](try Data(contentsOf: URL(filePath: plan.path)))
      let padding = try #require(whole.lastIndex(of: UInt8(ascii: "}")))
      let resumed = try await resume(plan)
      for index in whole.indices {
        var bytes = whole
        bytes[index] ^= 0x08
        try Data(bytes).write(to: URL(filePath: plan.path))
        await expectCheckpointError("byte \(index) of \(padding)") { try await resume(plan) }
        try Data(whole[..<index]).write(to: URL(filePath: plan.path))
        await expectCheckpointError("\(index) bytes") { try await resume(plan) }
      }
      try Data(whole).write(to: URL(filePath: plan.path))
      #expect(try await resume(plan) == resumed)
    }
  }

  @Test func otherFilesAreRefused() async throws {
    try await withCheckpoint { plan in
      var writer = SafetensorsWriter()
      writer.add("w", [Float(1)], shape: [1, 1])
      try writer.write(to: plan.path)
      await expect(.notACheckpoint(path: plan.path)) { try await resume(plan) }
      writer.metadata["elman.checkpoint"] = "2"
      try writer.write(to: plan.path)
      await expect(
        .invalidCheckpoint(path: plan.path, reason: "expected checkpoint format 1, found 2")
      ) {
        try await resume(plan)
      }
      try plan.remove()
      try FileManager.default.createDirectory(
        atPath: plan.path, withIntermediateDirectories: false)
      await expectCheckpointError("a folder") { try await resume(plan) }
    }
  }

  /// What a run can never have written is refused, though its checksum is right.
  @Test(arguments: [
    "{}", "{\"epoch\":0}", "{\"epoch\":4,\"bestEpoch\":1}", "{\"epoch\":2,\"batches\":1}",
    "{\"epoch\":2,\"batches\":3,\"bestEpoch\":1}", "{\"epoch\":2,\"bestEpoch\":2}",
    "{\"epoch\":2,\"bestEpoch\":0}", "{\"epoch\":2,\"bestEpoch\":1,\"words\":-1}",
    "{\"epoch\":2,\"bestEpoch\":1,\"loss\":1e999}", "{\"epoch\":2,\"bestEpoch\":1,\"more\":1}", "[",
  ])
  func impossiblePositionsAreRefused(json: String) async throws {
    try await withCheckpoint { plan in
      let file = try SafetensorsFile(path: plan.path)
      let data = Array(file.owner.bytes[file.tensors[0].byteRange.lowerBound...])
      var checksum = CRC32()
      checksum.update(json)
      data.withUnsafeBytes { checksum.update($0) }
      var writer = SafetensorsWriter()
      writer.metadata = file.metadata
      writer.metadata["elman.position"] = json
      writer.metadata["elman.checksum"] = checksum.hexadecimal
      for (index, tensor) in file.tensors.enumerated() {
        writer.add(
          tensor.name, type: .float32, bytes: Array(data[(4 * index)..<(4 * index + 4)]),
          shape: tensor.shape)
      }
      try writer.write(to: plan.path)
      if json == "{}" {
        // The start of a run, as it is before the first batch.
        #expect(try await resume(plan).isFinite)
      } else {
        await expectCheckpointError("\(json)") { try await resume(plan) }
      }
    }
  }

  /// Whoever cannot write checkpoints can train all the same.
  @Test func trainingGoesOnWithoutThem() async throws {
    try await withCheckpoint { plan in
      try plan.remove()
      var failures: [TrainingError] = []
      var plan = plan
      plan.interval = .zero
      var run = TrainingRun(SquareTask(), training)
      let outcome = try await run.train(
        checkpoints: plan, shouldStop: { false },
        observe: { progress in
          switch progress {
          case .batch(let batch) where batch.step == 1:
            try? FileManager.default.createDirectory(
              atPath: plan.path, withIntermediateDirectories: false)
          case .checkpointFailed(let error): failures.append(error)
          default: break
          }
        })
      #expect(outcome.epoch == 3 && failures.count == 8)
      #expect(
        failures.allSatisfy { if case .checkpointFile(.cannotWrite) = $0 { true } else { false } })
    }
  }

  @Test func checkpointsAreDueByTime() throws {
    #expect(CheckpointClock(interval: .zero).isDueWithinEpoch)
    #expect(!CheckpointClock(interval: .seconds(3_600)).isDueWithinEpoch)
    var clock = CheckpointClock(interval: .milliseconds(1))
    #expect(clock.isDueAfterEpoch)
    clock.write { Thread.sleep(forTimeInterval: 2) }
    #expect(!clock.isDueWithinEpoch && !clock.isDueAfterEpoch)
  }

  private func expect(
    _ expected: TrainingError, _ body: () async throws -> Float
  ) async {
    await #expect(throws: expected) { try await body() }
  }

  private func expectCheckpointError(
    _ comment: Comment, _ body: () async throws -> Float
  ) async {
    do {
      _ = try await body()
      Issue.record(comment)
    } catch let error as TrainingError {
      switch error {
      case .checkpointExists, .checkpointFile, .notACheckpoint, .invalidCheckpoint, .otherRun:
        #expect(!"\(error)".contains("\n"), comment)
      default: Issue.record("\(comment): \(error)")
      }
    } catch { Issue.record("\(comment): \(error)") }
  }
}
