import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import Foundation
import Testing

/// Training that is killed at random moments, without notice, and goes on each time with `--resume`:
/// the model is the file that a run makes which nobody kills.
///
/// The environment's `ELMAN_KILLS` tells how often, for each kind of model.
@Suite(.serialized) struct KillTests {
  private static let kills =
    ProcessInfo.processInfo.environment["ELMAN_KILLS"].flatMap { Int($0) } ?? 3
  private static let samples = Documentation.package.appending(path: "Corpora/samples").path

  /// Small models that take some twenty batches.
  enum Command: String, CaseIterable, Sendable {
    case tagger, classifier, tokenizer, languageModel

    var arguments: [String] {
      switch self {
      case .tagger: ["train", "tagger"]
      case .classifier: ["train", "classifier"]
      case .tokenizer: ["train", "tokenizer"]
      case .languageModel: ["pretrain"]
      }
    }

    var corpora: [String] {
      switch self {
      case .tagger, .tokenizer: ["english-train.conllu", "english-dev.conllu"]
      case .classifier: ["sentiment-train.tsv", "sentiment-dev.tsv"]
      case .languageModel: ["english.txt", "english.txt"]
      }
    }

    var settings: String {
      switch self {
      case .tagger:
        #"{"model": {"hiddenSize": 16}, "training": {"epochs": 6, "learningRate": 0.01}}"#
      case .classifier:
        """
        {"model": {"hiddenSize": 8, "minimumWordCount": 1},
         "training": {"epochs": 3, "batchSize": 6}}
        """
      case .tokenizer:
        """
        {"model": {"hiddenSize": 8, "characterSize": 8, "trainingWindow": 16},
         "training": {"epochs": 3, "batchSize": 250}}
        """
      case .languageModel:
        """
        {"model": {"hiddenSize": 12, "wordSize": 8, "minimumWordCount": 1},
         "training": {"epochs": 3, "batchSize": 4}}
        """
      }
    }
  }

  @Test(arguments: Command.allCases)
  func killedRunsEndWithTheSameModel(command: Command) async throws {
    let folder = try TemporaryFolder()
    let settings = try folder.write(command.settings.utf8, to: "settings.json")
    let corpora = command.corpora.map { "\(Self.samples)/\($0)" }
    let arguments =
      command.arguments + ["--config", settings, "--train", corpora[0], "--dev", corpora[1]]
    let start = Date()
    let program = try await Program.run(
      arguments: arguments + ["--output", folder.file("whole.safetensors")])
    // Among all tests a run may wait for long before it starts, which is no time to be killed in.
    let duration = min(Date().timeIntervalSince(start), 2)
    #expect(program.exitCode == 0, "\(program.standardError)")
    let whole = try folder.read("whole.safetensors")

    var random = Random(seed: 7)
    var tally = Tally()
    let runs = TrainingRuns(
      folder: try TemporaryFolder(),
      arguments: arguments + ["--resume", "--checkpoint-seconds", "0"])
    while tally.kills < Self.kills {
      let moment = KillMoment(
        delay: random.uniform() * duration,
        whileWriting: [nil, "model.safetensors", "model.safetensors.checkpoint"][tally.kills % 3])
      if try await runs.run(threads: 1 + tally.kills % 2, killedAt: moment) {
        tally.kills += 1
        if runs.isLeft("model.safetensors") { tally.whileModelIsWritten += 1 }
        if runs.isLeft("model.safetensors.checkpoint") { tally.whileCheckpointIsWritten += 1 }
      } else {
        tally.endedRuns += 1
        #expect(try runs.folder.read("model.safetensors") == whole)
        try FileManager.default.removeItem(atPath: runs.folder.file("model.safetensors"))
      }
    }
    #expect(try await !runs.run(threads: 2, killedAt: nil))
    tally.endedRuns += 1
    #expect(try runs.folder.read("model.safetensors") == whole)
    // Neither the checkpoint is left nor what was half written.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: runs.folder.path) == [
        "model.safetensors"
      ])
    if Self.kills > 3 { print("\(command.rawValue): \(tally)") }
  }

  /// What happened.
  private struct Tally {
    var kills = 0
    var whileModelIsWritten = 0
    var whileCheckpointIsWritten = 0
    var endedRuns = 0
  }
}

/// When a process is killed.
struct KillMoment {
  /// The seconds after its start.
  let delay: Double
  /// The file that has to be half written by then, if any.
  let whileWriting: String?
}

/// Runs of one training, each a process that goes on with what the one before it left.
struct TrainingRuns {
  let folder: TemporaryFolder
  let arguments: [String]

  /// Runs the command to its end, or to a moment.
  ///
  /// - Returns: whether it was killed.
  func run(threads: Int, killedAt moment: KillMoment?) async throws -> Bool {
    let (process, _, _) = try await Program.process(
      arguments: arguments + [
        "--threads", "\(threads)", "--output", folder.file("model.safetensors"),
      ])
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let moment {
      // Not a suspension: the few threads of all tests would be long in coming back to it.
      usleep(useconds_t(moment.delay * 1_000_000))
      if let file = moment.whileWriting {
        let prefix = try prefix(file)
        while process.isRunning, try !isLeft(prefix: prefix) {}
      }
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal { return true }
    #expect(process.terminationStatus == 0)
    return false
  }

  /// Whether a file is there that was to become another one.
  func isLeft(_ file: String) -> Bool {
    (try? isLeft(prefix: prefix(file))) ?? false
  }

  private func isLeft(prefix: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).contains {
      $0.hasPrefix(prefix)
    }
  }

  /// What the names begin with of files that are to become another one.
  private func prefix(_ file: String) throws -> String {
    let other = try TemporaryFolder()
    let atomic = try AtomicFile(path: other.file(file))
    let names = try FileManager.default.contentsOfDirectory(atPath: other.path)
    withExtendedLifetime(atomic.path) {}
    return try String(#require(names.first).prefix { $0 != "-" }) + "-"
  }
}
