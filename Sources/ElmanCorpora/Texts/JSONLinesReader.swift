import ElmanBytes

/// Reads a JSON object a line, such as `{"label": "pos", "text": "some text"}`.
///
/// Without names given, the label and the text are the members known by the names that `TableColumns`
/// lists. A column given by number is a key of these digits. A label may be a string, an integer or a
/// boolean; it is taken as written. Of equal keys the last counts. Blank lines are skipped.
package final class JSONLinesReader: LabelledTextReader {
  /// The name of the input that errors show.
  package var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  package var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader
  private let columns: TableColumns
  private var line: [UInt8] = []

  /// Creates a reader of objects on lines.
  package init(
    _ source: ByteSource, columns: TableColumns = TableColumns(),
    illFormedText: IllFormedText = .reject
  ) {
    lines = LineReader(source, illFormedText: illFormedText)
    self.columns = columns
  }

  /// Reads the next line that is not blank.
  ///
  /// - Returns: the text with its label, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line that is no object, or whose label or
  ///   text is missing or of the wrong kind.
  package func next() throws(CorpusError) -> LabelledText? {
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else { return nil }
      guard line[read.content].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      return try example(in: read)
    }
  }

  private func example(in read: Line) throws(CorpusError) -> LabelledText {
    let members = try JSONObjectScanner.members(of: line, in: read, path: path)
    let label = try TableColumns.member(
      columns.label, TableHeader.labelNames, "label", of: members, path: path, line: read.number)
    let text = try TableColumns.member(
      columns.text, TableHeader.textNames, "text", of: members, path: path, line: read.number)
    switch label.kind {
    case .string, .integer, .boolean: break
    default: throw wrong(label, expected: "a string, an integer or a boolean", at: read)
    }
    guard text.kind == .string else { throw wrong(text, expected: "a string", at: read) }
    let name = JSONString.decode(line[label.value])
    guard !name.isEmpty else {
      throw .malformed(
        path: path, line: read.number, expected: "a label in '\(label.key)'", found: "nothing")
    }
    return LabelledText(
      label: name, text: JSONString.decode(line[text.value]), line: read.number)
  }

  private func wrong(
    _ member: JSONObjectScanner.Member, expected: String, at read: Line
  ) -> CorpusError {
    .malformed(
      path: path, line: read.number, expected: "\(expected) in '\(member.key)'",
      found: member.kind.name)
  }
}

extension LabelledTextFormat {
  /// A JSON object a line.
  public static let jsonl = LabelledTextFormat(
    name: "jsonl", help: "a JSON object a line, with label and text", ending: ".jsonl",
    isStart: { $0.starts(with: "{\"".utf8) },
    opening: .file {
      JSONLinesReader($0, columns: $1.columns, illFormedText: $1.illFormedText)
    })
}
