import ElmanLibc

/// The bytes of a file, mapped into memory read-only, or bytes that stand in for a file.
///
/// The object owns the memory: every pointer into ``bytes`` is valid as long as the object lives.
/// Pages are read from disk when they are first touched, and processes that map one file share
/// them.
///
/// A mapping follows its file. Replacing the file by a rename, as ``AtomicFile`` does, leaves the
/// mapping as it was; a program that shortens the file in place makes later reads fail with a bus
/// error, so files must not be edited in place while they are mapped.
///
/// The type is `@unchecked Sendable` because it stores a pointer. Everything in it is constant
/// after `init`, nothing writes to the memory, and only `deinit` gives it back.
package final class MappedFile: @unchecked Sendable {
  private enum Storage {
    case mapped
    case allocated
    case lent
  }

  /// The path that was opened, or the name given to bytes that have no path.
  package let path: String

  /// All bytes of the file, valid as long as this object lives.
  package let bytes: UnsafeRawBufferPointer

  private let storage: Storage

  /// Maps the file at `path`.
  ///
  /// - Throws: `missing`, `permissionDenied`, `isDirectory`, `notRegularFile`, `isEmpty`, and
  ///   `cannotRead` for any other refusal of the system.
  package init(path: String) throws(FileError) {
    // A path with a zero byte would be cut there by the system and open another file.
    guard !path.utf8.contains(0) else { throw FileError.missing(path: path) }

    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.reading(path, code: errno) }
    defer { close(descriptor) }

    guard let status = FileStatus(ofDescriptor: descriptor) else {
      throw FileError.reading(path, code: errno)
    }
    switch status.kind {
    case .regularFile: break
    case .directory: throw FileError.isDirectory(path: path)
    default: throw FileError.notRegularFile(path: path)
    }
    guard status.details.st_size > 0 else { throw FileError.isEmpty(path: path) }
    guard let count = Int(exactly: status.details.st_size) else {
      throw FileError.reading(path, code: EFBIG)
    }

    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard address != MAP_FAILED, let address else { throw FileError.reading(path, code: errno) }
    self.path = path
    self.bytes = UnsafeRawBufferPointer(start: address, count: count)
    self.storage = .mapped
  }

  /// Wraps bytes that are part of the program, and never frees them.
  ///
  /// - Parameters:
  ///   - staticBytes: Memory that stays valid and unchanged until the process ends. Its address
  ///     should be a multiple of 64, as that of a mapped file is.
  ///   - name: What errors call these bytes.
  package init(staticBytes: UnsafeRawBufferPointer, name: String) {
    self.path = name
    self.bytes = staticBytes
    self.storage = .lent
  }

  /// Copies bytes from memory to an address that is a multiple of 64.
  ///
  /// - Parameters:
  ///   - contents: The bytes to copy.
  ///   - name: What errors call these bytes.
  package init(copying contents: [UInt8], name: String) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: contents.count, alignment: 64)
    copy.copyBytes(from: contents)
    self.path = name
    self.bytes = UnsafeRawBufferPointer(copy)
    self.storage = .allocated
  }

  deinit {
    switch storage {
    case .mapped: munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    case .allocated: bytes.deallocate()
    case .lent: break
    }
  }
}
