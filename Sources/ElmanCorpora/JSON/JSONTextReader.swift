import ElmanBytes

/// Reads the texts of JSON objects, one a line, and the objects as they are written again.
final class JSONTextReader: TextRecordReader {
  var path: String { lines.path }
  var firstRepair: TextRepair? { lines.firstRepair }
  var addition: FieldAddition { .member }

  private let lines: LineReader
  private let member: ColumnReference?
  private var line: [UInt8] = []

  init(_ source: ByteSource, member: ColumnReference?, illFormedText: IllFormedText) {
    lines = LineReader(source, illFormedText: illFormedText)
    self.member = member
  }

  func next() throws(CorpusError) -> TextRecord? {
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else { return nil }
      guard line[read.content].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      let members = try JSONObjectScanner.members(of: line, in: read, path: path)
      let text = try TableColumns.member(
        member, TableHeader.textNames, "text", of: members, path: path, line: read.number)
      guard text.kind == .string else {
        throw .malformed(
          path: path, line: read.number, expected: "a string in '\(text.key)'",
          found: text.kind.name)
      }
      // The object is sound, so that its last bracket closes it.
      let end = line[read.content].lastIndex(of: 0x7D) ?? read.content.upperBound
      var start = Array(line[read.content.lowerBound..<end])
      while let last = start.last, [0x20, 0x09].contains(last) { start.removeLast() }
      if !members.isEmpty { start.append(0x2C) }
      return TextRecord(text: Array(JSONString.decode(line[text.value]).utf8), start: start)
    }
  }
}
