import ElmanLibc
import ElmanSystem
import ElmanTestSupport
import Foundation
import Testing

@Suite struct InputFileTests {
  private func read(_ file: InputFile) throws(FileError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 10, alignment: 16)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try file.read(into: buffer))])
  }

  @Test func readsToTheEnd() throws {
    let folder = try TemporaryFolder()
    let file = try InputFile(path: folder.write("two words", to: "file"))
    #expect(try read(file) == Array("two words".utf8))
    #expect(try read(file) == [])
  }

  @Test func whatIsNoFileIsAnError() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("none")
    #expect(throws: FileError.missing(path: missing)) { try InputFile(path: missing) }
    #expect(throws: FileError.missing(path: "a\0b")) { try InputFile(path: "a\0b") }
    #expect(throws: FileError.isDirectory(path: folder.path)) { try InputFile(path: folder.path) }
    #expect(throws: FileError.cannotRead(path: "<x>", reason: "Bad file descriptor")) {
      try read(InputFile(descriptor: -1, path: "<x>"))
    }
  }

  /// Another program may have made a pipe non-blocking.
  @Test func aPipeThatDoesNotBlockIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (input, output) = (ends[0], ends[1])
    #expect(fcntl(input, F_SETFL, O_NONBLOCK) == 0)
    // A thread of its own: all of the runtime's may be busy.
    Thread.detachNewThread {
      usleep(20_000)
      _ = write(output, "a", 1)
      close(output)
    }
    let file = InputFile(descriptor: input, path: "<pipe>")
    #expect(try read(file) == Array("a".utf8))
    #expect(try read(file) == [])
    close(input)
  }
}
