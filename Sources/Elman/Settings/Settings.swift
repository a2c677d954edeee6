#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Settings as JSON.
package enum Settings {
  /// The settings as one line of JSON, names in alphabetical order.
  package static func json(_ settings: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings can always be encoded, and settings hold nothing else.
    guard let data = try? encoder.encode(settings) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// The members of an object of numbers; none of anything else.
  package static func numbers(_ json: String) -> [String: Double] {
    (try? JSONDecoder().decode([String: Double].self, from: Data(json.utf8))) ?? [:]
  }

  /// What a person should read about a failure to decode settings.
  package static func reason(for error: any Error) -> String {
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
