import ElmanLibc
import ElmanSystem
import ElmanTestSupport
import Testing

/// Links and names that are too long.
struct AtomicFileTargetTests {
  @Test(arguments: ["absent", "folder/absent", "/tmp/elman-absent-\(getpid())"])
  func makesWhatALinkLeadsTo(target: String) throws {
    let folder = try TemporaryFolder()
    #expect(mkdir(folder.file("folder"), 0o777) == 0)
    #expect(symlink(target, folder.file("first")) == 0)
    #expect(symlink("first", folder.file("second")) == 0)
    try AtomicFile.checkWritable(folder.file("second"))
    try AtomicFile.write([2], to: folder.file("second"))
    var status = stat()
    for link in ["first", "second"] {
      #expect(lstat(folder.file(link), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
    #expect(try folder.read("second") == [2])
    if target.hasPrefix("/") { #expect(unlink(target) == 0) }
  }

  @Test func linksInACircleAreRefused() throws {
    let folder = try TemporaryFolder()
    #expect(symlink("b", folder.file("a")) == 0 && symlink("a", folder.file("b")) == 0)
    #expect(throws: FileError.self) { try AtomicFile.checkWritable(folder.file("a")) }
  }

  @Test(arguments: [
    (String(repeating: "é", count: 128), "its name has 256 bytes, at most 255 are possible"),
    (
      String(repeating: "folder/", count: 1_000) + "x",
      "its path has 7001 bytes, which is too long"
    ),
  ])
  func namesThatAreTooLong(path: String, reason: String) throws {
    #expect(throws: FileError.cannotWrite(path: path, reason: reason)) {
      try AtomicFile.checkWritable(path)
    }
    #expect(throws: FileError.cannotRead(path: path, reason: reason)) {
      _ = try MappedFile(path: path)
    }
  }
}
