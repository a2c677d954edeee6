import ElmanSystem
import ElmanTestSupport
import Testing

@Suite struct DirectoryTests {
  @Test func tellsAllNames() throws {
    let folder = try TemporaryFolder()
    for name in ["b", ".hidden", "é", "deeper/x"] { try folder.write("", to: name) }
    let names = try Directory.names(in: folder.path)
    #expect(names.sorted() == [".", "..", ".hidden", "b", "deeper", "é"])
  }

  @Test func whatIsNoFolderIsAnError() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "file")
    #expect(throws: FileError.notDirectory(path: file)) { try Directory.names(in: file) }
    let missing = folder.file("none")
    #expect(throws: FileError.missing(path: missing)) { try Directory.names(in: missing) }
    let cut = folder.path + "\0"
    #expect(throws: FileError.missing(path: cut)) { try Directory.names(in: cut) }
  }
}
