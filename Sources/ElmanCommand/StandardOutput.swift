#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where results go, through a buffer.
struct StandardOutput: ~Copyable {
  /// Whether a person reads the results.
  static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// What is to be written; append to it and call ``flushIfFull()``.
  var buffer: [UInt8] = []

  private static let limit = 1 << 16

  init() { buffer.reserveCapacity(2 * Self.limit) }

  /// Writes a text and a line break at once.
  ///
  /// - Throws: what ``flush()`` throws.
  static func print(_ text: String) throws(OutputError) {
    var output = StandardOutput()
    output.buffer.append(contentsOf: text.utf8)
    output.buffer.append(UInt8(ascii: "\n"))
    try output.flush()
  }

  /// Writes the buffer once it holds 64 KiB.
  ///
  /// - Throws: what ``flush()`` throws.
  mutating func flushIfFull() throws(OutputError) {
    if buffer.count >= Self.limit { try flush() }
  }

  /// Writes all of the buffer.
  ///
  /// - Throws: `closed` when nobody reads any more; `failed` for any other refusal of the system.
  mutating func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBufferPointer { (bytes) throws(OutputError) in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        rest = rest.dropFirst(try Self.write(UnsafeRawBufferPointer(rebasing: rest)))
      }
    }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) -> Int {
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

/// Why results could not be written.
enum OutputError: Error, Equatable, CustomStringConvertible {
  /// Whoever read them went away, as `head` does: no failure.
  case closed
  /// The system refused, for instance because the disk is full.
  case failed(reason: String)

  var description: String {
    switch self {
    case .closed: "standard output: closed by its reader"
    case .failed(let reason): "standard output: cannot write: \(reason)"
    }
  }
}
