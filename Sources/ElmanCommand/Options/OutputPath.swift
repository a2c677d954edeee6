import ElmanSystem

/// Guards files that are read against being written over.
enum OutputPath {
  /// Makes sure that a path to write to leads to no file that is read, under whatever name, or that is
  /// written as well.
  ///
  /// - Parameter use: what is done with the others, `read` or `written`.
  /// - Throws: `CommandError`.
  static func expect(
    _ path: String, as option: String, toBeNoneOf others: [String], _ use: String = "read"
  ) throws(CommandError) {
    guard let output = Identity(of: path) else { return }
    for other in others where Identity(of: other) == output {
      throw CommandError(
        "\(path): expected another path with \(option), found that of \(other), which is \(use)",
        code: Failure.usage)
    }
  }

  /// What all names of one regular file share, or of one that is not there yet.
  private struct Identity: Equatable {
    private let file: FileStatus.Identity
    /// The name in the folder that `file` is, where there is no file.
    private let name: [UInt8]

    /// - Returns: `nil` where no regular file is or can be.
    init?(of path: String) {
      if let status = FileStatus(of: path) {
        guard status.kind == .regularFile else { return nil }
        (file, name) = (status.identity, [])
      } else {
        guard let target = try? AtomicFile.target(of: path),
          let folder = FileStatus(of: target.folder)
        else { return nil }
        (file, name) = (folder.identity, Array(target.nameBytes))
      }
    }
  }
}
