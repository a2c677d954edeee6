/// Reads word vectors one at a time: GloVe and fastText text, word2vec text and binary.
///
/// The form is told from the content, and gzip is decompressed on the way. Numbers are parsed only
/// when they are asked for, so that a few words of a large file are found fast:
///
///     let reader = try WordVectorReader(path: "vectors.txt.gz")
///     var word: [UInt8] = []
///     var vector: [Float] = []
///     while try reader.next(&word) {
///       guard vocabulary.id(of: word.span) != Vocabulary.unknown else { continue }
///       try reader.readVector(into: &vector)
///     }
///
/// In text, the last `dimensions` fields of a line are the numbers and what stands before is the word,
/// so a word may have spaces inside. Blank lines are skipped.
package final class WordVectorReader {
  /// The name of the input that errors show.
  package var path: String { window.path }

  /// The form of the file.
  package let form: WordVectorForm

  /// The number of numbers in each vector, at least 1.
  package let dimensions: Int

  /// The number of vectors that the header of the file promises; `nil` without a header.
  package let promisedCount: Int?

  /// The line of the word read last, counted from 1. In a binary file each word counts as a line, and
  /// the header as the first.
  package private(set) var line: Int

  private let window: ByteWindow
  private var count = 0
  // The word read last: its length with what separates it from the numbers, theirs, and what follows.
  private var numbers = 0..<0
  private var recordLength = 0

  /// Opens a file and finds its form and dimensions.
  ///
  /// - Throws: `CorpusError.file` or `notText`;
  ///   `malformed` for a file without vectors or of another form.
  package convenience init(path: String) throws(CorpusError) {
    try self.init(ByteSource(path: path))
  }

  /// Reads the beginning of a source and finds the form and dimensions.
  ///
  /// - Throws: `CorpusError.file`; `malformed` for a source without vectors
  ///   or of another form.
  package init(_ source: ByteSource) throws(CorpusError) {
    window = ByteWindow(source)
    if try window.fill(atLeast: 3), window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      window.consume(3)
    }
    let head = try WordVectorHead(window)
    form = head.form
    dimensions = head.dimensions
    promisedCount = head.count
    line = head.byteCount > 0 ? 1 : 0
    window.consume(head.byteCount)
  }

  /// Moves to the next word.
  ///
  /// - Parameter word: receives the bytes of the word as they are in the file, which may be no UTF-8.
  /// - Returns: whether there was one; `false` at the end of the input.
  /// - Throws: `CorpusError.file`; `malformed` for a vector of another length, for an input
  ///   that ends early, and for more or fewer vectors than the header promises.
  package func next(_ word: inout [UInt8]) throws(CorpusError) -> Bool {
    window.consume(recordLength)
    recordLength = 0
    numbers = 0..<0
    let isRead = form == .binary ? try nextBinary(&word) : try nextLine(&word)
    if isRead { count += 1 }
    if let promisedCount, isRead ? count > promisedCount : count < promisedCount {
      throw .malformed(
        path: path, line: line, expected: "\(promisedCount) vectors as in the header",
        found: isRead ? "more" : "\(count)")
    }
    return isRead
  }

  /// Parses the vector of the word read last.
  ///
  /// - Parameter vector: receives the numbers: `[dimensions]`.
  /// - Throws: `malformed` for what is no finite number.
  /// - Precondition: `next` returned `true`.
  package func readVector(into vector: inout [Float]) throws(CorpusError) {
    precondition(recordLength > 0, "no word has been read")
    vector.removeAll(keepingCapacity: true)
    let bytes = UnsafeBufferPointer(rebasing: window.bytes[numbers])
    guard form == .binary else {
      return try WordVectorLine.parse(
        bytes, into: &vector, dimensions: dimensions, path: path, line: line)
    }
    let raw = UnsafeRawBufferPointer(bytes)
    for index in 0..<dimensions {
      let bits = raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
      let number = Float(bitPattern: UInt32(littleEndian: bits))
      guard number.isFinite else {
        throw .malformed(path: path, line: line, expected: "a finite number", found: "\(number)")
      }
      vector.append(number)
    }
  }

  private func nextLine(_ word: inout [UInt8]) throws(CorpusError) -> Bool {
    while true {
      line += 1
      guard let end = try window.lineEnd(limit: WordVectorLine.byteLimit) else {
        throw WordVectorLine.tooLong(path: path, line: line)
      }
      guard end > 0 else {
        line -= 1
        return false
      }
      let content = WordVectorLine.content(UnsafeBufferPointer(rebasing: window.bytes[..<end]))
      guard !content.isEmpty else {
        window.consume(end)
        continue
      }
      let length = try WordVectorLine.wordLength(
        of: content, dimensions: dimensions, path: path, line: line)
      word.removeAll(keepingCapacity: true)
      word.append(contentsOf: content[..<length])
      numbers = length..<content.count
      recordLength = end
      return true
    }
  }

  private func nextBinary(_ word: inout [UInt8]) throws(CorpusError) -> Bool {
    // Some writers end a vector with a line break.
    while try window.fill(atLeast: 1), let byte = window.bytes.first, byte == 0x0A || byte == 0x0D {
      window.consume(1)
    }
    guard !window.bytes.isEmpty else { return false }
    line += 1
    let longest = 1 << 16
    var length: Int?
    var wanted = 64
    repeat {
      _ = try window.fill(atLeast: wanted)
      length = window.bytes.prefix(longest + 1).firstIndex(of: 0x20)
      wanted *= 4
    } while length == nil && !window.isAtEnd && window.bytes.count <= longest
    guard let length else {
      throw .malformed(
        path: path, line: line, expected: "a space after the word",
        found: window.bytes.count > longest
          ? "none in \(longest) bytes" : "the end of the input")
    }
    let end = length + 1 + 4 * dimensions
    guard try window.fill(atLeast: end) else {
      throw .malformed(
        path: path, line: line, expected: "\(4 * dimensions) bytes of numbers after the word",
        found: "\(window.bytes.count - length - 1)")
    }
    word.removeAll(keepingCapacity: true)
    word.append(contentsOf: window.bytes[..<length])
    numbers = length + 1..<end
    recordLength = end
    return true
  }
}
