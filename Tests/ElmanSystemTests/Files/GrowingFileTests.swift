import ElmanLibc
import ElmanSystem
import ElmanTestSupport
import Testing

@Suite struct GrowingFileTests {
  @Test func growsAtItsEnd() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "file")
    do {
      let file = try GrowingFile(path: path, keepsContents: true)
      try file.write(Array("1".utf8))
      #expect(try folder.read("file") == Array("old1".utf8))
      try file.write(Array("2".utf8))
    }
    #expect(try folder.read("file") == Array("old12".utf8))
    _ = try GrowingFile(path: path, keepsContents: false)
    #expect(try folder.read("file") == [])
  }

  @Test func whatIsCheckedStaysAsItWas() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "file")
    try GrowingFile.checkWritable(path)
    #expect(try folder.read("file") == Array("old".utf8))
    try GrowingFile.checkWritable(folder.file("new"))
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    try GrowingFile.checkWritable(folder.file("pipe"))
    #expect(try folder.contents == ["file", "pipe"])
    #expect(throws: FileError.cannotWrite(path: folder.path, reason: "Is a directory")) {
      try GrowingFile.checkWritable(folder.path)
    }
  }
}
