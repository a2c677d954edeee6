import ElmanSystem

/// Where results go: standard output, or a file that appears whole or not at all.
struct ResultOutput: ~Copyable {
  private var file: AtomicFile?

  /// - Parameter path: the file, if it is not standard output.
  /// - Throws: `OutputError.file` for one that cannot be written.
  init(path: String? = nil) throws(OutputError) {
    guard let path else { return }
    do { file = try AtomicFile(path: path) } catch { throw .file(error) }
  }

  /// Writes the next bytes.
  ///
  /// - Throws: `OutputError`.
  mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    if file == nil { return try StandardOutput.write(bytes) }
    do { try file?.write(bytes) } catch { throw .file(error) }
  }

  /// Gives the file its name.
  ///
  /// - Throws: `OutputError`.
  mutating func finish() throws(OutputError) {
    guard let file = file.take() else { return }
    do { try file.commit() } catch { throw .file(error) }
  }
}

/// Why results could not be written.
enum OutputError: Error, Equatable, CustomStringConvertible {
  /// Whoever read them went away, as `head` does: no failure.
  case closed
  /// The system refused, for instance because the disk is full.
  case file(FileError)

  var description: String {
    switch self {
    case .closed: "standard output: closed by its reader"
    case .file(let error): "\(error)"
    }
  }
}
