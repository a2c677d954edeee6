import Foundation

/// A file in a folder of its own.
struct TemporaryFile {
  let folder: String
  var path: String { folder + "/file" }

  init(_ text: String) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "elman-\(UUID().uuidString)")
    folder = url.path
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try write(text, to: "file")
  }

  /// Writes a file beside it, in folders that need not be there.
  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Removes the folder.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

/// Runs `body` with the path of a file that goes away afterwards.
func withTemporaryFile<Result>(
  _ text: String, _ body: (String) throws -> Result
) throws -> Result {
  let file = try TemporaryFile(text)
  defer { file.remove() }
  return try body(file.path)
}
