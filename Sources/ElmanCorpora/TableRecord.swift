/// One record of a table. The bytes are kept from record to record, so that few are allocated.
struct TableRecord {
  /// The fields, one after the other.
  var bytes: [UInt8] = []

  /// Where each field stands in `bytes`.
  var fields: [Range<Int>] = []

  /// The line on which the record starts, counted from 1.
  var line = 0

  /// The field at a place counted from 0.
  subscript(field: Int) -> String { String(decoding: bytes[fields[field]], as: UTF8.self) }

  /// Empties the record, which will start on `line`.
  mutating func restart(line: Int) {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    self.line = line
  }
}

/// Reads a table record by record.
protocol TableRecordReader: AnyObject {
  var path: String { get }
  var firstRepair: TextRepair? { get }

  /// Reads the next record that is no blank line; returns whether there was one.
  func next(into record: inout TableRecord) throws(CorpusError) -> Bool
}

/// Reads records of fields that are separated by tabs; nothing is quoted.
final class TabRecordReader: TableRecordReader {
  var path: String { lines.path }
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
