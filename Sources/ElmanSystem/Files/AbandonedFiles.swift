import ElmanBytes
import ElmanLibc

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
    let hash = FNV1a<UInt64>.hash(of: target.nameBytes)
    prefix = ".\(String(hash, radix: 36))-"
  }

  /// Takes the lock on a temporary file that was just made.
  ///
  /// - Returns: whether it is there still: another process may have come between.
  static func lock(_ descriptor: Int32) -> Bool {
    // Some file systems know no locks; then nothing is ever removed there.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 { return errno != EWOULDBLOCK }
    return FileStatus(ofDescriptor: descriptor).map { $0.details.st_nlink > 0 } ?? true
  }

  /// Removes the files. What cannot be removed stays.
  func remove() {
    for name in (try? Directory.names(in: folder)) ?? []
    where name.utf8.starts(with: prefix.utf8) && BytePath(name).hasEnding(".tmp") {
      removeIfAbandoned(folder.appending(name))
    }
  }

  private func removeIfAbandoned(_ path: BytePath) {
    let descriptor = open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path.cString) }
  }
}
