import ElmanLibc
import ElmanTestSupport
import Testing

@testable import ElmanSystem

struct MappedFileTests {
  @Test(arguments: [1, 8, 4095, 4096, 4097, 100_000])
  func holdsTheBytesOfTheFile(count: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.write(bytes, to: "file")
    let file = try MappedFile(path: path)
    #expect(Array(file.bytes) == bytes)
    #expect(file.path == path)
  }

  @Test func outlivesItsName() throws {
    let folder = try TemporaryFolder()
    let file = try MappedFile(path: try folder.write([1, 2, 3], to: "file"))
    try AtomicFile.write([9, 9, 9, 9], to: file.path)
    #expect(Array(file.bytes) == [1, 2, 3])
  }

  @Test func refusesWhatIsNoFile() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("none")
    #expect(throws: FileError.missing(path: missing)) { try MappedFile(path: missing) }
    let file = try folder.write([1], to: "file")
    #expect(throws: FileError.missing(path: file + "/x")) { try MappedFile(path: file + "/x") }
    #expect(throws: FileError.missing(path: file + "\0x")) { try MappedFile(path: file + "\0x") }
    #expect(throws: FileError.missing(path: "")) { try MappedFile(path: "") }
    #expect(throws: FileError.isDirectory(path: folder.path)) {
      try MappedFile(path: folder.path)
    }
    let empty = try folder.write([], to: "empty")
    #expect(throws: FileError.isEmpty(path: empty)) { try MappedFile(path: empty) }
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError.notRegularFile(path: pipe)) { try MappedFile(path: pipe) }
    #expect(throws: FileError.notRegularFile(path: "/dev/null")) {
      try MappedFile(path: "/dev/null")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func refusesWhatMayNotBeRead() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "secret")
    #expect(chmod(path, 0) == 0)
    #expect(throws: FileError.permissionDenied(path: path)) { try MappedFile(path: path) }
  }

  @Test func namesSystemErrors() {
    #expect(FileError.reading("f", code: EACCES) == .permissionDenied(path: "f"))
    #expect(FileError.reading("f", code: ENOENT) == .missing(path: "f"))
    #expect(FileError.reading("f", code: EISDIR) == .isDirectory(path: "f"))
    // Each C library has its own words for this one.
    let reason = String(cString: strerror(EIO))
    #expect(
      FileError.reading("f", code: EIO).description
        == "f: expected a file that can be read, found: \(reason)")
    #expect(
      FileError.writing("f", code: ENOSPC).description == "f: cannot write: No space left on device"
    )
  }

  @Test func copiesToAnAlignedAddress() {
    let file = MappedFile(copying: [1, 2, 3], name: "copy")
    #expect(Array(file.bytes) == [1, 2, 3])
    #expect(Int(bitPattern: file.bytes.baseAddress) % 64 == 0)
    #expect(MappedFile(copying: [], name: "nothing").bytes.isEmpty)
  }

  @Test func lendsStaticBytes() {
    let text: StaticString = "static"
    let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    let file = MappedFile(staticBytes: bytes, name: "built in")
    #expect(file.bytes.baseAddress == bytes.baseAddress)
    #expect(Array(file.bytes) == Array("static".utf8))
    #expect(file.path == "built in")
  }
}
