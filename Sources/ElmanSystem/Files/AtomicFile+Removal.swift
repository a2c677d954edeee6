import ElmanLibc

extension AtomicFile {
  /// Removes a file, if it is there.
  ///
  /// - Throws: `FileError.cannotWrite`.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw FileError.writing(path, code: errno)
    }
  }
}
