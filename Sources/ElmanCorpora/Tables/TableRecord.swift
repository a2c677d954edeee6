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

  /// Whether all fields have the same bytes as another record's.
  func hasSameFields(as other: TableRecord) -> Bool {
    fields.count == other.fields.count
      && zip(fields, other.fields).allSatisfy { bytes[$0] == other.bytes[$1] }
  }

  /// Empties the record, which will start on `line`.
  mutating func restart(line: Int) {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    self.line = line
  }
}
