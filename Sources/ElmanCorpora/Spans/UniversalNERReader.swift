import ElmanText

/// Reads the files of Universal NER, `.iob2`: number, word, label and more in columns separated by
/// tabs, with the comments of CoNLL-U.
///
/// The rows of multiword tokens (`3-4`) and empty nodes are left aside. The words stand as in
/// `# text`, where they are all found there, and otherwise with one space between.
///
/// Reference: Mayhew and others, 2024, Universal NER: A Gold-Standard Multilingual Named Entity
/// Recognition Benchmark.
public final class UniversalNERReader: LabelledSentenceReader {
  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader
  private let malformedLines: MalformedLines
  private var line: [UInt8] = []
  private var fields: [Range<Int>] = []
  private var position = TextAccumulator()
  /// The number of the next word; `nil` after a row that was left out.
  private var nextNumber: Int? = 1

  /// Creates a reader of `.iob2`.
  public init(
    _ source: ByteSource, illFormedText: IllFormedText = .reject,
    malformedLines: MalformedLines = .reject
  ) {
    lines = LineReader(source, illFormedText: illFormedText)
    self.malformedLines = malformedLines
  }

  /// Reads the rows up to the next blank line.
  ///
  /// - Returns: the sentence, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a row of fewer than three columns, an empty word
  ///   or label, or words that are not numbered in order, unless such rows are left out.
  public func next() throws(CorpusError) -> LabelledSentence? {
    nextNumber = 1
    var builder = LabelledSentenceBuilder()
    var comments = Comments()
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else { break }
      let content = line[read.content]
      if content.allSatisfy(isSpace) {
        if builder.count == 0 { continue }
        break
      }
      if content.first == UInt8(ascii: "#") {
        comments.add(content.dropFirst())
      } else {
        try append(read, to: &builder)
      }
    }
    if let text = comments.text { builder.place(in: text) }
    return builder.finish(
      id: comments.id, startsParagraph: comments.startsParagraph, &position)
  }

  private func append(
    _ read: Line, to builder: inout LabelledSentenceBuilder
  ) throws(CorpusError) {
    ColumnsReader.split(line, read.content, byTabs: true, into: &fields)
    guard fields.count >= 3 else {
      return try malformed(read, "at least 3 columns", "\(fields.count)")
    }
    let number = line[fields[0]]
    switch ConlluID(number) {
    case .range, .emptyNode: return
    case .word(nextNumber): break
    case .word where nextNumber == nil: break
    default:
      return try malformed(
        read, "ID \(nextNumber.map { "\($0)" } ?? "such as 3")", CorpusError.quote(number))
    }
    let word = line[fields[1]]
    let label = line[fields[2]]
    guard !word.isEmpty else { return try malformed(read, "a word in column 2", "nothing") }
    guard !label.isEmpty else { return try malformed(read, "a label in column 3", "nothing") }
    nextNumber = nextNumber.map { $0 + 1 }
    builder.append(word: word, label: label, line: read.number)
  }

  private func malformed(
    _ line: Line, _ expected: String, _ found: String
  ) throws(CorpusError) {
    nextNumber = nil
    try malformedLines.handle(
      .malformed(path: path, line: line.number, expected: expected, found: found))
  }

  /// What comments tell of the sentence that follows.
  private struct Comments {
    var id: String?
    var text: [UInt8]?
    var startsParagraph = false

    mutating func add(_ comment: ArraySlice<UInt8>) {
      let comment = Self.trimmed(comment)
      let equals = comment.firstIndex(of: UInt8(ascii: "="))
      let key = Self.trimmed(comment[..<(equals ?? comment.endIndex)])
      let value = equals.map { Self.trimmed(comment[($0 + 1)...]) }
      if key.starts(with: "newdoc".utf8) || key.starts(with: "newpar".utf8) {
        startsParagraph = true
      } else if key.elementsEqual("sent_id".utf8) {
        id = value.map { String(decoding: $0, as: UTF8.self) }
      } else if key.elementsEqual("text".utf8) {
        text = value.map(Array.init)
      }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let start = bytes.drop(while: isSpace)
      return start[..<((start.lastIndex { !isSpace($0) } ?? start.startIndex - 1) + 1)]
    }
  }
}

extension LabelledSentenceFormat {
  /// Universal NER: number, word, label and more, with comments.
  public static let iob2 = LabelledSentenceFormat(
    name: "iob2", help: "Universal NER", endsWithBlankLine: true, ending: ".iob2",
    confirms: { start in
      let rows = start.commentFreeRows
      return rows.count { ConlluID($0.fields[0]) != nil } * 2 > rows.count
    },
    isStart: { $0.isNumbered { $0.isLabel(2) } }
  ) { UniversalNERReader($0, illFormedText: $1, malformedLines: $2) }
}
