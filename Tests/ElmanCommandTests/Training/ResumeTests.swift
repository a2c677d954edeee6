import ElmanTestSupport
import ElmanTraining
import Foundation
import Testing

/// `--resume`, as a person meets it.
@Suite struct ResumeTests {
  /// A folder with a small corpus and settings.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let rows = ["Owls\tNOUN", "swim\tVERB"].enumerated().map { index, row in
      let parts = row.split(separator: "\t")
      return "\(index + 1)\t\(parts[0])\t_\t\(parts[1])\t_\t_\t_\t_\t_\t_\n"
    }.joined()
    try folder.write(String(repeating: rows + "\n", count: 4).utf8, to: "c.conllu")
    try folder.write(#"{"training": {"patience": 100000, "batchSize": 2}}"#.utf8, to: "s.json")
    return folder
  }

  private static let arguments = [
    "train", "tagger", "--config", "s.json", "--train", "c.conllu", "--dev", "c.conllu",
    "--hidden-size", "4", "--output", "t.safetensors",
  ]

  /// Runs a script in a folder, where `train` trains a tagger on the corpus.
  private func run(_ script: String, in folder: TemporaryFolder) async throws -> Program {
    let train = "train() { \"$elman\" \(Self.arguments.joined(separator: " ")) \"$@\"; }"
    return try await Program.shell("cd '\(folder.path)'; \(train); \(script)")
  }

  /// Trains until a file is there, and ends that by a signal.
  ///
  /// - Returns: what training told.
  private func train(
    _ options: String..., in folder: TemporaryFolder, until file: String, signal: Int32
  ) async throws -> String {
    let (process, _, _) = try await Program.process(
      arguments: Self.arguments + ["--checkpoint-seconds", "0"] + options)
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardError = FileHandle(
      forWritingAtPath: try folder.write([UInt8](), to: "messages"))
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: folder.file(file)) {
      // Not a suspension: the few threads of all tests would be long in coming back to it.
      usleep(2_000)
    }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let messages = String(decoding: try folder.read("messages"), as: UTF8.self)
    try FileManager.default.removeItem(atPath: folder.file("messages"))
    return messages
  }

  /// The checkpoint of a run that was killed, and would have been a long one.
  private static let checkpoint = Task {
    let tests = ResumeTests()
    let (folder, name) = (try tests.folder(), "t.safetensors.checkpoint")
    _ = try await tests.train("--epochs", "90000", in: folder, until: name, signal: SIGKILL)
    return try folder.read(name)
  }

  @Test func nothingIsLeftOfARunThatEnds() async throws {
    let result = try await run("train --epochs 3 && ls -A", in: folder())
    #expect(result.exitCode == 0)
    #expect(result.text == "c.conllu\ns.json\nt.safetensors\n")
  }

  @Test func withoutACheckpointTrainingBeginsAnew() async throws {
    let result = try await run("train --epochs 3 --resume && ls -A", in: folder())
    #expect(result.exitCode == 0)
    #expect(result.standardError.contains("no t.safetensors.checkpoint; training begins anew\n"))
    #expect(result.text == "c.conllu\ns.json\nt.safetensors\n")
  }

  @Test(arguments: [
    (
      "train --epochs 90000", 64,
      "t.safetensors.checkpoint: the checkpoint of a run that did not end; --resume"
    ),
    ("train --resume --epochs 4", 65, "training: expected \"epochs\":4, found \"epochs\":90000\n"),
    (
      "train --resume --epochs 90000 --layers 2", 65,
      "configuration: expected \"layers\":2, found \"layers\":1\n"
    ),
    (
      "echo '# more' >> c.conllu; train --resume --epochs 90000", 65,
      "t.safetensors.checkpoint: the checkpoint is of another run: corpora: expected train"
    ),
    ("train --resume --epochs 90000 --licence CC0", 65, "licence: expected CC0, found none\n"),
    (
      "truncate -s -1 t.safetensors.checkpoint; train --resume --epochs 90000", 65,
      "delete the checkpoint to begin anew\n"
    ),
    (": > t.safetensors.checkpoint; train --resume --epochs 90000", 65, "the file is empty\n"),
    (
      "cp c.conllu t.safetensors.checkpoint; train --resume --epochs 90000", 65,
      "t.safetensors.checkpoint: "
    ),
  ])
  func whatIsRefused(script: String, code: Int32, message: String) async throws {
    let folder = try folder()
    try folder.write(await Self.checkpoint.value, to: "t.safetensors.checkpoint")
    let result = try await run(script, in: folder)
    #expect(result.exitCode == code)
    let last = result.standardError.split(separator: "\n").last ?? ""
    #expect((last + "\n").contains(message), "\(result.standardError)")
    #expect(last.hasPrefix("error: "))
  }

  /// Whoever ends training by a signal gets a model, and can go on all the same.
  @Test func interruptedTrainingGoesOn() async throws {
    let folder = try folder()
    let whole = try await run(
      "train --epochs 1000 --log whole.jsonl && mv t.safetensors whole", in: folder)
    #expect(whole.exitCode == 0, "\(whole.standardError)")
    let messages = try await train(
      "--epochs", "1000", "--log", "log.jsonl", in: folder, until: "t.safetensors",
      signal: SIGTERM)
    #expect(
      messages.hasSuffix(" %\n")
        && messages.contains(
          "the best model is kept, --resume goes on from t.safetensors.checkpoint\n")
    )
    let result = try await run(
      """
      ls -A && train --epochs 1000 --resume --threads 2 --log log.jsonl && \
      cmp t.safetensors whole && grep -c . log.jsonl whole.jsonl && ls -A
      """, in: folder)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.standardError.contains("goes on with epoch "))
    // Two batches and an epoch, a thousand times.
    #expect(result.text.contains("log.jsonl:3000\nwhole.jsonl:3000\n"))
    let files = "c.conllu\nlog.jsonl\ns.json\nt.safetensors\n"
    #expect(result.text.hasPrefix("\(files)t.safetensors.checkpoint\nwhole\nwhole.jsonl\n"))
    #expect(result.text.hasSuffix("\(files)whole\nwhole.jsonl\n"))
  }
}
