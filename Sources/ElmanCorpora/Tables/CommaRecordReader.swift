/// Reads records of fields that are separated by commas, or by what the first lines show to be in their place.
///
/// Quotes are as in RFC 4180: a quoted field may hold commas, line breaks and, doubled, quotation
/// marks. A quotation mark inside a field that does not begin with one is content.
final class CommaRecordReader: TableRecordReader {
  var path: String { lines.path }
  var separator: FieldSeparator { found ?? .comma }
  var quotesFields: Bool { true }
  var firstRepair: TextRepair? { lines.firstRepair }

  private let source: ByteSource
  private let lines: LineReader
  private let byteLimit: Int
  private var found: FieldSeparator?
  private var line: [UInt8] = []

  /// - Parameter byteLimit: how many bytes a record of several lines may have; past them, a quotation
  ///   mark that nobody closed would take the rest of the file into memory.
  init(_ source: ByteSource, illFormedText: IllFormedText, byteLimit: Int = 16 << 20) {
    self.source = source
    lines = LineReader(source, illFormedText: illFormedText)
    self.byteLimit = byteLimit
  }

  func next(into record: inout TableRecord) throws(CorpusError) -> Bool {
    if found == nil {
      found = FieldSeparator(of: try source.peek(atMost: FieldSeparator.sampleSize))
    }
    let separator = separator.byte
    var read: Line
    repeat {
      line.removeAll(keepingCapacity: true)
      guard let next = try lines.next(appendingTo: &line) else { return false }
      read = next
    } while read.content.isEmpty
    record.restart(line: read.number)

    var index = read.content.lowerBound
    while true {
      let start = record.bytes.count
      if index < read.content.upperBound, line[index] == 0x22 {
        try appendQuoted(to: &record, &read, &index)
      } else {
        let end = line[index..<read.content.upperBound].firstIndex(of: separator)
        record.bytes.append(contentsOf: line[index..<(end ?? read.content.upperBound)])
        index = end ?? read.content.upperBound
      }
      record.fields.append(start..<record.bytes.count)
      if index == read.content.upperBound { return true }
      guard line[index] == separator else {
        throw .malformed(
          path: path, line: read.number,
          expected: "a \(self.separator.name) or the line's end after a quoted field",
          found: CorpusError.quote(line[index..<read.content.upperBound]))
      }
      index += 1
    }
  }

  /// Appends the content of a field whose opening mark is at `index`, over as many lines as it has;
  /// leaves `index` after the closing mark.
  private func appendQuoted(
    to record: inout TableRecord, _ read: inout Line, _ index: inout Int
  ) throws(CorpusError) {
    let opening = read.number
    index += 1
    while true {
      guard let mark = line[index..<read.range.upperBound].firstIndex(of: 0x22) else {
        record.bytes.append(contentsOf: line[index..<read.range.upperBound])
        guard record.bytes.count <= byteLimit else {
          throw unclosed(opening, found: "none in \(byteLimit) bytes")
        }
        line.removeAll(keepingCapacity: true)
        guard let next = try lines.next(appendingTo: &line) else {
          throw unclosed(opening, found: "the end of the input")
        }
        read = next
        index = read.range.lowerBound
        continue
      }
      record.bytes.append(contentsOf: line[index..<mark])
      index = mark + 1
      guard index < read.content.upperBound, line[index] == 0x22 else { return }
      record.bytes.append(0x22)
      index += 1
    }
  }

  private func unclosed(_ line: Int, found: String) -> CorpusError {
    .malformed(
      path: path, line: line, expected: "a closing quotation mark for the one opened here",
      found: found)
  }
}
