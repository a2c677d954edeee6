import ElmanLibc

/// Why a file could not be read or written.
///
/// Every case carries the path as the user gave it; standard input is `<stdin>`.
public enum FileError: Error, Equatable, Sendable {
  /// No file has this path.
  case missing(path: String)
  /// The file or a folder on the way to it may not be read by this user.
  case permissionDenied(path: String)
  /// The path leads to a folder.
  case isDirectory(path: String)
  /// The path leads to a file, where a folder is wanted.
  case notDirectory(path: String)
  /// The path leads to a device, a pipe or a socket.
  case notRegularFile(path: String)
  /// The file has no bytes.
  case isEmpty(path: String)
  /// The file begins as gzip and is damaged or cut off.
  case corruptGzip(path: String, found: String)
  /// The system refused to read the file for the stated reason.
  case cannotRead(path: String, reason: String)
  /// The system refused to write the file for the stated reason.
  case cannotWrite(path: String, reason: String)
}

extension FileError: CustomStringConvertible {
  /// One line that names the file and what is wrong with it.
  public var description: String { "\(path.isEmpty ? "''" : path): \(reason)" }
}

extension FileError {
  /// The path of the file.
  package var path: String {
    switch self {
    case .missing(let path), .permissionDenied(let path), .isDirectory(let path),
      .notDirectory(let path), .notRegularFile(let path), .isEmpty(let path),
      .corruptGzip(let path, _), .cannotRead(let path, _), .cannotWrite(let path, _):
      path
    }
  }

  /// What is wrong with the file, without its path.
  package var reason: String {
    switch self {
    case .missing: "expected a file, found none"
    case .permissionDenied: "expected a file that may be read, found no permission"
    case .isDirectory: "expected a file, found a directory"
    case .notDirectory: "expected a directory, found a file"
    case .notRegularFile: "expected a regular file, found a device or a pipe"
    case .isEmpty: "the file is empty"
    case .corruptGzip(_, let found): "expected whole gzip data, found \(found)"
    case .cannotRead(_, let reason): "expected a file that can be read, found: \(reason)"
    case .cannotWrite(_, let reason): "cannot write: \(reason)"
    }
  }
}

extension FileError {
  /// The error that stands for a system error number met while reading.
  package static func reading(_ path: String, code: Int32) -> FileError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EACCES, EPERM: .permissionDenied(path: path)
    case EISDIR: .isDirectory(path: path)
    default: .cannotRead(path: path, reason: reason(for: code, path))
    }
  }

  /// The error that stands for a system error number met while writing.
  package static func writing(_ path: String, code: Int32) -> FileError {
    .cannotWrite(path: path, reason: reason(for: code, path))
  }

  private static func reason(for code: Int32, _ path: String) -> String {
    if code == ENAMETOOLONG {
      let name = path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.count
      return name > NAME_MAX
        ? "its name has \(name) bytes, at most \(NAME_MAX) are possible"
        : "its path has \(path.utf8.count) bytes, which is too long"
    }
    return SystemError(code: code).description
  }
}
