import ElmanCorpora
import Testing

private struct Entry: Equatable {
  var word: String
  var vector: [Float]
  var line: Int

  init(_ word: String, _ vector: [Float], _ line: Int) {
    (self.word, self.vector, self.line) = (word, vector, line)
  }
}

private func entries(_ reader: WordVectorReader) throws(CorpusError) -> [Entry] {
  var entries: [Entry] = []
  var word: [UInt8] = []
  var vector: [Float] = []
  while try reader.next(&word) {
    try reader.readVector(into: &vector)
    entries.append(Entry(string(word), vector, reader.line))
  }
  return entries
}

private func reader(_ bytes: [UInt8]) throws(CorpusError) -> WordVectorReader {
  try WordVectorReader(ByteSource(bytes: bytes, path: "input"))
}

private func message(_ bytes: [UInt8]) -> String {
  do throws(CorpusError) {
    return "no error but \(try entries(reader(bytes)))"
  } catch {
    return error.description
  }
}

/// A file as word2vec writes it in binary; `ending` follows each vector.
private func binary(
  _ entries: [(String, [Float])], count: Int? = nil, ending: String = "\n"
) -> [UInt8] {
  var bytes = Array("\(count ?? entries.count) \(entries.first?.1.count ?? 2)\n".utf8)
  for (word, vector) in entries {
    bytes += Array("\(word) ".utf8)
    for number in vector {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += Array(ending.utf8)
  }
  return bytes
}

@Test(
  arguments: [
    ("tea 1 -0.5\nthé 2e-1 0\n", .text, nil, [("tea", [1, -0.5], 1), ("thé", [0.2, 0], 2)]),
    ("tea 1 2", .text, nil, [("tea", [1, 2], 1)]),
    ("\u{FEFF}tea 1\r\n\r\n3 2\r\n", .text, nil, [("tea", [1], 1), ("3", [2], 3)]),
    ("tea\t1\t2 \nfine\t3\t4 \n", .text, nil, [("tea", [1, 2], 1), ("fine", [3, 4], 2)]),
    (
      ", 1 2\n. . . 3 4\nto x@example.com 5 6\n 7 8\nfine  9  10\n1 1/2 3 4\n", .text, nil,
      [
        (",", [1, 2], 1), (". . .", [3, 4], 2), ("to x@example.com", [5, 6], 3), ("", [7, 8], 4),
        ("fine", [9, 10], 5), ("1 1/2", [3, 4], 6),
      ]
    ),
    (
      "2 3\ntea 1 2 3\nfine 4 5 6 \n", .textWithHeader, 2,
      [("tea", [1, 2, 3], 2), ("fine", [4, 5, 6], 3)]
    ),
    ("2 1 \r\né è 1\r\n茶 2", .textWithHeader, 2, [("é è", [1], 2), ("茶", [2], 3)]),
    ("7 3 5\n8 1 2\n", .text, nil, [("7", [3, 5], 1), ("8", [1, 2], 2)]),
  ] as [(String, WordVectorForm, Int?, [(String, [Float], Int)])])
func vectorsInText(
  input: String, form: WordVectorForm, count: Int?, expected: [(String, [Float], Int)]
) throws {
  let reader = try reader(Array(input.utf8))
  #expect(reader.form == form)
  #expect(reader.promisedCount == count)
  #expect(reader.dimensions == expected.first?.1.count)
  #expect(try entries(reader) == expected.map { Entry($0.0, $0.1, $0.2) })
  var word: [UInt8] = []
  #expect(try !reader.next(&word))
}

@Test(arguments: ["", "\n", "\r\n"])
func vectorsInBinary(ending: String) throws {
  // The numbers hold bytes that are line breaks and spaces.
  let awkward = Float(bitPattern: 0x3D0A_200A)
  let reader = try reader(
    binary([("tea", [1, -0.5]), ("thé", [awkward, 0]), ("</s>", [2, 3])], ending: ending))
  #expect(reader.form == .binary)
  #expect(reader.dimensions == 2)
  #expect(reader.promisedCount == 3)
  #expect(
    try entries(reader) == [
      Entry("tea", [1, -0.5], 2), Entry("thé", [awkward, 0], 3), Entry("</s>", [2, 3], 4),
    ])
}

@Test(
  arguments: [
    ("", "1: expected word vectors, found none"),
    ("\n\n", "1: expected word vectors, found none"),
    ("tea\n", "1: expected a word and its numbers, found 'tea'"),
    ("2 3\n", "2: expected word vectors, found none"),
    ("0 3\ntea 1 2 3\n", "2: expected word vectors, found none"),
    ("2 0\ntea\n", "1: expected 1 to 65536 dimensions, found 0"),
    ("2 99999999\ntea 1\n", "1: expected 1 to 65536 dimensions, found 99999999"),
    ("tea 1 x 3\n", "1: expected a number, found 'x'"),
    ("tea 1 nan\n", "1: expected a number, found 'nan'"),
    ("tea 1 2 3\nfine 1 2\n", "2: expected 3 numbers, found 2"),
    ("tea 1 2 3\nfine\n", "2: expected 3 numbers, found 0"),
    ("tea 1 2 3\nfine 1 2 3 4\n", "2: expected 3 numbers, found 4"),
    ("tea 1 2 3\nfine 1  3\n", "2: expected 3 numbers, found 2"),
    ("tea 1 2\n\nfine 1 2x\n", "3: expected a number, found '2x'"),
    ("1 3\ntea 1 2\n", "2: expected 3 numbers, found 2"),
    ("1 3\ntea 1 x 2\n", "2: expected a number, found 'x'"),
    ("3 1\ntea 1\nfine 2\n", "3: expected 3 vectors as in the header, found 2"),
    ("1 1\ntea 1\nfine 2\n", "3: expected 1 vectors as in the header, found more"),
  ])
func malformedVectorsInText(input: String, expected: String) {
  #expect(message(Array(input.utf8)) == "input:" + expected)
}

@Test func malformedVectorsInBinary() {
  let two: [(String, [Float])] = [("tea", [1, 2]), ("fine", [3, 4])]
  #expect(
    message(binary(two, count: 3)) == "input:3: expected 3 vectors as in the header, found 2")
  #expect(
    message(binary(two, count: 1)) == "input:3: expected 1 vectors as in the header, found more")
  #expect(
    message(binary(two, ending: "").dropLast(3))
      == "input:3: expected 8 bytes of numbers after the word, found 5")
  #expect(
    message(binary(two, ending: "").dropLast(10))
      == "input:3: expected a space after the word, found the end of the input")
  #expect(
    message(binary([("tea", [1, .nan])])) == "input:2: expected a finite number, found nan")
  #expect(
    message(binary([two[0]], count: 2) + [UInt8](repeating: 0x61, count: 100_000))
      == "input:3: expected a space after the word, found none in 65536 bytes")
}

@Test func everyTruncationOfBinaryVectorsIsAnError() {
  let whole = binary([("tea", [1, 2, 3]), ("fine", [4, 5, 6])], ending: "")
  for count in 0..<whole.count {
    #expect(throws: CorpusError.self) { try entries(reader(Array(whole[..<count]))) }
  }
}

@Test func numbersAreParsedOnlyWhenWanted() throws {
  let reader = try reader(Array("tea 1 2\nfine x y\ncold 3 4\n".utf8))
  var word: [UInt8] = []
  var vector: [Float] = []
  for expected in ["tea", "fine", "cold"] {
    #expect(try reader.next(&word))
    #expect(string(word) == expected)
  }
  for _ in 0..<2 {
    try reader.readVector(into: &vector)
    #expect(vector == [3, 4])
  }
  #expect(try !reader.next(&word))
}

@Test func wordsNeedNotBeUTF8() throws {
  let reader = try reader([0xE9, 0x20, 0x31, 0x0A, 0x80, 0x20, 0x32, 0x0A])
  var word: [UInt8] = []
  #expect(try reader.next(&word))
  #expect(word == [0xE9])
  #expect(try reader.next(&word))
  #expect(word == [0x80])
}

@Test func manyVectorsCrossTheWindow() throws {
  let dimensions = 300
  let vectors = (0..<1000).map { row in
    ("word\(row)", (0..<dimensions).map { Float(row * dimensions + $0) / 1024 })
  }
  let text = vectors.map { word, vector in
    vector.reduce(into: word) { $0 += " \($1)" } + "\n"
  }.joined()
  let header = "\(vectors.count) \(dimensions)\n"
  for (bytes, first) in [
    (Array(text.utf8), 1), (Array((header + text).utf8), 2), (binary(vectors), 2),
  ] {
    let found = try entries(reader(bytes))
    #expect(found.map(\.word) == vectors.map(\.0))
    #expect(found.map(\.vector) == vectors.map(\.1))
    #expect(found.map(\.line) == Array(first..<first + vectors.count))
  }
}

/// gzip.compress(b"tea 1 -0.5\nfine 2 3\n", mtime=0) of Python's gzip module.
private let compressed: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0x49, 0x4D, 0x54, 0x30, 0x54,
  0xD0, 0x35, 0xD0, 0x33, 0xE5, 0x4A, 0xCB, 0xCC, 0x4B, 0x55, 0x30, 0x52, 0x30, 0xE6, 0x02, 0x00,
  0x1F, 0x3F, 0xF6, 0x3C, 0x14, 0x00, 0x00, 0x00,
]

@Test func compressedVectors() throws {
  #expect(
    try entries(reader(compressed)) == [Entry("tea", [1, -0.5], 1), Entry("fine", [2, 3], 2)])
  for count in 2..<compressed.count {
    #expect(
      message(Array(compressed[..<count])) == "input: expected whole gzip data, found an early end")
  }
}

@Test func aLineWithoutEndIsNoVector() {
  let endless = [UInt8](repeating: 0x61, count: 17 << 20)
  let found = ": expected a line of at most 16777216 bytes, found more"
  #expect(message(endless) == "input:1" + found)
  #expect(message(Array("tea 1\n".utf8) + endless) == "input:2" + found)
}

@Test func aMissingFileOfVectors() {
  #expect(throws: CorpusError.file(.missing(path: "no such file"))) {
    try WordVectorReader(path: "no such file")
  }
}
