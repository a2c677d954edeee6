import ElmanCorpora

extension FuzzTarget {
  /// Word vectors as text and binary.
  static let vectors = FuzzTarget(
    name: "vectors",
    seeds: [
      FuzzInput.seed("owl 1 -0.5 2e-3\nth\u{E9} .25 0 +7\n. . 1 2 3\n"),
      FuzzInput.seed("2 2\nowl 1.0 2.0\nfly 3 4 \n"),
      FuzzInput.seed("\u{FEFF}owl\t0.1\t1234567890123456789e-12\r\n\r\n3 1e38 1\n"),
      [0] + "2 1\nowl ".utf8 + [0, 0, 0x80, 0x3F] + "\nfly ".utf8 + [0x0A, 0x20, 0x0A, 0x3D, 0x0A],
    ],
    dictionary: [
      "1 1\n", "2 65536\n", "1e", "-", ".", "nan", "inf", "\n", " 0.5", "1e39", "1e-46",
      "3.4028236e38",
      "16777217",
    ]
  ) { (input) throws(FuzzFinding) in
    let bytes = FuzzInput(input).bytes
    let vectors = try accepted { () throws(CorpusError) in try wordVectors(bytes) }
    guard let vectors else { return }
    for (word, vector) in vectors.entries {
      try expect(
        vector.count == vectors.dimensions, "\(vector.count) numbers for \(word.count) bytes")
      try expect(vector.allSatisfy(\.isFinite), "a number that is not finite")
    }
    // Words that a line can hold whatever its numbers are.
    let entries = vectors.entries.filter { !$0.word.isEmpty && $0.word.allSatisfy { $0 > 0x20 } }
    guard !entries.isEmpty else { return }
    var text = Array("\(entries.count) \(vectors.dimensions)\n".utf8)
    for (word, vector) in entries {
      text += word + " ".utf8 + vector.map(\.description).joined(separator: " ").utf8 + "\n".utf8
    }
    let read = try accepted { () throws(CorpusError) in try wordVectors(text) }
    guard let read else { throw FuzzFinding("rewritten vectors are refused") }
    try expect(read.entries.map(\.word) == entries.map(\.word), "words changed")
    try expect(read.entries.map(\.vector) == entries.map(\.vector), "numbers changed")
  }

  private static func wordVectors(
    _ bytes: [UInt8]
  ) throws(CorpusError) -> (dimensions: Int, entries: [(word: [UInt8], vector: [Float])]) {
    let reader = try WordVectorReader(ByteSource(bytes: bytes))
    var entries: [(word: [UInt8], vector: [Float])] = []
    var word: [UInt8] = []
    var vector: [Float] = []
    while try reader.next(&word) {
      try reader.readVector(into: &vector)
      entries.append((word, vector))
    }
    return (reader.dimensions, entries)
  }
}
