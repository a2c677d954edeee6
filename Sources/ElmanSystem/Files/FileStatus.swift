import ElmanBytes
import ElmanLibc

/// What the system knows of a file, whatever its bytes are.
package struct FileStatus {
  /// What is at a path.
  package enum Kind: Sendable {
    /// A file that holds bytes.
    case regularFile
    /// A folder.
    case directory
    /// A symbolic link that was not followed.
    case symbolicLink
    /// A device, a pipe or a socket.
    case other
  }

  /// What all names of one file share, and no other file has.
  package struct Identity: Hashable, Sendable {
    private let device, inode: UInt64

    fileprivate init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  /// All that the system tells.
  let details: stat

  /// The bytes of a file.
  package var size: Int { Int(details.st_size) }

  /// The status of what is at a path.
  ///
  /// - Parameters:
  ///   - path: the place.
  ///   - followsLinks: whether that of what a symbolic link leads to.
  /// - Returns: `nil` where nothing is, or nothing that may be known of; then `errno` says why.
  package init?(of path: BytePath, followsLinks: Bool = true) {
    var status = stat()
    let path = path.cString
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    details = status
  }

  /// The status of what is at a path, followed through symbolic links.
  ///
  /// - Returns: `nil` where nothing is, or nothing that may be known of.
  package init?(of path: String) { self.init(of: BytePath(path)) }

  /// The status of an open file.
  ///
  /// - Returns: `nil` where it cannot be known; then `errno` says why.
  init?(ofDescriptor descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    details = status
  }

  /// What is there.
  package var kind: Kind {
    switch details.st_mode & S_IFMT {
    case S_IFREG: .regularFile
    case S_IFDIR: .directory
    case S_IFLNK: .symbolicLink
    default: .other
    }
  }

  /// What tells the file from all others.
  package var identity: Identity { Identity(details) }

  /// Whether anything has a path, or could for all that this user may know.
  package static func mayExist(_ path: String) -> Bool {
    access(path, F_OK) == 0 || ![ENOENT, ENOTDIR, ENAMETOOLONG].contains(errno)
  }
}
