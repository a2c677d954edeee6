/// The first rows of a source of labelled sentences, by which its form is told.
struct CorpusStart {
  /// A line that is no comment and not blank.
  struct Row {
    var line: Int
    var content: ArraySlice<UInt8>
    var fields: [ArraySlice<UInt8>]
    /// Whether the row begins with the number that its sentence has got to, or stands beside the
    /// numbers as ranges do.
    var isNumbered: Bool

    /// Whether a column holds a label of some scheme.
    func isLabel(_ column: Int) -> Bool {
      column < fields.count
        && SpanLabel(String(decoding: fields[column], as: UTF8.self)) != nil
    }
  }

  var rows: [Row] = []
  /// Whether all rows are characters with their places in words.
  var hasPlaces = true

  /// The rows of forms in which `#` begins a comment; in columns it may be a word.
  var commentFreeRows: [Row] { rows.filter { $0.content.first != UInt8(ascii: "#") } }

  /// Whether the first row that has anything in its last column has a label there.
  var hasLabelLast: Bool {
    let unknown = Array(EntityCorpus.unknownLabel.utf8)[...]
    let first = rows.first { $0.fields.count < 2 || $0.fields.last != unknown }
    return first.map { $0.fields.count >= 2 && $0.isLabel($0.fields.count - 1) } ?? false
  }

  /// Whether there are rows, and all are numbered and of a kind.
  func isNumbered(where isOne: (Row) -> Bool) -> Bool {
    let rows = commentFreeRows
    return !rows.isEmpty && rows.allSatisfy { $0.isNumbered && isOne($0) }
  }

  /// - Parameter limit: the size from which on the last line may be cut off.
  init(head: [UInt8], limit: Int) {
    var lines = head.split(separator: 0x0A, omittingEmptySubsequences: false)
    if head.count >= limit, lines.count > 1 { lines.removeLast() }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { lines[0] = lines[0].dropFirst(3) }
    var expected = 1
    var place = 0
    for (index, var content) in lines.enumerated() {
      if content.last == 0x0D { content.removeLast() }
      if content.allSatisfy(isSpace) || ColumnsReader.startsDocument(content) {
        (expected, place) = (1, 0)
        continue
      }
      let fields =
        content.contains(0x09)
        ? content.split(separator: 0x09, omittingEmptySubsequences: false)
        : content.split(whereSeparator: isSpace)
      var row = Row(line: index + 1, content: content, fields: fields, isNumbered: true)
      if content.first == UInt8(ascii: "#"),
        fields.count < 2 || !row.isLabel(fields.count - 1) || ColumnsReader.isAttribute(content)
      {
        continue
      }
      switch ConlluID(fields[0]) {
      case .word(expected): expected += 1
      case .range, .emptyNode: break
      default: row.isNumbered = false
      }
      if let found = CharacterPlace(fields[0])?.place, found == 0 || found == place {
        place = found + 1
      } else {
        hasPlaces = false
      }
      rows.append(row)
    }
  }
}
