import ElmanBytes
import ElmanCorpora

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

  /// Warns of bytes that were replaced in a file, unless that was done.
  ///
  /// - Parameter expected: the encoding.
  static func warnOnce(
    of repair: TextRepair?, expected: String, in path: String, _ hasWarned: inout Bool
  ) {
    guard !hasWarned, let repair else { return }
    hasWarned = true
    line(
      """
      warning: \(path):\(repair.line): expected \(expected), found other bytes at byte offset \
      \(repair.byteOffset); these and all that follow are replaced by U+FFFD
      """)
  }

  /// Warns of a line, sentence or text that is longer than what is held at a time, unless that was done.
  static func warnOnce(
    ofCutAt line: Int?, in path: String, of maximumBytes: Int, _ hasWarned: inout Bool
  ) {
    guard !hasWarned, let line else { return }
    hasWarned = true
    self.line(
      """
      warning: \(path):\(line): expected at most \(maximumBytes >> 20) MiB, found more; this and all \
      that are so long are cut into several
      """)
  }

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
