/// Something wrong or doubtful in a corpus, and where.
public struct Finding: Sendable, Hashable {
  /// What it is.
  public var kind: FindingKind

  /// The path of the file, as the user gave it.
  public var path: String { place.path }

  /// The line of the file, counted from 1.
  public var line: Int { place.line }

  /// The place.
  package var place: FindingPlace

  /// The character of the line at which it is, counted from 1 in code points; `nil` for the line as a
  /// whole.
  public var column: Int?

  /// What was found, on one line.
  public var message: String

  /// The path of the other file that the message speaks of, such as where a text stands first.
  public var otherPath: String? { other?.path }

  /// The line of that file, counted from 1.
  public var otherLine: Int? { other?.line }

  /// The other place.
  package var other: FindingPlace?

  /// Creates a finding.
  package init(
    _ kind: FindingKind, at place: FindingPlace, column: Int? = nil, message: String,
    other: FindingPlace? = nil
  ) {
    self.kind = kind
    self.place = place
    self.column = column
    self.message = message
    self.other = other
  }
}

extension Finding: CustomStringConvertible {
  /// The finding on one line, such as `dev.tsv:7: warning: … [leakage]`.
  public var description: String {
    let column = column.map { ":\($0)" } ?? ""
    return "\(place)\(column): \(kind.severity.rawValue): \(message) [\(kind.rawValue)]"
  }
}

/// A line of a file.
package struct FindingPlace: Sendable, Hashable, CustomStringConvertible {
  /// The path of the file.
  package var path: String

  /// The line, counted from 1.
  package var line: Int

  /// Creates a place.
  package init(_ path: String, _ line: Int) {
    self.path = path
    self.line = line
  }

  /// The place as `path:line`.
  package var description: String { "\(path):\(line)" }
}
