/// Something wrong or doubtful in a corpus, and where.
public struct Finding: Sendable, Hashable {
  /// What it is.
  public var kind: FindingKind

  /// The place; its path is as the user gave it.
  public var place: FindingPlace

  /// The character of the line at which it is, counted from 1 in code points; `nil` for the line as a
  /// whole.
  public var column: Int?

  /// What was found, on one line.
  public var message: String

  /// The other place that the message speaks of, such as where a text stands first.
  public var other: FindingPlace?

  /// Creates a finding.
  public init(
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
public struct FindingPlace: Sendable, Hashable, CustomStringConvertible {
  /// The path of the file.
  public var path: String

  /// The line, counted from 1.
  public var line: Int

  /// Creates a place.
  public init(_ path: String, _ line: Int) {
    self.path = path
    self.line = line
  }

  /// The place as `path:line`.
  public var description: String { "\(path):\(line)" }
}
