import ElmanBytes
import ElmanLibc
import NIOCore

/// Why the server could not run.
enum ServerFailure {
  /// The system has no threads for the workers.
  struct NoThreads: Error, CustomStringConvertible {
    var description: String { "expected threads for the workers, found none that the system gives" }
  }

  /// What the system could not give (`EX_UNAVAILABLE`).
  static let exitCode: Int32 = 69

  /// The reason in a line.
  static func reason(for error: any Error, _ settings: ServerSettings) -> String {
    let place = "\(settings.host):\(settings.port)".onOneLine
    guard let error = error as? IOError else { return "\(place): \(error)".onOneLine }
    return switch error.errnoCode {
    case EADDRINUSE: "\(place): expected an address that is free, found one in use"
    case EACCES: "\(place): expected a port that this user may listen at, found another"
    case EADDRNOTAVAIL: "\(place): expected an address of this machine, found another"
    default: "\(place): \(error)".onOneLine
    }
  }
}

/// A line on standard error that is no log.
enum StandardErrorLine {
  static func write(_ line: String) {
    let bytes = Array("\(line.onOneLine)\n".utf8)
    bytes.withUnsafeBytes { _ = ElmanLibc.write(2, $0.baseAddress, $0.count) }
  }
}
