/// Reads an object of settings: each may be missing, none may be unknown, numbers lie in a range.
///
/// The messages are those that a person reads who mistyped a configuration.
public struct Settings<Key: CodingKey & CaseIterable> {
  private let container: KeyedDecodingContainer<Key>

  /// Opens the object and checks the names in it.
  public init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: Key.self)
    let known = Key.allCases.map(\.stringValue)
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys
    where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription:
            "unknown setting '\(key.stringValue)', expected one of \(known.joined(separator: ", "))"
        ))
    }
  }

  /// Reads a setting, if it is there.
  public func read<Value: Decodable>(_ key: Key, into value: inout Value) throws {
    if let found = try container.decodeIfPresent(Value.self, forKey: key) { value = found }
  }

  /// Reads a number, if it is there, and checks its range.
  public func read<Value: Decodable & Comparable>(
    _ key: Key, into value: inout Value, in range: ClosedRange<Value>
  ) throws {
    guard let found = try container.decodeIfPresent(Value.self, forKey: key) else { return }
    guard range.contains(found) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container,
        debugDescription:
          "expected \(key.stringValue) from \(range.lowerBound) to \(range.upperBound), found \(found)"
      )
    }
    value = found
  }
}

/// A key of any name.
private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
