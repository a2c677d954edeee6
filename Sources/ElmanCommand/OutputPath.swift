#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Guards files that are read against being written over.
enum OutputPath {
  /// Makes sure that a path to write to leads to no file that is read, under whatever name.
  ///
  /// - Throws: `CommandError`.
  static func expect(
    _ path: String, as option: String, toBeNoneOf inputs: [String]
  ) throws(CommandError) {
    guard let output = identity(of: path) else { return }
    for input in inputs where identity(of: input) == output {
      throw CommandError(
        "\(path): expected another path with \(option), found that of \(input), which is read",
        code: Failure.usage)
    }
  }

  /// What all names of one regular file share; `nil` if there is none.
  private static func identity(of path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return [UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino)]
  }
}
