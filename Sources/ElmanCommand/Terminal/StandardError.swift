import ElmanBytes
import ElmanStreams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where everything goes that is not a result.
enum StandardError {
  /// Whether a person watches.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes a line, and no more than one: names, labels and arguments in it do no harm.
  static func line(_ text: String) { write(text.harmless + "\n") }

  /// Warns of what a stream got by with.
  static func warn(_ warning: StreamWarning) { line("warning: \(warning)") }

  /// Writes text as it is. What cannot be written is lost: there is no other place to say so.
  static func write(_ text: String) {
    var rest = ArraySlice(Array(text.utf8))
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { bytes in
        systemWrite(STDERR_FILENO, bytes)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        StandardStreams.wait(for: STDERR_FILENO, POLLOUT)
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }
}
