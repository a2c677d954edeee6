/// What the beginning of a file tells of its vectors.
struct WordVectorHead {
  var form: WordVectorForm
  var dimensions: Int
  /// The number of vectors that a header promises.
  var count: Int?
  /// The length of the header.
  var byteCount: Int
}

extension WordVectorHead {
  /// No vectors in use come near it; a larger number is damage.
  static let maximalDimensions = 1 << 16

  /// Looks at the beginning of a file and consumes nothing.
  ///
  /// - Throws: what the source throws; `malformed` for what can be no word vectors, or has none.
  init(_ window: ByteWindow) throws(CorpusError) {
    let path = window.path
    let limit = WordVectorLine.byteLimit
    guard let end = try window.lineEnd(limit: limit) else {
      throw WordVectorLine.tooLong(path: path, line: 1)
    }
    let first = WordVectorLine.content(UnsafeBufferPointer(rebasing: window.bytes[..<end]))
    let fields = WordVectorLine.fields(of: first)
    guard !fields.isEmpty else {
      throw .malformed(path: path, line: 1, expected: "word vectors", found: "none")
    }
    if fields.count == 2, let count = Self.integer(first[fields[0]]),
      let dimensions = Self.integer(first[fields[1]])
    {
      guard (1...Self.maximalDimensions).contains(dimensions) else {
        throw .malformed(
          path: path, line: 1, expected: "1 to \(Self.maximalDimensions) dimensions",
          found: "\(dimensions)")
      }
      guard count > 0, try window.fill(atLeast: end + 1) else {
        throw .malformed(path: path, line: 2, expected: "word vectors", found: "none")
      }
      // Enough for a line of text with numbers of any usual length.
      _ = try window.fill(atLeast: end + 32 * dimensions + 4096)
      let isText = Self.isText(
        UnsafeBufferPointer(rebasing: window.bytes[end...]), dimensions: dimensions)
      form = isText ? .textWithHeader : .binary
      self.dimensions = dimensions
      self.count = count
      byteCount = end
      return
    }
    guard fields.count > 1 else {
      throw .malformed(
        path: path, line: 1, expected: "a word and its numbers",
        found: CorpusError.quote(Array(first.prefix(200))[...]))
    }
    // The other lines are measured by this one, so it must be sound.
    for field in fields.dropFirst() {
      try WordVectorLine.checkNumber(first, field, path: path, line: 1)
    }
    guard fields.count - 1 <= Self.maximalDimensions else {
      throw .malformed(
        path: path, line: 1, expected: "1 to \(Self.maximalDimensions) numbers",
        found: "\(fields.count - 1)")
    }
    form = .text
    dimensions = fields.count - 1
    count = nil
    byteCount = 0
  }

  /// A number of at most 18 digits.
  private static func integer(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard bytes.count <= 18, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Tells text from binary by the first vector after a header.
  private static func isText(_ bytes: UnsafeBufferPointer<UInt8>, dimensions: Int) -> Bool {
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let line = WordVectorLine.content(UnsafeBufferPointer(rebasing: bytes[..<end]))
    let fields = WordVectorLine.fields(of: line)
    let numbers = fields.suffix(dimensions)
    if fields.count > dimensions, numbers.allSatisfy({ WordVectorLine.isNumber(line, $0) }) {
      return true
    }
    // Damaged text should get the errors of text: only bytes that text has not make it binary.
    guard let space = bytes.firstIndex(of: 0x20) else { return true }
    return bytes[(space + 1)...].prefix(4 * dimensions).allSatisfy {
      (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0)
    }
  }
}
