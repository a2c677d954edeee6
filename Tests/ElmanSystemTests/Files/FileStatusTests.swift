import ElmanBytes
import ElmanLibc
import ElmanSystem
import ElmanTestSupport
import Testing

@Suite struct FileStatusTests {
  @Test func tellsWhatIsThere() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "file")
    #expect(symlink("file", folder.file("link")) == 0 && mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(FileStatus(of: file)?.kind == .regularFile)
    #expect(FileStatus(of: folder.path)?.kind == .directory)
    #expect(FileStatus(of: folder.file("pipe"))?.kind == .other)
    let link = BytePath(folder.file("link"))
    #expect(FileStatus(of: link)?.kind == .regularFile)
    #expect(FileStatus(of: link, followsLinks: false)?.kind == .symbolicLink)
    #expect(FileStatus(of: folder.file("none")) == nil)
  }

  @Test func allNamesOfAFileShareTheIdentity() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "file")
    #expect(link(file, folder.file("other")) == 0)
    try folder.write("", to: "third")
    let identities = ["file", "other", "third"].map { FileStatus(of: folder.file($0))?.identity }
    #expect(identities[0] == identities[1] && identities[1] != identities[2])
  }

  @Test func whatIsCertainlyAbsentCannotBe() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "file")
    #expect(FileStatus.mayExist(file) && FileStatus.mayExist(folder.path))
    #expect(!FileStatus.mayExist(folder.file("none")) && !FileStatus.mayExist(file + "/x"))
    #expect(!FileStatus.mayExist(folder.file(String(repeating: "n", count: 300))))
  }
}
