import ElmanBytes

extension JSONObjectScanner {
  /// The members of the object that a line is.
  ///
  /// - Throws: `malformed` for a line that is no object.
  static func members(
    of bytes: [UInt8], in line: Line, path: String
  ) throws(CorpusError) -> [Member] {
    var scanner = JSONObjectScanner(bytes, in: line.content)
    do throws(Fault) {
      return try scanner.members()
    } catch {
      let rest = bytes[error.offset..<line.content.upperBound]
      throw .malformed(
        path: path, line: line.number, expected: "JSON with \(error.expected)",
        found: (rest.isEmpty ? "the line's end" : CorpusError.quote(rest))
          + " at byte \(error.offset - line.range.lowerBound + 1) of the line")
    }
  }
}

extension TableColumns {
  /// The member of an object that is given, or else the first that has one of the known names.
  ///
  /// - Throws: `malformed` where there is none.
  static func member(
    _ reference: ColumnReference?, _ names: [String], _ what: String,
    of members: [JSONObjectScanner.Member], path: String, line: Int
  ) throws(CorpusError) -> JSONObjectScanner.Member {
    if let key = reference?.description {
      if let member = members.last(where: { $0.key.hasSameBytes(as: key) }) { return member }
    } else {
      let keys = members.map { TableHeader.key(Spelling($0.key)) }
      for name in names {
        if let place = keys.lastIndex(of: Spelling(name)) { return members[place] }
      }
    }
    let wanted = reference.map { "named '\($0)'" } ?? "such as '\(names[0])' for the \(what)"
    let keys = members.map(\.key).joined(separator: ", ")
    throw .malformed(
      path: path, line: line, expected: "a member \(wanted)",
      found: members.isEmpty ? "none" : CorpusError.quote(Array(keys.utf8)[...]))
  }
}
