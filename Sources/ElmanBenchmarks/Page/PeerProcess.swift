import ElmanSystem

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
/// A script of other software that runs beside the benchmarks and answers line by line.
///
/// It runs with the Python in `$ELMAN_PYTHON`, else with `python3`, on the core to which this process
/// is pinned.
final class PeerProcess {
  private let process: ChildProcess

  /// Starts a script of the folder of peers; `nil` where there is no such program.
  init?(script: String, _ arguments: [String]) {
    let environment = ProcessInfo.processInfo.environment
    // A peer that ends must not end this process too.
    Signal.brokenPipe.ignore()
    guard
      let process = ChildProcess(
        [environment["ELMAN_PYTHON"] ?? "python3", "Sources/ElmanBenchmarks/Peers/\(script)"]
          + arguments,
        environment: environment.map { "\($0.key)=\($0.value)" })
    else { return nil }
    self.process = process
  }

  /// The next line, or `nil` when the script has ended.
  func line() -> String? { process.line() }

  /// Sends a line and waits for the next.
  func answer(to request: String) -> String? { process.answer(to: request) }
}
