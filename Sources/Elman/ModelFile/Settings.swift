import ElmanBytes

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Settings as JSON.
public enum Settings {
  /// The settings as one line of JSON, names in alphabetical order.
  public static func json(_ settings: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings can always be encoded, and settings hold nothing else.
    guard let data = try? encoder.encode(settings) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// What a person should read about a failure to decode settings.
  public static func reason(for error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.isEmpty
        ? "" : "'" + context.codingPath.map(\.stringValue).joined(separator: ".") + "': "
    }
    func name(of type: any Any.Type) -> String {
      switch type {
      case is [String: Any].Type: "an object"
      case is [Any].Type: "an array"
      default: "\(type)"
      }
    }
    return switch error as? DecodingError {
    case .typeMismatch(let type, let context): "\(path(context))expected \(name(of: type))"
    case .valueNotFound(let type, let context): "\(path(context))expected \(type), found null"
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    // What the parser itself finds wrong has an error below it.
    case .dataCorrupted(let context) where context.underlyingError != nil:
      "\(path(context))expected well-formed JSON"
    case .dataCorrupted(let context): "\(path(context))\(context.debugDescription)"
    default: "\(error)"
    }
  }
}

/// Reads an object of settings: each may be missing, none may be unknown, numbers lie in a range.
///
/// The messages are those that a person reads who mistyped a configuration.
public struct SettingsReader<Key: CodingKey & CaseIterable> {
  private let container: KeyedDecodingContainer<Key>

  /// Opens the object and checks the names in it.
  public init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: Key.self)
    let known = Key.allCases.map(\.stringValue)
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys
    where !known.contains(where: { $0.hasSameBytes(as: key.stringValue) }) {
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

  /// What is thrown for a setting that cannot be so.
  func error(_ key: Key, _ description: String) -> DecodingError {
    .dataCorruptedError(forKey: key, in: container, debugDescription: description)
  }

  /// What decodes a setting that is an object, if it is there.
  public func decoder(of key: Key) throws -> (any Decoder)? {
    container.contains(key) ? try container.superDecoder(forKey: key) : nil
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
