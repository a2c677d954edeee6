/// Reads a table record by record.
protocol TableRecordReader: AnyObject {
  var path: String { get }
  /// What separates fields, once a record was read.
  var separator: FieldSeparator { get }
  /// Whether fields may stand in quotation marks.
  var quotesFields: Bool { get }
  var firstRepair: TextRepair? { get }

  /// Reads the next record that is no blank line; returns whether there was one.
  func next(into record: inout TableRecord) throws(CorpusError) -> Bool
}
