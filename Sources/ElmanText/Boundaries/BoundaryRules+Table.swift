import ElmanBytes

/// The rules as a table, for model files.
///
/// It is text: a line for each decision and kind of word, with tabs between a letter that tells which,
/// and what it holds of, in ascending order; keys of places are in hexadecimal.
extension BoundaryRules {
  private static let tab: UInt8 = 0x09
  private static let lineEnd: UInt8 = 0x0A

  /// The table as UTF-8, the same for rules that are equal.
  package var table: [UInt8] {
    var lines: [[UInt8]] = []
    for decision in [Decision.ends, .goesOn, .multiword, .free] {
      let keys = decisions.filter { $0.value == decision }.keys.sorted()
      if keys.isEmpty { continue }
      lines.append(
        [decision.rawValue] + keys.flatMap { [Self.tab] + String($0.rawValue, radix: 16).utf8 })
    }
    for kind in WordKind.allCases {
      guard let words = words[kind], !words.isEmpty else { continue }
      let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
      lines.append([kind.rawValue] + sorted.flatMap { [Self.tab] + $0 })
    }
    return lines.flatMap { $0 + [Self.lineEnd] }
  }

  /// Reads the table that ``table`` gave; everything in it is checked.
  ///
  /// - Throws: a ``BoundaryTableError`` that names the first fault.
  package init(table: some Collection<UInt8>) throws(BoundaryTableError) {
    // Of a known type all that follows is fast.
    try self.init(lines: Array(table))
  }

  private init(lines table: [UInt8]) throws(BoundaryTableError) {
    self.init()
    guard String(validating: table, as: UTF8.self) != nil else { throw .notUTF8 }
    guard table.isEmpty || table.suffix(1).elementsEqual([Self.lineEnd]) else { throw .cutOff }
    let lines = table.split(separator: Self.lineEnd, omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated() {
      let fields = line.split(separator: Self.tab, omittingEmptySubsequences: false)
      guard fields.count > 1, fields[0].count == 1, let letter = fields[0].first,
        fields.allSatisfy({ !$0.isEmpty })
      else { throw .malformed(line: index + 1, found: String(decoding: line, as: UTF8.self)) }
      if let decision = Decision(rawValue: letter) {
        try add(fields.dropFirst(), decision, line: index + 1)
      } else if let kind = WordKind(rawValue: letter) {
        try add(fields.dropFirst(), kind, line: index + 1)
      } else {
        throw .malformed(line: index + 1, found: String(decoding: line, as: UTF8.self))
      }
    }
    indexWords()
  }

  private mutating func add(
    _ keys: ArraySlice<ArraySlice<UInt8>>, _ decision: Decision, line: Int
  ) throws(BoundaryTableError) {
    for field in keys {
      let name = String(decoding: field, as: UTF8.self)
      guard let value = UInt32(name, radix: 16), value <= BoundaryKey.maximum,
        field.elementsEqual(String(value, radix: 16).utf8)
      else { throw .malformed(line: line, found: name) }
      guard decisions.updateValue(decision, forKey: BoundaryKey(rawValue: value)) == nil else {
        throw .duplicate(line: line, found: name)
      }
    }
  }

  private mutating func add(
    _ fields: ArraySlice<ArraySlice<UInt8>>, _ kind: WordKind, line: Int
  ) throws(BoundaryTableError) {
    for field in fields where !words[kind, default: []].insert(Array(field)).inserted {
      throw .duplicate(line: line, found: String(decoding: field, as: UTF8.self))
    }
  }
}

/// What is wrong with the table of rules, such as that of a damaged file.
package enum BoundaryTableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The table is not UTF-8.
  case notUTF8
  /// The last line does not end.
  case cutOff
  /// A line, counted from 1, is not a letter and what it holds of.
  case malformed(line: Int, found: String)
  /// A place or word occurs a second time.
  case duplicate(line: Int, found: String)

  /// The fault in one line.
  package var description: String {
    switch self {
    case .notUTF8: "boundaries: expected UTF-8, found other bytes"
    case .cutOff: "boundaries: expected a line end at the end, found none"
    case .malformed(let line, let found):
      "boundaries: line \(line): expected a letter, and keys or words, found '\(found.onOneLine)'"
    case .duplicate(let line, let found):
      "boundaries: line \(line): expected what is new, found '\(found.onOneLine)' again"
    }
  }
}
