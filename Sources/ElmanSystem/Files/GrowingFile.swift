import ElmanBytes
import ElmanLibc

/// A file that grows at its end, and that others can read meanwhile.
package struct GrowingFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Opens a file, and creates it if there is none.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - keepsContents: whether what it holds stays and is written after.
  /// - Throws: `FileError.cannotWrite`.
  package init(path: String, keepsContents: Bool) throws(FileError) {
    self.path = path
    descriptor = try Self.open(path, keepsContents ? O_APPEND : O_TRUNC)
  }

  deinit { close(descriptor) }

  /// Writes at the end.
  ///
  /// - Throws: `FileError.cannotWrite`.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    if let error = bytes.withUnsafeBytes({ writeAll($0, to: descriptor) }) {
      throw .writing(path, code: error.code)
    }
  }

  /// Makes sure that a file can be written, and leaves one that is there as it is.
  ///
  /// - Throws: `FileError.cannotWrite`.
  package static func checkWritable(_ path: String) throws(FileError) {
    let target = try AtomicFile.target(of: path)
    let isNew = FileStatus(of: target) == nil
    do throws(SystemError) {
      close(try openDescriptor(BytePath(path).cString, O_WRONLY | O_CREAT | O_NONBLOCK))
    } catch {
      // A pipe that nobody reads yet is waited for later.
      guard error.code == ENXIO else { throw .writing(path, code: error.code) }
    }
    if isNew { unlink(target.cString) }
  }

  private static func open(_ path: String, _ flag: Int32) throws(FileError) -> Int32 {
    do throws(SystemError) {
      return try openDescriptor(BytePath(path).cString, O_WRONLY | O_CREAT | flag)
    } catch {
      throw .writing(path, code: error.code)
    }
  }
}
