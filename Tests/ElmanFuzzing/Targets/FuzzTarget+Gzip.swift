import ElmanCorpora

extension FuzzTarget {
  /// Sources of bytes, gzipped or not.
  static let gzip = FuzzTarget(
    name: "gzip",
    seeds: [
      FuzzInput.seed(options: 0, "plain bytes"),
      [0] + StoredGzip.member(Array("owls".utf8)[...], blockSize: 2) + [0, 0],
      // The same text compressed, with a name and a comment in the head.
      [
        0, 0x1F, 0x8B, 8, 0x18, 0, 0, 0, 0, 0, 3, 0x61, 0, 0x62, 0, 0xCB, 0x2F, 0xCF, 0x29, 0x06, 0,
        0x51, 0x6B, 0x0B, 0xF2, 4, 0, 0, 0,
      ],
      FuzzInput.seed(options: 1, "several members of a file"),
      FuzzInput.seed(options: 0x13, "several blocks, and padding"),
      FuzzInput.seed(options: 0xF5, "cut off"),
    ],
    dictionary: ["\u{1F}\u{8B}", "\u{0}\u{0}\u{0}\u{0}"]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input, mayBeGzip: true)
    let bufferSize = Int(input.options >> 4) * 3 + 2
    guard input.isOn(0) else {
      let once = try accepted { () throws(CorpusError) in try contents(input.bytes, 1 << 16) }
      let again = try accepted { () throws(CorpusError) in try contents(input.bytes, bufferSize) }
      try expect(once == again, "other bytes with a buffer of \(bufferSize)")
      if !input.bytes.starts(with: [0x1F, 0x8B]) {
        try expect(once == (isForeign(input.bytes) ? nil : input.bytes), "plain bytes changed")
      }
      return
    }
    let half = input.bytes.count / 2
    let blockSize = input.isOn(1) ? 3 : 1 << 15
    var file = StoredGzip.member(input.bytes[..<half], blockSize: blockSize)
    file += StoredGzip.member(input.bytes[half...], blockSize: blockSize)
    if input.isOn(2) {
      file.removeLast(1 + input.bytes.count % 8)
    } else if input.isOn(3) {
      file += [UInt8](repeating: 0, count: bufferSize)
    }
    let read = try accepted { () throws(CorpusError) in try contents(file, bufferSize) }
    try expect(
      read == (input.isOn(2) || isForeign(input.bytes) ? nil : input.bytes),
      "gzip gave other bytes")
  }

  private static func isForeign(_ bytes: [UInt8]) -> Bool {
    if case .foreign = ForeignFile.recognize(bytes[...]) { true } else { false }
  }

  /// What a source gives, up to 16 MiB: a few bytes of gzip may stand for any number.
  private static func contents(
    _ bytes: [UInt8], _ bufferSize: Int
  ) throws(CorpusError) -> [UInt8] {
    let source = ByteSource(bytes: bytes)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
    defer { buffer.deallocate() }
    var contents: [UInt8] = []
    while contents.count < 16 << 20 {
      let count = try source.read(into: buffer)
      if count == 0 { break }
      contents += buffer[..<count]
    }
    return contents
  }
}
