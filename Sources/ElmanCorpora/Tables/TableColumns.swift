import ElmanBytes

/// Finds the columns of the text and of the label in a table.
///
/// A column given by name makes the first record the header. Without names, the first record is the
/// header if it calls one column as labels are called and another as texts are, see `TableHeader`; where a
/// column is given by number, it must be that one. What is not given and not told by a header is: the first column for
/// the label, the last for the text.
///
/// Names are compared by their bytes, or where none is the same by those of their lower case; two columns
/// of the name that is looked for are an error.
package struct TableColumns: Sendable, Hashable {
  /// The column of the text, if given.
  package let text: ColumnReference?

  /// The column of the label, if given.
  package let label: ColumnReference?

  /// Creates a description of columns.
  ///
  /// - Precondition: numbers are 1 or more.
  package init(text: ColumnReference? = nil, label: ColumnReference? = nil) {
    for case .number(let number)? in [text, label] {
      precondition(number > 0, "column \(number): columns are counted from 1")
    }
    self.text = text
    self.label = label
  }
}

/// What the first record told: the places of the columns, counted from 0.
struct ResolvedColumns {
  var text: Int
  var label: Int
  var count: Int
  var hasHeader: Bool
  var isGuessed: Bool
}

extension TableColumns {
  /// Finds the columns by the first record.
  ///
  /// - Throws: `malformed` for a name that is not in the record or twice, and for a record of one column.
  func resolve(_ first: TableRecord, path: String) throws(CorpusError) -> ResolvedColumns {
    let names = first.fields.indices.map { Spelling(first[$0]) }
    let keys = names.map(TableHeader.key)
    let namedText = Self.known(TableHeader.textNames, in: keys, at: text)
    let namedLabel = Self.known(TableHeader.labelNames, in: keys, at: label)

    func place(_ reference: ColumnReference?) throws(CorpusError) -> Int? {
      switch reference {
      case nil: return nil
      case .number(let number): return number - 1
      case .name(let name): return try self.place(of: name, in: names, first, path: path)
      }
    }

    let hasHeader =
      text.isName || label.isName || (namedText != nil && namedLabel != nil)
    let givenText = try place(text)
    let givenLabel = try place(label)
    let knownText = hasHeader && namedText != givenLabel ? namedText : nil
    let knownLabel = hasHeader && namedLabel != givenText ? namedLabel : nil
    for case (nil, let place?) in [(text, knownText), (label, knownLabel)] {
      _ = try onlyPlace(of: keys[place], in: keys, first, path: path)
    }
    let labelPlace =
      givenLabel ?? knownLabel ?? names.indices.first { $0 != givenText ?? knownText }
    let textPlace = givenText ?? knownText ?? names.indices.last { $0 != labelPlace }
    guard let textPlace, let labelPlace, textPlace != labelPlace else {
      throw .malformed(
        path: path, line: first.line, expected: "a column with a label and another with a text",
        found: names.count == 1 ? "one column" : "the same for both")
    }
    return ResolvedColumns(
      text: textPlace, label: labelPlace, count: names.count, hasHeader: hasHeader,
      isGuessed: givenText ?? knownText == nil || givenLabel ?? knownLabel == nil)
  }

  /// The place of the one column of a name, by its bytes or else by those of its lower case.
  ///
  /// - Throws: `malformed` where there is none, or several.
  func place(
    of name: String, in names: [Spelling], _ first: TableRecord, path: String
  ) throws(CorpusError) -> Int {
    let lowercased = names.map { Spelling($0.text.lowercased()) }
    if let index = try onlyPlace(of: Spelling(name), in: names, first, path: path) { return index }
    if let index = try onlyPlace(
      of: Spelling(name.lowercased()), in: lowercased, first, path: path)
    {
      return index
    }
    let found = names.map(\.text).joined(separator: ", ")
    throw .malformed(
      path: path, line: first.line, expected: "a column named \(name.quoted)",
      found: CorpusError.quote(Array(found.utf8)[...]))
  }

  private func onlyPlace(
    of name: Spelling, in names: [Spelling], _ first: TableRecord, path: String
  ) throws(CorpusError) -> Int? {
    let places = names.indices.filter { names[$0] == name }
    guard places.count < 2 else {
      throw .malformed(
        path: path, line: first.line, expected: "one column named \(name.text.quoted)",
        found: "columns " + places.map { "\($0 + 1)" }.joined(separator: " and "))
    }
    return places.first
  }

  /// The place of the first known name; only the column that `reference` numbers may have it.
  private static func known(
    _ known: [String], in names: [Spelling], at reference: ColumnReference?
  ) -> Int? {
    let known = known.map { Spelling($0) }
    if case .number(let number) = reference {
      guard names.indices.contains(number - 1) else { return nil }
      return known.contains(names[number - 1]) ? number - 1 : nil
    }
    return known.lazy.compactMap { names.firstIndex(of: $0) }.first
  }
}

extension ColumnReference? {
  fileprivate var isName: Bool {
    if case .name = self { true } else { false }
  }
}
