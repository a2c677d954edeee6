import ElmanTensors

/// Where results go, through a buffer: standard output, or a file that appears whole or not at all.
struct ResultOutput: ~Copyable {
  /// What is to be written; append to it and call ``flushIfFull()``.
  var buffer: [UInt8] = []

  private var file: AtomicFile?

  private static let limit = 1 << 16

  /// - Parameter path: the file, if it is not standard output.
  /// - Throws: `OutputError.file` for one that cannot be written.
  init(path: String? = nil) throws(OutputError) {
    buffer.reserveCapacity(2 * Self.limit)
    guard let path else { return }
    do { file = try AtomicFile(path: path) } catch { throw .file(error) }
  }

  /// Writes the buffer once it holds 64 KiB.
  ///
  /// - Throws: what ``flush()`` throws.
  mutating func flushIfFull() throws(OutputError) {
    if buffer.count >= Self.limit { try flush() }
  }

  /// Writes all of the buffer.
  ///
  /// - Throws: `OutputError`.
  mutating func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    if file == nil { return try StandardOutput.write(buffer) }
    do { try file?.write(buffer) } catch { throw .file(error) }
  }

  /// Writes what is left, and gives the file its name.
  ///
  /// - Throws: `OutputError`.
  mutating func finish() throws(OutputError) {
    try flush()
    guard let file = file.take() else { return }
    do { try file.commit() } catch { throw .file(error) }
  }
}

/// Why results could not be written.
enum OutputError: Error, Equatable, CustomStringConvertible {
  /// Whoever read them went away, as `head` does: no failure.
  case closed
  /// The system refused, for instance because the disk is full.
  case failed(reason: String)
  /// The file that they were to go to cannot be written.
  case file(FileError)

  var description: String {
    switch self {
    case .closed: "standard output: closed by its reader"
    case .failed(let reason): "standard output: cannot write: \(reason)"
    case .file(let error): "\(error)"
    }
  }
}
