import ElmanCorpora
import Testing

@Test(
  arguments: [
    ("a.tsv", .tsv), ("a/b.CSV", .csv), ("a.jsonl.gz", .jsonl), ("a.tsv.GZ", .tsv), ("a.txt", nil),
    ("tsv", nil), ("a.csv.bz2", nil), ("", nil), (".gz", nil), ("/", .folders),
  ] as [(String, LabelledTextFormat?)])
func formatsAreGuessed(path: String, format: LabelledTextFormat?) {
  #expect(LabelledTextFormat(guessedFrom: path) == format)
}

/// gzip.compress(b"...", mtime=0) of Python's gzip module: "fine tea" in each form.
private let compressed: [(LabelledTextFormat, [UInt8])] = [
  (
    .fasttext,
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x8B, 0x8F, 0xCF, 0x49, 0x4C,
      0x4A, 0xCD, 0x89, 0x8F, 0x4F, 0xCF, 0xCF, 0x4F, 0x51, 0x48, 0xCB, 0xCC, 0x4B, 0x55, 0x28,
      0x49, 0x4D, 0xE4, 0x02, 0x00, 0x9F, 0x4A, 0xF7, 0x66, 0x17, 0x00, 0x00, 0x00,
    ]
  ),
  (
    .tsv,
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xCF, 0xCF, 0x4F, 0xE1,
      0x4C, 0xCB, 0xCC, 0x4B, 0x55, 0x28, 0x49, 0x4D, 0xE4, 0x02, 0x00, 0x5F, 0x26, 0x28, 0xC3,
      0x0E, 0x00, 0x00, 0x00,
    ]
  ),
  (
    .csv,
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xCF, 0xCF, 0x4F, 0xD1,
      0x51, 0x4A, 0xCB, 0xCC, 0x4B, 0x55, 0x28, 0x49, 0x4D, 0x54, 0xE2, 0x02, 0x00, 0x83, 0x4B,
      0xDF, 0xD0, 0x10, 0x00, 0x00, 0x00,
    ]
  ),
  (
    .jsonl,
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0xCA, 0x49, 0x4C,
      0x4A, 0xCD, 0x51, 0xB2, 0x52, 0x4A, 0xCF, 0xCF, 0x4F, 0x51, 0xD2, 0x51, 0x2A, 0x49, 0xAD,
      0x28, 0x01, 0xF2, 0xD2, 0x32, 0xF3, 0x52, 0x15, 0x4A, 0x52, 0x13, 0x95, 0x6A, 0xB9, 0x00,
      0x7D, 0x01, 0x7A, 0x48, 0x23, 0x00, 0x00, 0x00,
    ]
  ),
  (
    .sst,
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xD3, 0x30, 0x51, 0xD0, 0x30,
      0x51, 0x48, 0xCB, 0xCC, 0x4B, 0xD5, 0x54, 0xD0, 0x30, 0x52, 0x28, 0x49, 0x4D, 0xD4, 0xD4,
      0xE4, 0x02, 0x00, 0x72, 0x91, 0x10, 0x22, 0x15, 0x00, 0x00, 0x00,
    ]
  ),
]

private let streamed = LabelledTextFormat.allCases.filter { $0 != .folders }

@Test(arguments: compressed)
func compressedTexts(format: LabelledTextFormat, bytes: [UInt8]) throws {
  let found = try texts(format, bytes)
  #expect(found.map(\.text) == ["fine tea"])
  #expect(found.map(\.label) == [format == .sst ? "very positive" : "good"])
  #expect(throws: CorpusError.file(.corruptGzip(path: "input", found: "an early end"))) {
    try texts(format, bytes.dropLast(9))
  }
}

@Test(arguments: streamed)
func emptyInputHasNoTexts(format: LabelledTextFormat) throws {
  for input in ["", "\n", "\r\n\n", "\u{FEFF}"] {
    #expect(try texts(format, input).isEmpty)
  }
}

@Test(arguments: streamed)
func illFormedTextIsRejectedOrReplaced(format: LabelledTextFormat) throws {
  let lines: [LabelledTextFormat: (String, String)] = [
    .fasttext: ("__label__a ", ""), .tsv: ("a\t", ""), .csv: ("a,", ""),
    .jsonl: ("{\"label\":\"a\",\"text\":\"", "\"}"), .sst: ("(0 ", ")"),
  ]
  let (before, after) = try #require(lines[format])
  let bytes = Array("\n\(before)".utf8) + [0xE9] + Array("\(after)\n".utf8)
  #expect(
    throws: CorpusError.malformed(
      path: "input", line: 2, expected: "UTF-8",
      found: "other bytes at byte \(before.utf8.count + 1) of the line")
  ) { try texts(format, bytes) }
  let reader = format.reader(
    ByteSource(bytes: bytes), options: LabelledTextOptions(illFormedText: .replace))
  #expect(try rest(of: reader).map(\.text) == ["\u{FFFD}"])
  #expect(reader.firstRepair == TextRepair(line: 2, byteOffset: before.utf8.count + 1))
}

@Test(arguments: streamed)
func longTextsPass(format: LabelledTextFormat) throws {
  let long = String(repeating: "tea,", count: 5_000_000 / 4)
  let input =
    switch format {
    case .fasttext: "__label__a \(long)\n"
    case .tsv: "a\t\(long)\n"
    case .csv: "a,\"\(long)\"\n"
    case .jsonl: "{\"label\":\"a\",\"text\":\"\(long)\"}\n"
    case .sst: "(0 \(long))\n"
    default: ""
    }
  let found = try texts(format, input)
  #expect(found.map(\.text.utf8.count) == [long.utf8.count])
}

@Test(arguments: streamed)
func missingFilesGiveTheirPath(format: LabelledTextFormat) {
  #expect(throws: CorpusError.file(.missing(path: "no such file"))) {
    try format.reader(path: "no such file")
  }
}
