import ElmanBytes

/// Reads the texts of a table, and its records as they are written again.
final class TableTextReader: TextRecordReader {
  var path: String { records.path }
  var firstRepair: TextRepair? { records.firstRepair }
  var addition: FieldAddition {
    .field(separator: records.separator.byte, quotes: records.quotesFields)
  }

  private let records: any TableRecordReader
  private let column: ColumnReference?
  private var record = TableRecord()
  private var place: Int?

  init(_ records: any TableRecordReader, column: ColumnReference?) {
    (self.records, self.column) = (records, column)
  }

  func next() throws(CorpusError) -> TextRecord? {
    guard try records.next(into: &record) else { return nil }
    if let place {
      guard record.fields.indices.contains(place) else {
        throw .malformed(
          path: path, line: record.line, expected: "a text in column \(place + 1)",
          found: "\(record.fields.count) columns")
      }
      return TextRecord(text: Array(record.bytes[record.fields[place]]), start: written)
    }
    let (place, isHeader) = try TableColumns(text: column).resolveText(record, path: path)
    self.place = place
    return TextRecord(
      text: isHeader ? [] : Array(record.bytes[record.fields[place]]), start: written,
      isHeader: isHeader)
  }

  private var written: [UInt8] {
    var bytes: [UInt8] = []
    for (index, field) in record.fields.enumerated() {
      if index > 0 { bytes.append(records.separator.byte) }
      addition.append(record.bytes[field], to: &bytes)
    }
    return bytes
  }
}

extension TableColumns {
  /// Finds the text alone: by its number or name, by a header, or else the last column.
  ///
  /// - Throws: `malformed` for a name that is not in the record or twice, and a number beyond it.
  func resolveText(
    _ first: TableRecord, path: String
  ) throws(CorpusError) -> (place: Int, isHeader: Bool) {
    let names = first.fields.indices.map { Spelling(first[$0]) }
    let keys = names.map(TableHeader.key)
    let named = TableHeader.textNames.lazy.map { Spelling($0) }
      .compactMap { keys.firstIndex(of: $0) }.first
    let looksLikeHeader = named != nil && names.allSatisfy(TableHeader.mayBeName)
    switch text {
    case .name(let name): return (try place(of: name, in: names, first, path: path), true)
    case .number(let number):
      guard number <= names.count else {
        throw .malformed(
          path: path, line: first.line, expected: "at least \(number) columns",
          found: "\(names.count)")
      }
      return (number - 1, looksLikeHeader)
    case nil:
      return looksLikeHeader ? (named ?? 0, true) : (names.count - 1, false)
    }
  }
}

extension FieldAddition {
  /// Appends a field as it is written in a table.
  package func append(_ field: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    guard case .field(let separator, let quotes) = self else { return }
    let isOdd = field.contains { [separator, 0x22, 0x0A, 0x0D].contains($0) }
    guard quotes, isOdd else {
      // Without quotes the line and the columns can only be kept by white space.
      for byte in field {
        bytes.append(!quotes && (byte == separator || byte == 0x0A || byte == 0x0D) ? 0x20 : byte)
      }
      return
    }
    bytes.append(0x22)
    for byte in field {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
