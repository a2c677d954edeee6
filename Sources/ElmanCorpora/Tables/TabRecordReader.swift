/// Reads records of fields that are separated by tabs; nothing is quoted.
final class TabRecordReader: TableRecordReader {
  var path: String { lines.path }
  var separator: FieldSeparator { .tab }
  var quotesFields: Bool { false }
  var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader

  init(_ source: ByteSource, illFormedText: IllFormedText) {
    lines = LineReader(source, illFormedText: illFormedText)
  }

  func next(into record: inout TableRecord) throws(CorpusError) -> Bool {
    while true {
      record.restart(line: 0)
      guard let read = try lines.next(appendingTo: &record.bytes) else { return false }
      guard !read.content.isEmpty else { continue }
      record.line = read.number
      var start = read.content.lowerBound
      for index in read.content where record.bytes[index] == 0x09 {
        record.fields.append(start..<index)
        start = index + 1
      }
      record.fields.append(start..<read.content.upperBound)
      return true
    }
  }
}
