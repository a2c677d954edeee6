import ElmanLibc
import Foundation

/// The built server, run as a process at a port of its own.
///
/// It is `@unchecked Sendable` because tests that share one talk to it over connections of their own.
final class ServerProcess: @unchecked Sendable {
  let port: UInt16
  private let process = Process()
  private let log = Pipe()
  /// What it wrote before it listened.
  let firstLines: String

  /// Starts the server, and waits until it listens.
  init(_ arguments: String..., environment: [String: String] = [:]) throws {
    process.executableURL = URL(filePath: Self.path)
    process.arguments = ["--port", "0"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardError = log
    // What waits for the end of the tests' output would wait for the server's.
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    EndOfTests.kill(process.processIdentifier)
    var text = ""
    while !text.contains("\"message\":\"listening\"") {
      let data = log.fileHandleForReading.availableData
      if data.isEmpty { throw HTTPFailure("the server ended: \(text)") }
      text += String(decoding: data, as: UTF8.self)
    }
    firstLines = text
    let digits = text.components(separatedBy: "\"port\":\"").last?.prefix { $0.isNumber } ?? ""
    guard let port = UInt16(digits) else { throw HTTPFailure("no port: \(text)") }
    self.port = port
    // Nobody else reads the log, which would fill its pipe.
    log.fileHandleForReading.readabilityHandler = { [rest] in rest.append($0.availableData) }
  }

  private let rest = LogText()

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// Asks the server to end, waits until it has, and gives its exit code.
  func end() -> Int32 {
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  /// Asks it to end, without waiting.
  func askToEnd() { kill(process.processIdentifier, SIGTERM) }

  /// What it wrote since it listens.
  var logged: String { rest.text }

  /// Runs the server where it ends by itself.
  static func run(_ arguments: [String]) throws -> (exitCode: Int32, error: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// The server stands beside the tests.
  private static let path: String = {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      let folder = (tests ?? Bundle.main.bundleURL).deletingLastPathComponent()
    #else
      let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
    #endif
    return folder.appending(path: "elman-server").path
  }()
}

/// What is done when the tests end, be it that a server still runs.
private enum EndOfTests {
  private static let processes = LogNumbers()

  /// Kills a process then.
  static func kill(_ process: Int32) {
    if processes.append(process) == 1 {
      atexit { for process in EndOfTests.processes.all { ElmanLibc.kill(process, SIGKILL) } }
    }
  }
}

/// Numbers that several threads append to.
private final class LogNumbers: @unchecked Sendable {
  private let lock = NSLock()
  private var numbers: [Int32] = []

  /// Appends a number, and gives how many there are.
  func append(_ number: Int32) -> Int {
    lock.withLock {
      numbers.append(number)
      return numbers.count
    }
  }

  var all: [Int32] { lock.withLock { numbers } }
}

/// Text that one thread appends to and another reads.
final class LogText: @unchecked Sendable {
  private let lock = NSLock()
  private var bytes = Data()

  func append(_ data: Data) { lock.withLock { bytes += data } }

  var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
}

/// Why a test could not talk to the server.
struct HTTPFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
