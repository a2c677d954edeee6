import ElmanSystem
import ElmanTestSupport
import Testing

/// Temporary files of processes that were killed.
@Suite struct AbandonedFilesTests {
  @Test func theNextWriterOfATargetRemovesThem() throws {
    let folder = try TemporaryFolder()
    let left = try temporaryName(of: "file", in: folder)
    try folder.write([1, 2], to: left)
    try AtomicFile.write([3], to: folder.file("other"))
    #expect(try folder.contents == [left, "other"])
    try AtomicFile.write([3], to: folder.file("file"))
    #expect(try folder.contents == ["file", "other"])
  }

  @Test func thoseThatAreWrittenStay() throws {
    let folder = try TemporaryFolder()
    var first = try AtomicFile(path: folder.file("file"))
    try first.write([1])
    var second = try AtomicFile(path: folder.file("file"))
    try second.write([2])
    #expect(try folder.contents.count == 2)
    try first.commit()
    try second.commit()
    #expect(try folder.contents == ["file"] && folder.read("file") == [2])
  }

  /// However long the target's name may be.
  @Test func namesAreShort() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "n", count: 250)
    #expect(try temporaryName(of: name, in: folder).utf8.count < 40)
    try AtomicFile.write([3], to: folder.file(name))
    #expect(try folder.contents == [name])
  }

  private func temporaryName(of target: String, in folder: TemporaryFolder) throws -> String {
    let file = try AtomicFile(path: folder.file(target))
    let names = try folder.contents
    withExtendedLifetime(file.path) {}
    return try #require(names.first)
  }
}
