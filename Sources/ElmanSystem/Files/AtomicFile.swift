import ElmanBytes
import ElmanLibc

/// A file that appears at its path whole or not at all.
///
/// Bytes go to a temporary file in the same folder. ``commit()`` brings them to the disk and then
/// renames the temporary file to the target; until then whatever the target held is untouched. A
/// value that goes away without `commit()` removes its temporary file; that of a process that was
/// killed is removed when the same target is written next.
///
/// ```swift
/// var file = try AtomicFile(path: "scores.txt")
/// try file.write("accuracy 0.95\n")
/// try file.commit()
/// ```
///
/// A target that is a symbolic link stays one: the file that it leads to is replaced, or made. The
/// permissions of a file that is replaced are kept.
package struct AtomicFile: ~Copyable {
  /// The path of the target, as it was given.
  package let path: String

  private let target: BytePath
  private let folder: BytePath
  private let temporary: BytePath
  private let note: Int?
  private var descriptor: Int32
  private var isCommitted = false
  private var pending: [UInt8] = []

  private static let pendingLimit = 1 << 16

  /// Creates the temporary file beside the target.
  ///
  /// - Throws: `FileError.cannotWrite` where the folder does not exist or may not be written, or
  ///   where the target is a folder, a device or a pipe.
  package init(path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileError.writing(path, code: ENOENT)
    }
    var permissions: mode_t?
    let target = try Self.target(of: path)
    let status = FileStatus(of: path)
    // Renaming over a device would replace the device.
    switch status?.kind {
    case nil: break
    case .regularFile: permissions = (status?.details.st_mode).map { $0 & 0o777 }
    case .directory: throw FileError.writing(path, code: EISDIR)
    default: throw FileError.cannotWrite(path: path, reason: "not a regular file")
    }
    let folder = target.folder
    if let status, let code = Self.refusalToReplace(target, status, in: folder) {
      throw FileError.writing(path, code: code)
    }
    let abandoned = AbandonedFiles(target: target, folder: folder)
    abandoned.remove()

    var temporary = folder
    var note: Int?
    var descriptor: Int32 = -1
    var code = EEXIST
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<8 where descriptor < 0 && code == EEXIST {
      temporary = folder.appending(
        "\(abandoned.prefix)\(String(generator.next(), radix: 36)).tmp")
      // Before the file is there: a signal may come between the two.
      note = TemporaryFiles.note(temporary)
      descriptor = open(temporary.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      code = descriptor < 0 ? errno : 0
      if descriptor >= 0, !AbandonedFiles.lock(descriptor) {
        close(descriptor)
        (descriptor, code) = (-1, EEXIST)
      }
      if descriptor < 0 { TemporaryFiles.forget(note) }
    }
    guard descriptor >= 0 else { throw FileError.writing(path, code: code) }
    // A file system without permissions refuses this, and nothing is lost.
    if let permissions { _ = fchmod(descriptor, permissions) }

    self.path = path
    self.target = target
    self.folder = folder
    self.temporary = temporary
    self.descriptor = descriptor
    self.note = note
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted { unlink(temporary.cString) }
    TemporaryFiles.forget(note)
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileError.cannotWrite`, also for bytes of an earlier call that were held back.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if pending.count + bytes.count > Self.pendingLimit { try flush() }
    if bytes.count > Self.pendingLimit {
      try write(all: bytes)
    } else {
      pending.append(contentsOf: bytes)
    }
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileError.cannotWrite`, also for bytes of an earlier call that were held back.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Appends a text as UTF-8.
  ///
  /// - Throws: `FileError.cannotWrite`, also for bytes of an earlier call that were held back.
  package mutating func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8))
  }

  /// Brings all bytes to the disk and gives the file its name.
  ///
  /// - Throws: `FileError.cannotWrite`. The target is then as it was, unless the very last step,
  ///   bringing the folder's entry to the disk, is the one that failed.
  package consuming func commit() throws(FileError) {
    try flush()
    while fsync(descriptor) != 0 {
      guard errno == EINTR else { throw FileError.writing(path, code: errno) }
    }
    let closed = close(descriptor)
    let code = errno
    descriptor = -1
    guard closed == 0 || code == EINTR else { throw FileError.writing(path, code: code) }
    guard rename(temporary.cString, target.cString) == 0 else {
      throw FileError.writing(path, code: errno)
    }
    isCommitted = true
    try Self.synchronizeFolder(folder, path: path)
  }

  private mutating func flush() throws(FileError) {
    guard !pending.isEmpty else { return }
    try pending.withUnsafeBufferPointer { (buffer) throws(FileError) in
      try write(all: UnsafeRawBufferPointer(buffer))
    }
    pending.removeAll(keepingCapacity: true)
  }

  private borrowing func write(all bytes: UnsafeRawBufferPointer) throws(FileError) {
    if let error = writeAll(bytes, to: descriptor) { throw .writing(path, code: error.code) }
  }

  private static func synchronizeFolder(_ folder: BytePath, path: String) throws(FileError) {
    let descriptor = open(folder.cString, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder may be writable and yet not readable; then there is nothing more to do.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    while fsync(descriptor) != 0 {
      switch errno {
      case EINTR: continue
      // Some file systems cannot do it for folders.
      case EINVAL, ENOTSUP, EBADF: return
      case let code: throw FileError.writing(path, code: code)
      }
    }
  }

  /// Why a file cannot be replaced although others can be made beside it, which renaming would say at
  /// the very end.
  private static func refusalToReplace(
    _ target: BytePath, _ status: FileStatus, in folder: BytePath
  ) -> Int32? {
    let descriptor = open(target.cString, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    // Immutable files; one that may only be read is replaced all the same.
    if descriptor < 0, errno == EPERM { return EPERM }
    if descriptor >= 0 { close(descriptor) }
    // In a folder such as /tmp a file belongs to whoever made it.
    let user = geteuid()
    guard user != 0, user != status.details.st_uid, let parent = FileStatus(of: folder)?.details,
      parent.st_mode & S_ISVTX != 0, user != parent.st_uid
    else { return nil }
    return EPERM
  }
}

extension AtomicFile {
  /// Makes sure that a file can be written at a path, and leaves what is there as it is.
  ///
  /// - Throws: what ``init(path:)`` throws.
  package static func checkWritable(_ path: String) throws(FileError) {
    _ = try AtomicFile(path: path)
  }

  /// Writes a whole file.
  ///
  /// - Throws: `FileError.cannotWrite`.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Writes a whole file of UTF-8 text.
  ///
  /// - Throws: `FileError.cannotWrite`.
  package static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }
}
