import ElmanTestSupport
import Foundation

/// The built command, run as a process.
struct Program {
  var standardOutput: [UInt8]
  var standardError: String
  var exitCode: Int32

  var text: String { String(decoding: standardOutput, as: UTF8.self) }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - input: what it finds on standard input.
  ///   - environment: variables besides those that name the models for tests.
  static func run(
    _ arguments: String..., input: some Sequence<UInt8> = [], environment: [String: String] = [:]
  ) async throws -> Program {
    try await run(path, arguments, input: Array(input), environment: environment)
  }

  /// Runs the command with nothing on standard input.
  static func run(arguments: [String]) async throws -> Program {
    try await run(path, arguments, input: [], environment: [:])
  }

  /// Runs a line of shell, where `$elman` is the command.
  static func shell(_ script: String, input: String = "") async throws -> Program {
    try await run("/bin/sh", ["-c", script], input: Array(input.utf8), environment: [:])
  }

  /// A process that is not started, with pipes to talk to it.
  static func process(_ arguments: String...) async throws -> (Process, input: Pipe, output: Pipe) {
    try await process(arguments: arguments)
  }

  /// A process that is not started, with pipes to talk to it.
  static func process(
    arguments: [String]
  ) async throws -> (Process, input: Pipe, output: Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = try await variables([:])
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    return (process, input, output)
  }

  /// The command stands beside the tests.
  private static let path: String = {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      let folder = (tests ?? Bundle.main.bundleURL).deletingLastPathComponent()
    #else
      let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
    #endif
    return folder.appendingPathComponent("elman").path
  }()

  private static func variables(_ added: [String: String]) async throws -> [String: String] {
    let own = ["ELMAN_MODELS": try await TinyModel.folder(), "elman": path]
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "COLUMNS"] { variables[name] = nil }
    return variables.merging(own) { $1 }.merging(added) { $1 }
  }

  private static func run(
    _ executable: String, _ arguments: [String], input: [UInt8], environment: [String: String]
  ) async throws -> Program {
    // Files, unlike pipes, take any amount without somebody reading on the other side.
    let folder = try TemporaryFolder()
    let inputPath = try folder.write(input, to: "input")
    let outputPath = try folder.write([], to: "output")
    let errorPath = try folder.write([], to: "error")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = try await variables(environment)
    process.standardInput = FileHandle(forReadingAtPath: inputPath)
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    try process.run()
    process.waitUntilExit()
    let code =
      process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
    return Program(
      standardOutput: try folder.read("output"),
      standardError: String(decoding: try folder.read("error"), as: UTF8.self), exitCode: code)
  }
}
