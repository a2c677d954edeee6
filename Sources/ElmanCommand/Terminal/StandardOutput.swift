#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where results go, if not to a file.
enum StandardOutput {
  /// Whether a person reads the results.
  static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Writes a text and a line break at once.
  ///
  /// - Throws: what ``write(_:)`` throws.
  static func print(_ text: String) throws(OutputError) {
    try write(Array(text.utf8) + [UInt8(ascii: "\n")])
  }

  /// Writes all of some bytes.
  ///
  /// - Throws: `closed` when nobody reads any more; `failed` for any other refusal of the system.
  static func write(_ bytes: [UInt8]) throws(OutputError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(OutputError) in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        rest = rest.dropFirst(try writePart(UnsafeRawBufferPointer(rebasing: rest)))
      }
    }
  }

  private static func writePart(_ bytes: UnsafeRawBufferPointer) throws(OutputError) -> Int {
    while true {
      let count = systemWrite(STDOUT_FILENO, bytes)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Another program that shares the terminal or pipe may have made it non-blocking.
        StandardStreams.wait(for: STDOUT_FILENO, POLLOUT)
      case EPIPE: throw .closed
      case let code: throw .failed(reason: strerror(code).map { String(cString: $0) } ?? "\(code)")
      }
    }
  }
}
