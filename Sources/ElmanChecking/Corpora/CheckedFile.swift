import ElmanCorpora

/// A file that is being checked, or a folder of texts, and what is counted in it.
///
/// A position in it is the number of a line; in a folder it is the index of a text.
final class CheckedFile {
  /// The path as the user gave it.
  let path: String

  /// What the file is for, where that is known.
  let part: CorpusPart?

  /// The labels of each column.
  var labels: [LabelColumn: LabelCounts] = [:]

  /// The scheme of its entity labels, if it has any.
  var scheme: SpanScheme?

  /// The sizes of its sentences or texts.
  var lengths = LengthCheck()

  private let number: Int
  private let findings: Findings
  /// The files of a folder, one a text.
  private var textPaths: [String] = []

  /// - Parameter number: the place of the file among all, by which findings are ordered.
  init(path: String, part: CorpusPart?, number: Int, findings: Findings) {
    self.path = path
    self.part = part
    self.number = number
    self.findings = findings
  }

  /// Notes the file of the next text of a folder; returns the position of the text.
  func addText(path: String) -> Int {
    textPaths.append(path)
    return textPaths.count - 1
  }

  /// Where a position is.
  func place(_ position: Int) -> FindingPlace {
    textPaths.indices.contains(position)
      ? FindingPlace(textPaths[position], 1) : FindingPlace(path, position)
  }

  /// Adds a finding.
  ///
  /// - Parameters:
  ///   - position: the line, or in a folder the text.
  ///   - column: counted from 1, in code points.
  ///   - other: the place that the message speaks of.
  func report(
    _ kind: FindingKind, at position: Int, column: Int? = nil, other: FindingPlace? = nil,
    _ message: @autoclosure () -> String
  ) {
    report(kind, at: place(position), column: column, other: other, message())
  }

  /// Adds a finding at a place that is known as such.
  func report(
    _ kind: FindingKind, at place: FindingPlace, column: Int? = nil, other: FindingPlace? = nil,
    _ message: @autoclosure () -> String
  ) {
    findings.add(kind, file: number) {
      Finding(kind, at: place, column: column, message: message(), other: other)
    }
  }

  /// Adds what a reader could not read.
  ///
  /// - Parameter line: the line, where the error has none.
  func report(_ error: CorpusError, line: Int = 1) {
    let (kind, place) =
      switch error {
      case .malformed(let path, let line, _, _): (.malformedLine, FindingPlace(path, line))
      case .noTexts(let path): (.noExamples, FindingPlace(path, line))
      case .notText(let path, _, _), .noExamples(let path, _), .noLabels(let path, _, _),
        .differentSentences(let path, _, _, _), .differentTexts(_, _, _, let path, _, _):
        (.damagedFile, FindingPlace(path, line))
      case .file(let error): (.damagedFile, FindingPlace(error.path, line))
      } as (FindingKind, FindingPlace)
    report(kind, at: place, error.reason)
  }
}
