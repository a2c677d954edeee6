/// A form in which a stream comes or goes, known by its name.
///
/// A form is one value that tells all that is to be known of it; what chooses among forms, describes them or
/// checks what goes with them goes by `allCases`.
public protocol StreamFormat: CaseIterable, Equatable, Sendable, CustomStringConvertible {
  /// The name by which it is chosen.
  var name: String { get }
  /// What people are told of it; lines of at most 64 columns.
  var help: String { get }
}

extension StreamFormat {
  /// The form of a name, or `nil` if none has it.
  public init?(name: String) {
    guard let format = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = format
  }

  /// The name.
  public var description: String { name }

  /// Whether both have one name.
  public static func == (one: Self, other: Self) -> Bool {
    one.name.utf8.elementsEqual(other.name.utf8)
  }
}
