import ElmanBytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The temporary files of one target that processes left which were killed while they wrote.
///
/// Whoever writes a temporary file holds a lock on it, which the system takes back when the process
/// ends: a file that can be locked belongs to nobody.
struct AbandonedFiles {
  private let folder: BytePath
  /// What the names of the target's temporary files begin with. It is short, whatever the target's
  /// name.
  let prefix: String

  /// The temporary files of a target.
  init(target: BytePath, folder: BytePath) {
    self.folder = folder
    // The 64-bit hash FNV-1a (Fowler, Noll and Vo, 1991) of the name.
    let hash = target.nameBytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    prefix = ".\(String(hash, radix: 36))-"
  }

  /// Takes the lock on a temporary file that was just made.
  ///
  /// - Returns: whether it is there still: another process may have come between.
  static func lock(_ descriptor: Int32) -> Bool {
    // Some file systems know no locks; then nothing is ever removed there.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 { return errno != EWOULDBLOCK }
    var status = stat()
    return fstat(descriptor, &status) != 0 || status.st_nlink > 0
  }

  /// Removes the files. What cannot be removed stays.
  func remove() {
    guard let directory = opendir(folder.cString) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name.utf8.starts(with: prefix.utf8), BytePath(name).hasEnding(".tmp") {
        removeIfAbandoned(folder.appending(name))
      }
    }
  }

  private func removeIfAbandoned(_ path: BytePath) {
    let descriptor = open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path.cString) }
  }
}
