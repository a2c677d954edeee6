import Foundation

/// Runs `body` with the path of a folder that holds files, and goes away afterwards.
func withTemporaryFolder<Result>(
  _ files: [(name: String, text: String)], _ body: (String) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "elman-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for (name, text) in files {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  return try body(folder.path)
}

/// Runs `body` with the path of a file that goes away afterwards.
func withTemporaryFile<Result>(
  _ text: String, _ body: (String) throws -> Result
) throws -> Result {
  try withTemporaryFolder([("file", text)]) { try body($0 + "/file") }
}
