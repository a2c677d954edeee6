#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a whole file could not be read or written.
public enum FileError: Error, Equatable, Sendable {
  /// No file has this path.
  case missing(path: String)
  /// The file or a folder on the way to it may not be read by this user.
  case permissionDenied(path: String)
  /// The path leads to a folder.
  case isDirectory(path: String)
  /// The path leads to a device, a pipe or a socket.
  case notRegularFile(path: String)
  /// The file has no bytes.
  case isEmpty(path: String)
  /// The system refused to read the file for the stated reason.
  case cannotRead(path: String, reason: String)
  /// The system refused to write the file for the stated reason.
  case cannotWrite(path: String, reason: String)
}

extension FileError: CustomStringConvertible {
  /// One line that names the file and what is wrong with it.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): no such file"
    case .permissionDenied(let path): "\(path): permission denied"
    case .isDirectory(let path): "\(path): expected a file, found a folder"
    case .notRegularFile(let path): "\(path): expected a regular file, found a device or a pipe"
    case .isEmpty(let path): "\(path): the file is empty"
    case .cannotRead(let path, let reason): "\(path): cannot read: \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot write: \(reason)"
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
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
