/// Reads labelled texts from the columns of a table.
package final class TableReader: LabelledTextReader {
  /// The name of the input that errors show.
  package var path: String { records.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  package var firstRepair: TextRepair? { records.firstRepair }

  /// The lines of records after the first that are the header once more, as where files were put
  /// together; they are skipped.
  package private(set) var repeatedHeaders: [Int] = []

  /// How the columns were understood, once a record was read.
  package private(set) var table: TableReading?

  private let records: any TableRecordReader
  private let columns: TableColumns
  private var resolved: ResolvedColumns?
  private var hasFailed = false
  private var record = TableRecord()
  private var header: TableRecord?

  init(_ records: any TableRecordReader, columns: TableColumns) {
    self.records = records
    self.columns = columns
  }

  /// Creates a reader of columns that are separated by tabs, without any quoting.
  package static func tabSeparated(
    _ source: ByteSource, columns: TableColumns = TableColumns(),
    illFormedText: IllFormedText = .reject
  ) -> TableReader {
    TableReader(TabRecordReader(source, illFormedText: illFormedText), columns: columns)
  }

  /// Creates a reader of columns that are separated by commas, with quotes as in RFC 4180; or by semicolons or
  /// tabs, if the file's first lines have those.
  ///
  /// A quoted field may go over several lines, up to 16 MiB.
  package static func commaSeparated(
    _ source: ByteSource, columns: TableColumns = TableColumns(),
    illFormedText: IllFormedText = .reject
  ) -> TableReader {
    TableReader(CommaRecordReader(source, illFormedText: illFormedText), columns: columns)
  }

  /// Reads the next record; blank lines are skipped, and so is the header, wherever it
  /// stands.
  ///
  /// - Returns: the text with its label, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a record without one of the columns, with more
  ///   columns than the first, or with an empty label, and for a quoted field that is not closed. After
  ///   an error the records go on, but for columns that are not found: then there are none.
  package func next() throws(CorpusError) -> LabelledText? {
    if hasFailed { return nil }
    guard try records.next(into: &record) else { return nil }
    let places: ResolvedColumns
    if let resolved {
      places = resolved
    } else {
      hasFailed = true
      places = try columns.resolve(record, path: path)
      hasFailed = false
      resolved = places
      table = TableReading(
        separator: records.separator.name, first: record.fields.indices.map { record[$0] },
        hasHeader: places.hasHeader, text: places.text + 1, label: places.label + 1,
        isGuessed: places.isGuessed)
      if places.hasHeader {
        header = record
        guard try records.next(into: &record) else { return nil }
      }
    }
    while let header, record.hasSameFields(as: header) {
      repeatedHeaders.append(record.line)
      guard try records.next(into: &record) else { return nil }
    }
    try check(places)
    return LabelledText(
      label: record[places.label], text: record[places.text], line: record.line)
  }

  private func check(_ places: ResolvedColumns) throws(CorpusError) {
    let count = record.fields.count
    let needed = max(places.text, places.label) + 1
    guard count >= needed else {
      throw .malformed(
        path: path, line: record.line, expected: "at least \(needed) columns", found: "\(count)")
    }
    // A separator that should have been quoted cuts the text; that part would be lost unseen.
    let excess = record.fields.dropFirst(places.count)
    guard excess.allSatisfy(\.isEmpty) else {
      throw .malformed(
        path: path, line: record.line,
        expected: "\(places.count) columns as in the first record", found: "\(count)")
    }
    guard !record.fields[places.label].isEmpty else {
      throw .malformed(
        path: path, line: record.line, expected: "a label in column \(places.label + 1)",
        found: "nothing")
    }
  }
}

extension LabelledTextFormat {
  /// Columns separated by tabs.
  public static let tsv = LabelledTextFormat(
    name: "tsv", help: helpOfTables, ending: ".tsv",
    opening: .file {
      TableReader.tabSeparated($0, columns: $1.columns, illFormedText: $1.illFormedText)
    })

  /// Columns separated by commas, or by semicolons or tabs as some programs write them, with quotes as in RFC 4180.
  public static let csv = LabelledTextFormat(
    name: "csv", help: helpOfTables, ending: ".csv",
    opening: .file {
      TableReader.commaSeparated($0, columns: $1.columns, illFormedText: $1.illFormedText)
    })

  private static let helpOfTables = """
    columns: those named label and text in a header, or the first
    and the last
    """
}
