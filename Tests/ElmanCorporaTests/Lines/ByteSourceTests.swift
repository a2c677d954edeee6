import ElmanBytes
import ElmanCorpora
import ElmanLibc
import ElmanTestSupport
import Testing

/// gzip.compress(b"one\ntwo\n", mtime=0) of Python's gzip module.
private let firstMember: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0xCF, 0x4B, 0xE5, 0x2A, 0x29,
  0xCF, 0xE7, 0x02, 0x00, 0xE6, 0x0B, 0xBA, 0x12, 0x08, 0x00, 0x00, 0x00,
]

/// gzip.compress(b"three\n", mtime=0).
private let secondMember: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0xC9, 0x28, 0x4A, 0x4D, 0xE5,
  0x02, 0x00, 0xD8, 0xC5, 0x46, 0xFF, 0x06, 0x00, 0x00, 0x00,
]

private let sizes = [2, 3, 7, 1 << 16]

@Test(arguments: sizes)
func plainBytesPassUntouched(bufferSize: Int) throws {
  for bytes in [[], [0x1F], [0x1F, 0x20], [0x61], Array("two words\n".utf8)] as [[UInt8]] {
    #expect(try readAll(ByteSource(bytes: bytes), bufferSize: bufferSize) == bytes)
  }
}

@Test(arguments: sizes)
func gzipIsDecompressed(bufferSize: Int) throws {
  let one = ByteSource(bytes: firstMember)
  #expect(try readAll(one, bufferSize: bufferSize) == Array("one\ntwo\n".utf8))
  let several = ByteSource(bytes: firstMember + secondMember + [0, 0, 0])
  #expect(try readAll(several, bufferSize: bufferSize) == Array("one\ntwo\nthree\n".utf8))
}

@Test func everyTruncationOfGzipIsAnError() {
  let whole = firstMember + secondMember
  for count in 2..<whole.count where count != firstMember.count {
    let source = ByteSource(bytes: Array(whole[..<count]), path: "cut.gz")
    #expect(throws: CorpusError.file(.corruptGzip(path: "cut.gz", found: "an early end"))) {
      try readAll(source)
    }
  }
}

@Test func damagedGzipIsAnError() {
  for index in [3, 10, 14, 19, 22, 25] {
    var bytes = firstMember
    bytes[index] ^= 0xFF
    #expect(throws: CorpusError.self) { try readAll(ByteSource(bytes: bytes)) }
  }
  let error = #expect(throws: CorpusError.self) {
    try readAll(ByteSource(bytes: firstMember + [0x61], path: "a.gz"))
  }
  #expect(error?.description == "a.gz: expected whole gzip data, found an early end")
  let damaged = #expect(throws: CorpusError.self) {
    try readAll(ByteSource(bytes: firstMember + Array("more".utf8), path: "a.gz"))
  }
  #expect(
    damaged?.description
      == "a.gz: expected whole gzip data, found damage (incorrect header check)")
}

@Test func filesThatCannotBeReadGiveTheirPath() throws {
  let folder = try TemporaryFolder()
  let directory = folder.path
  let missing = folder.file("no such file.conllu")
  #expect(throws: CorpusError.file(.missing(path: missing))) { try ByteSource(path: missing) }
  #expect(throws: CorpusError.file(.missing(path: "a\0b"))) { try ByteSource(path: "a\0b") }
  #expect(throws: CorpusError.file(.isDirectory(path: directory))) {
    try ByteSource(path: directory)
  }
  #expect(throws: CorpusError.self) {
    try readAll(ByteSource(fileDescriptor: -1, path: "<stdin>"))
  }
}

@Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
func fileWithoutPermission() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("x", to: "forbidden")
  chmod(path, 0)
  #expect(throws: CorpusError.file(.permissionDenied(path: path))) { try ByteSource(path: path) }
}

@Test func fileAndDescriptorGiveTheSame() throws {
  let folder = try TemporaryFolder()
  let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) | 0x20 }
  let path = try folder.write(bytes, to: "source")
  #expect(try readAll(ByteSource(path: path)) == bytes)
  let descriptor = open(path, O_RDONLY)
  defer { close(descriptor) }
  #expect(try readAll(ByteSource(fileDescriptor: descriptor, path: "<stdin>")) == bytes)
}

@Test func aPipeGivesWhatIsThere() throws {
  var ends: [Int32] = [0, 0]
  #expect(pipe(&ends) == 0)
  defer { close(ends[0]) }
  let reader = LineReader(ByteSource(fileDescriptor: ends[0], path: "<stdin>"))
  var bytes: [UInt8] = []
  // A single byte may not make the reader wait for a second one.
  for text in ["\n", "a\n"] {
    #expect(write(ends[1], text, text.utf8.count) == text.utf8.count)
    bytes = []
    #expect(try reader.next(appendingTo: &bytes) != nil)
    #expect(bytes == Array(text.utf8))
  }
  close(ends[1])
  #expect(try reader.next(appendingTo: &bytes) == nil)
}

@Test func theHashIsThatOfTheText() throws {
  let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  #expect(try SHA256.hexadecimal(of: ByteSource(bytes: Array("abc".utf8))) == expected)
}
