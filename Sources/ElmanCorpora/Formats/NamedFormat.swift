import ElmanBytes

/// A form in which data come or go, known by its name.
///
/// A form is one value that tells all that is to be known of it; what chooses among forms, describes them or
/// checks what goes with them goes by `allCases`.
///
/// Users of the library see what each form has of its own, and not the protocol.
package protocol NamedFormat: CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// The name by which it is chosen.
  var name: String { get }
  /// What people are told of it; lines of at most 64 columns. Those that stand side by side and have the same
  /// are told of together.
  var help: String { get }

  /// The form of a name, or `nil` if none has it.
  init?(name: String)
}

extension NamedFormat {
  /// The form of a name, or `nil` if none has it.
  package static func named(_ name: String) -> Self? {
    allCases.first { $0.name.hasSameBytes(as: name) }
  }

  /// The name.
  public var description: String { name }

  /// Whether both have one name.
  public static func == (one: Self, other: Self) -> Bool { one.name.hasSameBytes(as: other.name) }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(Spelling(name)) }
}
