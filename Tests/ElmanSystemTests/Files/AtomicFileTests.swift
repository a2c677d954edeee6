import ElmanLibc
import ElmanSystem
import ElmanTestSupport
import Testing

struct AtomicFileTests {
  @Test func writesTexts() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("eins\n", to: folder.file("text"))
    try AtomicFile.write("zwei: \u{E9}\n", to: folder.file("text"))
    #expect(try folder.read("text") == Array("zwei: \u{E9}\n".utf8))
    try AtomicFile.write("", to: folder.file("empty"))
    #expect(try folder.read("empty") == [])
    #expect(try folder.contents == ["empty", "text"])
  }

  /// To `String` a slash with a combining mark behind it is no slash.
  @Test func slashesAreBytes() throws {
    let folder = try TemporaryFolder()
    var file = try AtomicFile(path: folder.file("\u{301}m"))
    try file.write("eins")
    #expect(try folder.contents.count == 1)
    try file.commit()
    #expect(try folder.contents.map { Array($0.utf8) } == [Array("\u{301}m".utf8)])
    // That it is replaced makes the system name its folder.
    try AtomicFile.write("zwei", to: folder.file("\u{301}m"))
    #expect(try folder.read("\u{301}m") == Array("zwei".utf8))
  }

  @Test(arguments: [1, 1000, 65_535, 65_536, 65_537, 200_000])
  func keepsTheOrderOfManyWrites(size: Int) throws {
    let folder = try TemporaryFolder()
    var expected: [UInt8] = []
    var file = try AtomicFile(path: folder.file("file"))
    for turn in 0..<4 {
      let large = [UInt8](repeating: UInt8(turn), count: size)
      try file.write(large)
      try file.write("-")
      expected += large + [UInt8(ascii: "-")]
    }
    try file.commit()
    #expect(try folder.read("file") == expected)
  }

  @Test func leavesTheTargetAloneUntilCommit() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    do {
      var file = try AtomicFile(path: folder.file("file"))
      try file.write([UInt8](repeating: 2, count: 100_000))
      #expect(try folder.read("file") == [1])
      #expect(try folder.contents.count == 2)
    }
    #expect(try folder.read("file") == [1])
    #expect(try folder.contents == ["file"])
  }

  @Test func removesTheTemporaryFileWhenCommitFails() throws {
    let folder = try TemporaryFolder()
    let target = folder.file("target")
    var file = try AtomicFile(path: target)
    try file.write([1])
    // A folder that took the target's place cannot be replaced by a file.
    #expect(mkdir(target, 0o700) == 0)
    var failure: FileError?
    do throws(FileError) { try file.commit() } catch { failure = error }
    #expect(failure == .cannotWrite(path: target, reason: "Is a directory"))
    #expect(try folder.contents == ["target"])
  }

  @Test func refusesTargetsThatAreNoFile() throws {
    let folder = try TemporaryFolder()
    let inMissing = folder.file("none/file")
    #expect(throws: FileError.cannotWrite(path: inMissing, reason: "No such file or directory")) {
      try AtomicFile.write("x", to: inMissing)
    }
    #expect(throws: FileError.cannotWrite(path: folder.path, reason: "Is a directory")) {
      try AtomicFile.write("x", to: folder.path)
    }
    #expect(throws: FileError.cannotWrite(path: "", reason: "No such file or directory")) {
      try AtomicFile.write("x", to: "")
    }
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError.cannotWrite(path: pipe, reason: "not a regular file")) {
      try AtomicFile.write("x", to: pipe)
    }
    #expect(try folder.contents == ["pipe"])
  }

  @Test func replacesWhatALinkLeadsTo() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    #expect(symlink("file", folder.file("link")) == 0)
    try AtomicFile.write([2], to: folder.file("link"))
    #expect(try folder.read("file") == [2])
    var status = stat()
    #expect(lstat(folder.file("link"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func keepsPermissions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "file")
    #expect(chmod(path, 0o640) == 0)
    try AtomicFile.write([2], to: path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }
}
