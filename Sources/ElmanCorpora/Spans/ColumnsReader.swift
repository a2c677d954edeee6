import ElmanText

/// Reads a token a line in columns as the CoNLL shared tasks had them, a blank line after each
/// sentence.
///
/// Columns are separated by tabs where the first row has one, and by spaces otherwise; all rows have
/// the same number of them. A line that begins with `-DOCSTART-` ends a document. A line that begins
/// with `# ` and has another number of columns is a comment, as is `# key = value` without tabs. As
/// nothing tells how the words stood in the text, each is followed by one space there. A word that is
/// missing becomes U+FFFD.
///
/// Reference: Tjong Kim Sang and De Meulder, 2003, Introduction to the CoNLL-2003 Shared Task:
/// Language-Independent Named Entity Recognition.
public final class ColumnsReader: LabelledSentenceReader {
  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader
  private let tokenColumn: Int
  private let labelColumn: Int?
  private let areCharacters: Bool
  private let malformedLines: MalformedLines
  private var separatesByTabs = false
  private var columnCount: Int?
  private var line: [UInt8] = []
  private var fields: [Range<Int>] = []
  private var position = TextAccumulator()
  private var startsParagraph = true

  /// Creates a reader of columns.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - tokenColumn: the number of the word's column, counted from 1.
  ///   - labelColumn: the number of the label's column; `nil` for the last one.
  ///   - areCharacters: whether each word is a character followed by its place in the word that it
  ///     belongs to, counted from 0. The places are left aside, and no spaces stand between.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - malformedLines: what to do with a row that is not of the format.
  public init(
    _ source: ByteSource, tokenColumn: Int = 1, labelColumn: Int? = nil,
    areCharacters: Bool = false, illFormedText: IllFormedText = .reject,
    malformedLines: MalformedLines = .reject
  ) {
    precondition(tokenColumn > 0 && labelColumn ?? 1 > 0, "columns are counted from 1")
    lines = LineReader(source, illFormedText: illFormedText)
    self.tokenColumn = tokenColumn
    self.labelColumn = labelColumn
    self.areCharacters = areCharacters
    self.malformedLines = malformedLines
  }

  /// Reads the rows up to the next blank line; several blank lines count as one.
  ///
  /// - Returns: the sentence, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a row with more or fewer columns than the first
  ///   one, without a label, or of another form, unless such rows are left out.
  public func next() throws(CorpusError) -> LabelledSentence? {
    var builder = LabelledSentenceBuilder()
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else { break }
      let content = line[read.content]
      if content.allSatisfy(isSpace) {
        if builder.count == 0 { continue }
        break
      }
      if Self.startsDocument(content) {
        let finished = builder.finish(startsParagraph: startsParagraph, &position)
        startsParagraph = true
        if let finished { return finished }
        continue
      }
      if try readFields(of: read) { try append(read, to: &builder) }
    }
    guard let finished = builder.finish(startsParagraph: startsParagraph, &position) else {
      return nil
    }
    startsParagraph = false
    return finished
  }

  /// Finds the columns of a row; `false` for a comment, and for a row that is left out.
  private func readFields(of read: Line) throws(CorpusError) -> Bool {
    let content = line[read.content]
    if Self.isAttribute(content) { return false }
    if columnCount == nil { separatesByTabs = content.contains(0x09) }
    Self.split(line, read.content, byTabs: separatesByTabs, into: &fields)
    if fields.count == columnCount { return true }
    let mayBeComment = content.starts(with: "# ".utf8)
    guard let columnCount else {
      let last = fields.last.map { String(decoding: line[$0], as: UTF8.self) } ?? ""
      if mayBeComment, labelColumn == nil, SpanLabel(last) == nil { return false }
      let wanted = max(2, tokenColumn, labelColumn ?? 0)
      guard fields.count >= wanted else {
        try malformed(read, "at least \(wanted) columns", "\(fields.count)")
        return false
      }
      self.columnCount = fields.count
      return true
    }
    if !mayBeComment { try malformed(read, "\(columnCount) columns", "\(fields.count)") }
    return false
  }

  private func append(
    _ read: Line, to builder: inout LabelledSentenceBuilder
  ) throws(CorpusError) {
    var word = line[fields[tokenColumn - 1]]
    let label = line[fields[(labelColumn ?? fields.count) - 1]]
    guard !label.isEmpty else { return try malformed(read, "a label", "nothing") }
    if areCharacters {
      guard let character = CharacterPlace(word)?.character else {
        return try malformed(
          read, "a character and its place in the word, such as 'a0'", CorpusError.quote(word))
      }
      word = character
    }
    builder.append(word: word, label: label, line: read.number, spaceAfter: !areCharacters)
  }

  /// Whether a line is a comment such as `# sent_id = 7`, whatever its columns might be taken for.
  static func isAttribute(_ content: ArraySlice<UInt8>) -> Bool {
    guard content.starts(with: "# ".utf8), !content.contains(0x09) else { return false }
    let words = content.dropFirst().split(maxSplits: 2, whereSeparator: isSpace)
    return words.count >= 2 && words[1].elementsEqual("=".utf8)
  }

  /// Whether a line stands between two documents.
  static func startsDocument(_ content: ArraySlice<UInt8>) -> Bool {
    let mark = "-DOCSTART-".utf8
    return content.starts(with: mark) && content.dropFirst(mark.count).first.map(isSpace) ?? true
  }

  /// Finds the columns of a line: between tabs, or between runs of white space.
  static func split(
    _ bytes: [UInt8], _ content: Range<Int>, byTabs: Bool, into fields: inout [Range<Int>]
  ) {
    fields.removeAll(keepingCapacity: true)
    var start = content.lowerBound
    for index in content where byTabs ? bytes[index] == 0x09 : isSpace(bytes[index]) {
      if byTabs || index > start { fields.append(start..<index) }
      start = index + 1
    }
    if byTabs || start < content.upperBound { fields.append(start..<content.upperBound) }
  }

  private func malformed(
    _ line: Line, _ expected: String, _ found: String
  ) throws(CorpusError) {
    try malformedLines.handle(
      .malformed(path: path, line: line.number, expected: expected, found: found))
  }
}

extension LabelledSentenceFormat {
  /// A token a line in columns, the label last, as in CoNLL-2003.
  public static let columns = LabelledSentenceFormat(
    name: "columns", help: helpOfColumns, isStart: { $0.rows.isEmpty || $0.hasLabelLast }
  ) { ColumnsReader($0, illFormedText: $1, malformedLines: $2) }

  /// The same a character a line, each followed by its place in the word.
  public static let characters = LabelledSentenceFormat(
    name: "characters", help: helpOfColumns, isStart: { $0.hasLabelLast && $0.hasPlaces }
  ) { ColumnsReader($0, areCharacters: true, illFormedText: $1, malformedLines: $2) }

  private static let helpOfColumns = "columns with a label such as B-PER or O last"
}
