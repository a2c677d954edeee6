import ElmanBytes

/// The splitter as a table, for model files.
///
/// It is text: a line for each form and ending, with tabs between a letter that tells the kind, the
/// form, and the words. `f` is a form in lower case, `F` one that is always split, `e` a form as it
/// stands, `s` an ending, whose first word goes on what stands before it and may be empty.
extension MultiwordSplitter {
  /// The table as UTF-8, the same for splitters that are equal.
  package var table: [UInt8] {
    var lines: [[UInt8]] = []
    func append(_ kind: Kind, _ form: [UInt8], _ split: Split) {
      lines.append(
        Array(([[kind.rawValue], form] + split.words).joined(separator: [Self.separator])))
    }
    for (form, split) in folded { append(split.isCertain ? .certain : .folded, form, split) }
    for (form, split) in exact { append(.exact, form, split) }
    for (ending, split) in endings { append(.ending, ending, split) }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    return lines.flatMap { $0 + [Self.lineEnd] }
  }

  /// Reads the table that ``table`` gave; everything in it is checked.
  ///
  /// - Throws: a ``MultiwordTableError`` that names the first fault.
  package init(table: some Collection<UInt8>) throws(MultiwordTableError) {
    // Of a known type all that follows is fast.
    try self.init(lines: Array(table))
  }

  private init(lines table: [UInt8]) throws(MultiwordTableError) {
    self.init()
    guard String(validating: table, as: UTF8.self) != nil else { throw .notUTF8 }
    guard table.isEmpty || table.suffix(1).elementsEqual([Self.lineEnd]) else { throw .cutOff }
    let lines = table.split(separator: Self.lineEnd, omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated() {
      let fields = line.split(separator: Self.separator, omittingEmptySubsequences: false)
        .map { Array($0) }
      guard fields.count > 2, fields[0].count == 1, let kind = Kind(rawValue: fields[0][0]),
        !fields[1].isEmpty, fields[(kind == .ending ? 3 : 2)...].allSatisfy({ !$0.isEmpty })
      else { throw .malformed(line: index + 1, found: String(decoding: line, as: UTF8.self)) }
      let split = Split(words: Array(fields[2...]), isCertain: kind == .certain)
      let previous: Split? =
        switch kind {
        case .folded, .certain: folded.updateValue(split, forKey: fields[1])
        case .exact: exact.updateValue(split, forKey: fields[1])
        case .ending: addEnding(fields[1], split)
        }
      guard previous == nil else {
        throw .duplicate(line: index + 1, form: String(decoding: fields[1], as: UTF8.self))
      }
    }
    noteApostrophes()
  }

  private enum Kind: UInt8 {
    case folded = 0x66
    case certain = 0x46
    case exact = 0x65
    case ending = 0x73
  }

  private static let separator: UInt8 = 0x09
  private static let lineEnd: UInt8 = 0x0A

  /// Whether a form can stand in the table.
  static func canBeWritten(_ form: [UInt8]) -> Bool {
    !form.isEmpty && !form.contains { $0 == separator || $0 == lineEnd }
  }
}

/// What is wrong with the table of a splitter, such as that of a damaged file.
package enum MultiwordTableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The table is not UTF-8.
  case notUTF8
  /// The last line does not end.
  case cutOff
  /// A line, counted from 1, is not a kind, a form and words.
  case malformed(line: Int, found: String)
  /// A form occurs a second time.
  case duplicate(line: Int, form: String)

  /// The fault in one line.
  package var description: String {
    switch self {
    case .notUTF8: "multiword tokens: expected UTF-8, found other bytes"
    case .cutOff: "multiword tokens: expected a line end at the end, found none"
    case .malformed(let line, let found):
      "multiword tokens: line \(line): expected a kind, a form and words, found '\(found.onOneLine)'"
    case .duplicate(let line, let form):
      "multiword tokens: line \(line): expected a new form, found '\(form.onOneLine)' again"
    }
  }
}
