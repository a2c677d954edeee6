import ElmanTestSupport
import Foundation
import Testing

/// What signals do: they end the command as they end any program, without traces; training they end in
/// good order.
@Suite(.serialized) struct SignalTests {
  private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// What a process told and left, and how it ended.
  private struct Ending {
    let reason: Process.TerminationReason
    let status: Int32
    let messages: String
  }

  /// Runs the command in a folder until a file is there, and sends it signals.
  ///
  /// - Parameters:
  ///   - isStopped: whether it is stopped while they come, so that it gets all at once.
  ///   - ignored: the name of a signal that it is started to ignore.
  private func run(
    _ arguments: [String], in folder: TemporaryFolder, until isReady: (TemporaryFolder) -> Bool,
    signals: [Int32], isStopped: Bool = false, ignored: String? = nil
  ) async throws -> Ending {
    let (process, input, _) = try await Program.process(arguments: arguments)
    if let ignored {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "trap '' \(ignored); exec \"$elman\" \"$@\"", "sh"] + arguments
    }
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardError = FileHandle(
      forWritingAtPath: try folder.write([UInt8](), to: "messages"))
    try process.run()
    while process.isRunning, !isReady(folder) {
      // Not a suspension: the few threads of all tests would be long in coming back to it.
      usleep(2_000)
    }
    if isStopped { kill(process.processIdentifier, SIGSTOP) }
    for signal in signals { kill(process.processIdentifier, signal) }
    if isStopped { kill(process.processIdentifier, SIGCONT) }
    process.waitUntilExit()
    try input.fileHandleForWriting.close()
    return Ending(
      reason: process.terminationReason, status: process.terminationStatus,
      messages: String(decoding: try folder.read("messages"), as: UTF8.self))
  }

  private func isThere(_ name: String) -> (TemporaryFolder) -> Bool {
    { FileManager.default.fileExists(atPath: $0.file(name)) }
  }

  private func files(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "messages" }
      .sorted()
  }

  /// While it waits for its input; the file that was begun is gone, and what was there before stays.
  @Test(arguments: ending)
  func readingEndsAtOnce(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    try folder.write("before".utf8, to: "out.tsv")
    let ending = try await run(
      ["tag", "--output", "tsv", "-o", "out.tsv"], in: folder,
      until: { folder in (try? files(folder).contains { $0.hasSuffix(".tmp") }) ?? false },
      signals: [signal])
    #expect(ending.reason == .uncaughtSignal && ending.status == signal)
    #expect(ending.messages.isEmpty)
    #expect(try files(folder) == ["out.tsv"])
    #expect(try folder.read("out.tsv") == Array("before".utf8))
  }

  /// While it waits for whoever reads its output.
  @Test(arguments: ending)
  func writingEndsAtOnce(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(
      String(repeating: "Mira sees two owls.\n", count: 20_000).utf8, to: "long.txt")
    let (process, _, output) = try await Program.process("tokenize", "--output", "tsv", text)
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    // What is read once shows that more is to come, for which the pipe has no room.
    #expect(output.fileHandleForReading.readData(ofLength: 1).count == 1)
    usleep(20_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  private static let training = [
    "train", "tagger", "--config", "s.json", "--train", "c.conllu", "--dev", "c.conllu",
    "--hidden-size", "4", "--output", "t.safetensors", "--epochs",
  ]

  private func trainingFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let rows = "1\tOwls\t_\tNOUN\t_\t_\t_\t_\t_\t_\n2\tswim\t_\tVERB\t_\t_\t_\t_\t_\t_\n\n"
    try folder.write(String(repeating: rows, count: 4).utf8, to: "c.conllu")
    try folder.write(#"{"training": {"patience": 100000, "batchSize": 2}}"#.utf8, to: "s.json")
    return folder
  }

  /// After the batch, with model and checkpoint, and the exit code that shells have for it.
  @Test(arguments: ending)
  func trainingEndsInGoodOrder(signal: Int32) async throws {
    let folder = try trainingFolder()
    let ending = try await run(
      Self.training + ["90000"], in: folder, until: isThere("t.safetensors"), signals: [signal])
    #expect(ending.reason == .exit && ending.status == 128 + signal)
    #expect(ending.messages.contains("stopped early; the best model is kept, --resume goes on"))
    #expect(
      try files(folder) == ["c.conllu", "s.json", "t.safetensors", "t.safetensors.checkpoint"])
    let model = try await Program.run("inspect", "--verify", folder.file("t.safetensors"))
    #expect(model.exitCode == 0, "\(model.standardError)")
  }

  @Test func aSecondSignalEndsTrainingAtOnce() async throws {
    let folder = try trainingFolder()
    let ending = try await run(
      Self.training + ["90000", "--checkpoint-seconds", "0"], in: folder,
      until: isThere("t.safetensors.checkpoint"), signals: [SIGINT, SIGTERM], isStopped: true)
    #expect(ending.reason == .uncaughtSignal && [SIGINT, SIGTERM].contains(ending.status))
    #expect(!ending.messages.contains("stopped early"))
    #expect(try !files(folder).contains { $0.hasSuffix(".tmp") })
  }

  /// Ctrl-Z and `fg` change nothing.
  @Test func trainingGoesOnAfterAPause() async throws {
    let folder = try trainingFolder()
    let ending = try await run(
      Self.training + ["30"], in: folder, until: isThere("t.safetensors"),
      signals: [SIGTSTP, SIGCONT])
    #expect(ending.reason == .exit && ending.status == 0)
    let other = try trainingFolder()
    let whole = try await run(Self.training + ["30"], in: other, until: { _ in true }, signals: [])
    #expect(whole.status == 0)
    #expect(try folder.read("t.safetensors") == other.read("t.safetensors"))
  }

  /// As `nohup` has it, and shells for what runs in the background.
  @Test(arguments: [("HUP", SIGHUP), ("INT", SIGINT), ("QUIT", SIGQUIT)])
  func whatIsIgnoredStaysIgnored(name: String, signal: Int32) async throws {
    let folder = try trainingFolder()
    let ending = try await run(
      Self.training + ["30"], in: folder, until: isThere("t.safetensors"), signals: [signal],
      ignored: name)
    #expect(ending.reason == .exit && ending.status == 0)
    #expect(!ending.messages.contains("stopped early"))
  }

  /// A reader that goes away is no failure, and leaves no file behind.
  @Test func aClosedPipeEndsWell() async throws {
    let result = try await Program.shell(
      "{ yes 'Mira naps.' | \"$elman\" tokenize; echo $? >&2; } | head -n 1")
    #expect(result.text == "# newdoc\n")
    #expect(result.standardError == "0\n")
  }
}
