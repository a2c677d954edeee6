import ElmanLibc
import Foundation

/// A new empty folder that goes away, with all it holds, when the value does.
///
/// It is made and read without the code that tests are about.
package final class TemporaryFolder: Sendable {
  /// Where it is.
  package let path: String

  /// Makes a folder.
  package init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("elman-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names of what the folder holds, sorted.
  package var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The path of a file in the folder.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, with the folders that it stands in; returns its path.
  @discardableResult
  package func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let path = file(name)
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw CocoaError(.fileWriteUnknown)
    }
    return path
  }

  /// Writes a file of text as UTF-8; returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }

  /// The bytes of a file.
  package func read(_ name: String) throws -> [UInt8] {
    // Foundation takes a path apart by characters, the C library by bytes.
    guard let stream = fopen(file(name), "rb") else { throw CocoaError(.fileReadUnknown) }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}

/// Runs `body` with the path of a file of this text, which goes away afterwards.
package func withTemporaryFile<Result>(
  _ text: String, _ body: (String) throws -> Result
) throws -> Result {
  let folder = try TemporaryFolder()
  let path = try folder.write(text, to: "file")
  return try withExtendedLifetime(folder) { try body(path) }
}

/// Runs `body` with a path at which it may make a file, which goes away afterwards.
package func withTemporaryPath<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try TemporaryFolder()
  return try withExtendedLifetime(folder) { try body(folder.file("file")) }
}

/// The bytes of the file that `write` makes at a path that is free.
package func bytesOfFile(_ write: (String) throws -> Void) throws -> [UInt8] {
  let folder = try TemporaryFolder()
  try write(folder.file("file"))
  return try folder.read("file")
}
