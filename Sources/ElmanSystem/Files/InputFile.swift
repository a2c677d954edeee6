import ElmanLibc

/// A file, a pipe or a terminal that is read once, from its start to its end.
package final class InputFile {
  /// The path as it was given, or what errors call an input without one.
  package let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  /// Opens the file at `path`.
  ///
  /// - Throws: `FileError.missing`, `permissionDenied`, `isDirectory` or `cannotRead`.
  package init(path: String) throws(FileError) {
    // To C a zero byte would end the path, and another file might be read.
    guard !path.utf8.contains(0) else { throw .missing(path: path) }
    do throws(SystemError) {
      descriptor = try openDescriptor(Array(path.utf8CString), O_RDONLY)
    } catch {
      throw .reading(path, code: error.code)
    }
    self.path = path
    isOwned = true
    if FileStatus(ofDescriptor: descriptor)?.kind == .directory {
      throw .isDirectory(path: path)
    }
  }

  /// Reads from an open file, which stays open.
  package init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    isOwned = false
  }

  deinit { if isOwned { close(descriptor) } }

  /// Fills the start of `buffer` with the next bytes, as many as can be had without waiting for more.
  ///
  /// - Returns: the number of bytes; 0 at the end of the input and only there.
  /// - Throws: `FileError.isDirectory` or `cannotRead`.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    do throws(SystemError) { return try readSome(into: buffer, from: descriptor) } catch {
      throw .reading(path, code: error.code)
    }
  }
}
