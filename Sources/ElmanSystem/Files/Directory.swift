import ElmanBytes
import ElmanLibc

/// What folders hold.
package enum Directory {
  /// The names in a folder, those of itself and of the folder above among them, in no order.
  ///
  /// - Throws: `FileError.notDirectory` for a file, `missing`, `permissionDenied`, `cannotRead`.
  package static func names(in path: String) throws(FileError) -> [String] {
    try names(in: BytePath(path))
  }

  /// The same for a path that need not be UTF-8.
  package static func names(in path: BytePath) throws(FileError) -> [String] {
    // To C a zero byte would end the path, and another folder might be read.
    guard !path.bytes.contains(0) else { throw .missing(path: "\(path)") }
    guard let directory = opendir(path.cString) else { throw error(path) }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      // Only this tells the end of the folder from a failure.
      errno = 0
      guard let entry = readdir(directory) else { break }
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        })
    }
    guard errno == 0 else { throw error(path) }
    return names
  }

  private static func error(_ path: BytePath) -> FileError {
    errno == ENOTDIR ? .notDirectory(path: "\(path)") : .reading("\(path)", code: errno)
  }
}
