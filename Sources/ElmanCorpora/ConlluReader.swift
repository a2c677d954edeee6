import ElmanText

/// Reads CoNLL-U one sentence at a time, in memory that does not grow with the file.
///
/// The blocks that it returns, written one after the other, are the input byte for byte. Demanded are
/// ten columns, none of them empty, IDs in order, heads that exist, and UTF-8.
///
/// Reference: Universal Dependencies, "CoNLL-U Format", version 2; Nivre et al. (2020), "Universal
/// Dependencies v2: An Evergrowing Multilingual Treebank Collection".
public final class ConlluReader {
  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { lines.firstRepair }

  /// The bytes of blank lines after which a block ends, so that any number of them takes little memory.
  private static let blankLimit = 1 << 16

  private let lines: LineReader
  private var lineCount = 0
  private var expectedSize = 1 << 11
  private var position = TextAccumulator()

  /// Creates a reader of CoNLL-U.
  ///
  /// - Parameter illFormedText: what to do with bytes that are not UTF-8. With `replace` the output
  ///   differs from the input where U+FFFD was put in.
  public init(_ source: ByteSource, illFormedText: IllFormedText = .reject) {
    lines = LineReader(source, illFormedText: illFormedText)
  }

  /// Reads the next block.
  ///
  /// - Returns: a sentence; a block without words for comments that no sentence follows, for blank
  ///   lines at the end of the file, and for every 64 KiB of blank lines; `nil` when nothing is left.
  /// - Throws: what the source throws; `malformed` for a line that is not CoNLL-U.
  /// - Complexity: O(n) in the bytes of the block.
  public func next() throws(CorpusError) -> ConlluSentence? {
    var sentence = ConlluSentence(readFrom: lineCount + 1)
    var order = ConlluOrder()
    var hasComment = false
    sentence.bytes.reserveCapacity(expectedSize)
    while let line = try lines.next(appendingTo: &sentence.bytes) {
      lineCount = line.number
      if line.content.isEmpty {
        if hasComment || !sentence.rowInfos.isEmpty {
          sentence.trailer = line.range
          break
        }
        sentence.appendBlank(line)
        if sentence.bytes.count >= Self.blankLimit { break }
      } else if sentence.bytes[line.content.lowerBound] == UInt8(ascii: "#") {
        guard sentence.rowInfos.isEmpty else {
          throw malformed(line.number, "a word or a blank line", "a comment inside a sentence")
        }
        hasComment = true
        sentence.preamble.append(.init(range: line.range, content: line.content, isComment: true))
      } else {
        try appendRow(line, to: &sentence, &order)
      }
    }
    if let problem = order.problemAtEnd {
      throw malformed(problem.line, problem.expected, problem.found)
    }
    expectedSize = max(expectedSize, sentence.bytes.count)
    return sentence.bytes.isEmpty ? nil : sentence
  }

  private func appendRow(
    _ line: Line, to sentence: inout ConlluSentence, _ order: inout ConlluOrder
  ) throws(CorpusError) {
    let firstField = sentence.fields.count
    let columnCount = sentence.appendFields(in: line.content)
    guard columnCount == 10 else {
      throw malformed(line.number, "10 columns", "\(columnCount)")
    }
    if let empty = sentence.fields[firstField...].firstIndex(where: { $0.isEmpty }) {
      let name = ConlluColumn(rawValue: empty - firstField)?.name ?? ""
      throw malformed(line.number, "a value or _ in column \(name)", "nothing")
    }
    let idBytes = sentence.bytes[sentence.fields[firstField]]
    guard let id = ConlluID(idBytes) else {
      throw malformed(
        line.number, "an ID such as 3, 3-4 or 3.1", CorpusError.quote(idBytes))
    }
    let headBytes = sentence.bytes[sentence.fields[firstField + ConlluColumn.head.rawValue]]
    if let problem = order.append(id, head: headBytes, line: line.number) {
      throw malformed(problem.line, problem.expected, problem.found)
    }
    if case .word = id { sentence.wordRows.append(sentence.rowInfos.count) }
    sentence.rowInfos.append(
      .init(
        id: id, line: line.number, range: line.range, contentEnd: line.content.upperBound))
  }

  private func malformed(_ line: Int, _ expected: String, _ found: String) -> CorpusError {
    .malformed(path: path, line: line, expected: expected, found: found)
  }
}

extension ConlluReader: SentenceReader {
  /// Reads the next block that has words, for tagging; all columns but FORM and MISC are left behind.
  ///
  /// - Returns: the words as ``ConlluSentence/sentence(start:)`` gives them, or `nil` at the end.
  /// - Throws: what ``next()`` throws.
  public func nextSentence() throws(CorpusError) -> Sentence? {
    while let block = try next() {
      guard block.wordCount > 0 else { continue }
      return position.place(block.sentence())
    }
    return nil
  }
}

extension ConlluSentence {
  /// Notes a blank line before the first row; those that follow each other are kept as one.
  mutating func appendBlank(_ line: Line) {
    if let last = preamble.indices.last, !preamble[last].isComment {
      preamble[last].range = preamble[last].range.lowerBound..<line.range.upperBound
    } else {
      preamble.append(.init(range: line.range, content: line.content, isComment: false))
    }
  }

  /// Notes where the columns of a line stand.
  ///
  /// - Returns: the number of columns.
  mutating func appendFields(in content: Range<Int>) -> Int {
    // The array may not be read and extended at once, hence the local copy of the reference.
    var fields = fields
    self.fields = []
    let count = bytes.withUnsafeBufferPointer { bytes in
      var count = 1
      var start = content.lowerBound
      for index in content where bytes[index] == 0x09 {
        fields.append(start..<index)
        start = index + 1
        count += 1
      }
      fields.append(start..<content.upperBound)
      return count
    }
    self.fields = fields
    return count
  }
}
