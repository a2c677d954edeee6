import ElmanBytes
import ElmanLibc

extension AtomicFile {
  /// Where a path leads through symbolic links, also through those to a file that is not there yet: what
  /// is to be written in its place, so that the links stay.
  ///
  /// - Throws: `FileError.cannotWrite` for links that lead in a circle or to nowhere.
  package static func target(of path: String) throws(FileError) -> BytePath {
    var target = BytePath(path)
    // As many as Linux follows.
    for _ in 0...40 {
      guard let status = FileStatus(of: target, followsLinks: false) else {
        // What is beside it could be written all the same, which renaming would say at the very end.
        if errno == ENAMETOOLONG { throw FileError.writing(path, code: errno) }
        return target
      }
      guard status.kind == .symbolicLink else { return target }
      var name = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let length = readlink(target.cString, &name, name.count - 1)
      guard length > 0 else { throw FileError.writing(path, code: errno) }
      let link = BytePath(name[..<length].map { UInt8(bitPattern: $0) })
      target = link.isAbsolute ? link : target.folder.appending(link)
    }
    throw FileError.writing(path, code: ELOOP)
  }
}
