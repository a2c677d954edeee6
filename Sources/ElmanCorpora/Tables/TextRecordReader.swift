import ElmanBytes

/// A record of a file with a text in it: what is to be read, and how the record is written again.
package struct TextRecord: Sendable {
  /// The text; empty for a header.
  package var text: [UInt8]
  /// The record as it is written again, ready for more fields to follow.
  package var start: [UInt8]
  /// Whether it names the columns.
  package var isHeader = false
}

/// Reads records one at a time, of which one column or member is a text.
package protocol TextRecordReader: AnyObject {
  /// The name of the file that errors show.
  var path: String { get }
  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  var firstRepair: TextRepair? { get }
  /// How fields are added to a record.
  var addition: FieldAddition { get }

  /// Reads the next record.
  ///
  /// - Throws: what the source throws; `malformed` for a record without the text.
  func next() throws(CorpusError) -> TextRecord?
}

/// A form of records with texts, for which the labels are not known yet.
package enum TextRecordForm: String, Sendable, CaseIterable {
  /// Fields separated by commas.
  case csv
  /// Fields separated by tabs.
  case tsv
  /// A JSON object a line.
  case jsonl

  /// The form that a file's name tells.
  package init?(guessedFrom path: String) {
    let name = BytePath(path).lowercased.dropping(".gz")
    guard let form = Self.allCases.first(where: { name.hasEnding(".\($0.rawValue)") }) else {
      return nil
    }
    self = form
  }

  /// Opens a source.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - column: where the text stands, by number or name; `nil` to find it.
  ///   - illFormedText: what becomes of bytes that are not UTF-8.
  package func reader(
    _ source: ByteSource, column: String?, illFormedText: IllFormedText
  ) -> any TextRecordReader {
    let column = column.map { ColumnReference($0) }
    return switch self {
    case .csv:
      TableTextReader(
        CommaRecordReader(source, illFormedText: illFormedText), column: column)
    case .tsv:
      TableTextReader(TabRecordReader(source, illFormedText: illFormedText), column: column)
    case .jsonl: JSONTextReader(source, member: column, illFormedText: illFormedText)
    }
  }
}

/// How fields are added to the end of a record.
package enum FieldAddition: Sendable {
  /// Behind the last field, quoted where that is so in the whole table.
  case field(separator: UInt8, quotes: Bool)
  /// As members of an object.
  case member
}
