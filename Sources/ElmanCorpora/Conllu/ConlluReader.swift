import ElmanText

/// Reads CoNLL-U one sentence at a time, in memory that does not grow with the file.
///
/// The blocks that it returns, written one after the other, are the input byte for byte. Demanded are
/// ten columns, none of them empty, IDs in order, heads that exist, UTF-8, and sentences of at most
/// ``maximumSentenceBytes``.
///
/// Reference: Universal Dependencies, "CoNLL-U Format", version 2; Nivre et al. (2020), "Universal
/// Dependencies v2: An Evergrowing Multilingual Treebank Collection".
public final class ConlluReader {
  /// The most bytes of a sentence with its comments.
  public static let maximumSentenceBytes = 1 << 24

  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened: the line, counted from 1, and the
  /// offset in the uncompressed input.
  public var firstReplacement: (line: Int, byteOffset: Int)? {
    firstRepair.map { ($0.line, $0.byteOffset) }
  }

  /// The same for other readers.
  package var firstRepair: TextRepair? { lines.firstRepair }

  /// The bytes of blank lines after which a block ends, so that any number of them takes little memory.
  private static let blankLimit = 1 << 12

  private let lines: LineReader
  private let malformedLines: MalformedLines
  private var lineCount = 0
  private var expectedSize = 1 << 11
  private var position = TextPosition()

  /// Creates a reader of CoNLL-U.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - illFormedText: what to do with bytes that are not UTF-8. With `replace` the output differs
  ///     from the input where U+FFFD was put in.
  ///   - leaveOut: told of each line that is not CoNLL-U, which is then left out; without it such a line is
  ///     an error. What the missing line brings about in the rest of its sentence is not told.
  public convenience init(
    _ source: ByteSource, illFormedText: IllFormedText = .reject,
    leaveOut: ((CorpusError) -> Void)? = nil
  ) {
    self.init(
      source, illFormedText: illFormedText,
      malformedLines: leaveOut.map { .leaveOut($0) } ?? .reject)
  }

  /// Creates a reader that does with a line that is not CoNLL-U as it is told.
  package init(
    _ source: ByteSource, illFormedText: IllFormedText = .reject, malformedLines: MalformedLines
  ) {
    lines = LineReader(
      source, illFormedText: illFormedText, maximumBytes: Self.maximumSentenceBytes)
    self.malformedLines = malformedLines
  }

  /// Reads the next block.
  ///
  /// - Returns: a sentence; a block without words for comments that no sentence follows, for blank
  ///   lines at the end of the file, and for every 4 KiB of blank lines; `nil` when nothing is left.
  /// - Throws: what the source throws; `malformed` for a line that is not CoNLL-U, unless such lines are
  ///   left out.
  /// - Complexity: O(n) in the bytes of the block.
  public func next() throws(CorpusError) -> ConlluSentence? {
    var sentence = ConlluSentence(readFrom: lineCount + 1, at: position)
    var order = ConlluOrder()
    var hasComment = false
    sentence.bytes.reserveCapacity(expectedSize)
    while let line = try lines.next(appendingTo: &sentence.bytes) {
      lineCount = line.number
      guard !line.isCut, sentence.bytes.count <= Self.maximumSentenceBytes else {
        throw .malformed(
          path: path, line: line.number,
          expected: "a sentence of at most \(Self.maximumSentenceBytes >> 20) MiB",
          found: "a longer one")
      }
      if line.content.isEmpty {
        if hasComment || !sentence.rowInfos.isEmpty {
          sentence.trailer = line.range
          break
        }
        sentence.appendBlank(line)
        if sentence.bytes.count >= Self.blankLimit { break }
      } else if sentence.bytes[line.content.lowerBound] == UInt8(ascii: "#") {
        guard sentence.rowInfos.isEmpty else {
          try malformed(line.number, "a word or a blank line", "a comment inside a sentence")
          order.isBroken = true
          continue
        }
        hasComment = true
        sentence.preamble.append(.init(range: line.range, content: line.content, isComment: true))
      } else {
        try appendRow(line, to: &sentence, &order)
      }
    }
    if let problem = order.problemAtEnd {
      try malformed(problem.line, problem.expected, problem.found)
    }
    position = position.advanced(over: sentence.bytes[...])
    expectedSize = max(expectedSize, sentence.bytes.count)
    return sentence.bytes.isEmpty ? nil : sentence
  }

  private func appendRow(
    _ line: Line, to sentence: inout ConlluSentence, _ order: inout ConlluOrder
  ) throws(CorpusError) {
    let firstField = sentence.fields.count
    let columnCount = sentence.appendFields(in: line.content)
    var problem: ConlluOrder.Problem?
    var id: ConlluID?
    if columnCount != 10 {
      problem = .init(line: line.number, expected: "10 columns", found: "\(columnCount)")
    } else if let empty = sentence.fields[firstField...].firstIndex(where: { $0.isEmpty }) {
      let name = ConlluColumn(rawValue: empty - firstField)?.name ?? ""
      problem = .init(
        line: line.number, expected: "a value or _ in column \(name)", found: "nothing")
    } else {
      let idBytes = sentence.bytes[sentence.fields[firstField]]
      id = ConlluID(idBytes)
      if let id {
        let headBytes = sentence.bytes[sentence.fields[firstField + ConlluColumn.head.rawValue]]
        problem = order.append(id, head: headBytes, line: line.number)
      } else {
        problem = .init(
          line: line.number, expected: "an ID such as 3, 3-4 or 3.1",
          found: CorpusError.quote(idBytes))
      }
    }
    if let problem { try malformed(problem.line, problem.expected, problem.found) }
    guard let id, problem == nil else {
      order.isBroken = true
      sentence.fields.removeSubrange(firstField...)
      return
    }
    if case .word = id { sentence.wordRows.append(sentence.rowInfos.count) }
    sentence.rowInfos.append(
      .init(
        id: id, line: line.number, range: line.range, contentEnd: line.content.upperBound))
  }

  private func malformed(
    _ line: Int, _ expected: String, _ found: String
  ) throws(CorpusError) {
    try malformedLines.handle(
      .malformed(path: path, line: line, expected: expected, found: found))
  }
}

extension ConlluReader: SentenceReader {
  /// Reads the next block that has words, for tagging; all columns but FORM and MISC are left behind.
  ///
  /// - Returns: the words as ``ConlluSentence/sentence()`` gives them, or `nil` at the end.
  /// - Throws: what ``next()`` throws.
  public func nextSentence() throws(CorpusError) -> Sentence? {
    while let block = try next() {
      if block.wordCount > 0 { return block.sentence() }
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
