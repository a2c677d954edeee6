#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A script of other software that runs beside the benchmarks and answers line by line.
///
/// It runs with the Python in `$ELMAN_PYTHON`, else with `python3`, on the core to which this process
/// is pinned.
final class PeerProcess {
  private var process: pid_t = 0
  private var requests: Int32 = -1
  private var answers: Int32 = -1

  /// Starts a script of the folder of peers; `nil` where there is no such program.
  init?(script: String, _ arguments: [String]) {
    let environment = ProcessInfo.processInfo.environment
    let python = environment["ELMAN_PYTHON"] ?? "python3"
    let command = [python, "Sources/ElmanBenchmarks/Peers/\(script)"] + arguments
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0, pipe(&output) == 0 else { return nil }
    // A peer that ends must not end this process too.
    signal(SIGPIPE, SIG_IGN)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    for descriptor in input + output { posix_spawn_file_actions_addclose(&actions, descriptor) }
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var words = (command.map { strdup($0) }) + [nil]
    var settings = (variables.map { strdup($0) }) + [nil]
    defer { for word in words + settings { free(word) } }
    let status = posix_spawnp(&process, python, &actions, nil, &words, &settings)
    close(input[0])
    close(output[1])
    (requests, answers) = (input[1], output[0])
    if status != 0 {
      process = 0
      return nil
    }
  }

  deinit {
    if requests >= 0 { close(requests) }
    if answers >= 0 { close(answers) }
    if process > 0 {
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
  }

  /// The next line, or `nil` when the script has ended.
  func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(answers, &byte, 1) == 1 {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  /// Sends a line and waits for the next.
  func answer(to request: String) -> String? {
    let bytes = Array((request + "\n").utf8)
    guard write(requests, bytes, bytes.count) == bytes.count else { return nil }
    return line()
  }
}
