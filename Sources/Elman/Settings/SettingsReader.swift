import ElmanBytes

/// Reads an object of settings: each may be missing, none may be unknown, numbers lie in a range.
package struct SettingsReader {
  private let container: KeyedDecodingContainer<SettingName>

  /// Opens the object and checks the names in it.
  init(_ decoder: any Decoder, names: [String]) throws {
    container = try decoder.container(keyedBy: SettingName.self)
    for key in container.allKeys
    where !names.contains(where: { $0.hasSameBytes(as: key.stringValue) }) {
      let meant = key.stringValue.nearest(of: names).map { "; did you mean '\($0)'?" } ?? ""
      throw error(
        nil,
        "unknown setting '\(key.stringValue)', expected one of \(names.joined(separator: ", "))\(meant)"
      )
    }
  }

  /// Reads a setting, if it is there.
  package func read<Value: Decodable>(_ name: String, into value: inout Value) throws {
    if let found = try container.decodeIfPresent(Value.self, forKey: SettingName(name)) {
      value = found
    }
  }

  /// Reads a number, if it is there, and checks its range.
  package func read<Value: Decodable & Comparable>(
    _ name: String, into value: inout Value, in range: ClosedRange<Value>
  ) throws {
    guard let found = try container.decodeIfPresent(Value.self, forKey: SettingName(name)) else {
      return
    }
    guard range.contains(found) else {
      throw error(
        name, "expected \(name) from \(range.lowerBound) to \(range.upperBound), found \(found)")
    }
    value = found
  }

  /// What decodes a setting that is an object, if it is there.
  package func decoder(of name: String) throws -> (any Decoder)? {
    let key = SettingName(name)
    return container.contains(key) ? try container.superDecoder(forKey: key) : nil
  }

  /// What is thrown for a setting that cannot be so, or for the object as a whole.
  package func error(_ name: String?, _ description: String) -> DecodingError {
    .dataCorrupted(
      DecodingError.Context(
        codingPath: container.codingPath + [name.map { SettingName($0) }].compactMap(\.self),
        debugDescription: description))
  }
}

/// The name of a setting as the key of an object.
struct SettingName: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
