import ElmanCorpora

/// A text, and what is right about it: a line of a file of cases.
///
/// The file has three columns with tabs between them: a ``CaseKind``, a text, what is expected. Lines that
/// begin with `#` and blank lines are for people.
package struct EvaluationCase: Sendable {
  /// The line of the file, counted from 1.
  package let line: Int
  /// What is asked.
  package let kind: CaseKind
  /// The text.
  package let text: String
  /// What is right, as it was written.
  package let expected: String
  /// What is right.
  package let expectation: CaseExpectation

  /// Reads a file of cases, may be gzipped.
  ///
  /// - Throws: what `ByteSource` throws; `malformed` for a line that is no case; `noExamples` for a file
  ///   without one.
  package static func cases(path: String) throws(CorpusError) -> [EvaluationCase] {
    let reader = LineReader(try ByteSource(path: path))
    var cases: [EvaluationCase] = []
    var bytes: [UInt8] = []
    while let line = try reader.next(appendingTo: &bytes) {
      defer { bytes.removeAll(keepingCapacity: true) }
      let content = bytes[line.content]
      if content.isEmpty || content.first == UInt8(ascii: "#") { continue }
      cases.append(try EvaluationCase(content, line: line.number, path: reader.path))
    }
    guard !cases.isEmpty else { throw .noExamples(path: path, of: "case") }
    return cases
  }

  private init(_ content: ArraySlice<UInt8>, line: Int, path: String) throws(CorpusError) {
    let fields = content.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 3 else {
      throw .malformed(
        path: path, line: line, expected: "3 columns: kind, text, what is right",
        found: "\(fields.count)")
    }
    guard let kind = CaseKind(rawValue: fields[0]) else {
      throw .malformed(
        path: path, line: line,
        expected: "a kind: " + CaseKind.allCases.map(\.rawValue).joined(separator: ", "),
        found: fields[0].quoted)
    }
    guard fields[1].utf8.contains(where: { $0 != 0x20 }) else {
      throw .malformed(
        path: path, line: line, expected: "a text in the second column", found: "nothing")
    }
    do throws(CaseExpectation.Malformed) {
      expectation = try CaseExpectation(kind, fields[2])
      try expectation.check(in: fields[1])
    } catch {
      throw .malformed(path: path, line: line, expected: error.expected, found: error.found)
    }
    (self.line, self.kind, text, expected) = (line, kind, fields[1], fields[2])
  }
}
