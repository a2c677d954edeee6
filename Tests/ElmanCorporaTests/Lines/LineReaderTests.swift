import ElmanCorpora
import Testing

private func lines(
  _ bytes: [UInt8], illFormedText: IllFormedText = .reject
) throws -> (contents: [String], bytes: [UInt8], reader: LineReader) {
  let reader = LineReader(ByteSource(bytes: bytes, path: "input"), illFormedText: illFormedText)
  var all: [UInt8] = []
  var contents: [String] = []
  while let line = try reader.next(appendingTo: &all) {
    #expect(line.number == contents.count + 1)
    #expect(line.range.upperBound == all.count)
    contents.append(string(Array(all[line.content])))
  }
  return (contents, all, reader)
}

@Test(arguments: [
  ("", []),
  ("\n", [""]),
  ("a", ["a"]),
  ("a\nb\r\nc", ["a", "b", "c"]),
  ("a\r\r\n\rb\n\r", ["a\r", "\rb", "\r"]),
  ("\r\n\n\r\n", ["", "", ""]),
  ("\u{FEFF}a\n\u{FEFF}b\n", ["a", "\u{FEFF}b"]),
  ("\u{FEFF}", [""]),
  ("nul\0\n", ["nul\0"]),
])
func linesKeepTheirEndings(text: String, expected: [String]) throws {
  let (contents, bytes, _) = try lines(Array(text.utf8))
  #expect(contents.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  #expect(bytes == Array(text.utf8))
}

@Test func longLinesCrossChunks() throws {
  let long = [UInt8](repeating: 0x61, count: 1_000_000)
  let input = long + [0x0A] + long[..<65_535] + [0x0D, 0x0A] + long
  let (contents, bytes, _) = try lines(input)
  #expect(contents.map(\.utf8.count) == [1_000_000, 65_535, 1_000_000])
  #expect(bytes == input)
}

@Test(
  arguments: [
    ([0xFF], 0), ([0x61, 0x80], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x9F, 0xBF], 0),
    ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0), ([0xC3], 0), ([0xE2, 0x82], 0), ([0xF0, 0x9F, 0x98], 0),
    ([0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0xE2, 0x82, 0x61], 8),
  ] as [([UInt8], Int)])
func illFormedTextIsFound(bytes: [UInt8], offset: Int) throws {
  #expect(
    throws: CorpusError.malformed(
      path: "input", line: 2, expected: "UTF-8",
      found: "other bytes at byte \(offset + 1) of the line")
  ) { try lines([0x78, 0x0A] + bytes + [0x0A]) }

  let repaired = try lines([0x78, 0x0A] + bytes + [0x0A], illFormedText: .replace)
  #expect(
    repaired.bytes == Array(String(decoding: [0x78, 0x0A] + bytes + [0x0A], as: UTF8.self).utf8))
  #expect(repaired.reader.firstRepair?.line == 2)
  #expect(repaired.reader.firstRepair?.byteOffset == 2 + offset)
}

@Test func wellFormedTextOfEveryLengthPasses() throws {
  let scalars: [Unicode.Scalar] = [
    "\u{0}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}",
    "\u{10000}", "\u{10FFFF}",
  ]
  for scalar in scalars {
    for padding in 0..<9 {
      let text = String(repeating: "x", count: padding) + String(scalar) + "yyyyyyyyy"
      #expect(try lines(Array(text.utf8)).bytes == Array(text.utf8))
    }
  }
}

private let awkward: [[UInt8]] = [
  Array("a bb ccc\tdddd\neeeee ffffff\r\n\r\n\nlong-word-without-space \u{FEFF} 日本日本 😀\r\r\n".utf8),
  Array("\u{FEFF}é\u{301} x\n".utf8), [0xFF, 0x20, 0xE2, 0x82, 0x0A, 0xF0, 0x9F, 0x98],
  [0x0D, 0x0A],
  Array("    \n\t\t\t\t".utf8), Array("no end".utf8), [0xE2, 0x82],
]

@Test(arguments: awkward, Array(1...9) + [1_000])
func piecesAreTheirLines(input: [UInt8], maximumBytes: Int) throws {
  let whole = LineReader(ByteSource(bytes: input), illFormedText: .replace)
  let reader = LineReader(
    ByteSource(bytes: input), illFormedText: .replace, maximumBytes: maximumBytes)
  var expected: [UInt8] = []
  var bytes: [UInt8] = []
  while let line = try whole.next(appendingTo: &expected) {
    var content: [UInt8] = []
    var isContinuation = false
    while let piece = try reader.next(appendingTo: &bytes) {
      #expect(piece.number == line.number)
      #expect(piece.isContinuation == isContinuation)
      // U+FFFD is longer than the byte that it stands for.
      #expect(piece.range.count <= 3 * maximumBytes + 4)
      content += bytes[piece.content]
      isContinuation = true
      if !piece.isCut { break }
    }
    // A cut byte-order mark is not known as one.
    if maximumBytes > 2 { #expect(content == Array(expected[line.content])) }
  }
  #expect(try reader.next(appendingTo: &bytes) == nil)
  #expect(bytes == expected)
  #expect(reader.firstRepair == whole.firstRepair)
}

@Test func piecesEndAfterSpaces() throws {
  let reader = LineReader(ByteSource(bytes: Array("ab cd efghijkl m\nn".utf8)), maximumBytes: 5)
  var bytes: [UInt8] = []
  var pieces: [String] = []
  while let piece = try reader.next(appendingTo: &bytes) {
    pieces.append(string(Array(bytes[piece.content])))
  }
  #expect(pieces == ["ab ", "cd ", "efghi", "jkl ", "m", "n"])
  #expect(reader.firstCutLine == 1)
}
