import ElmanBytes
import ElmanText

/// The members of one rule, which are all to be known, and each there once.
struct RuleObject {
  let path: String
  let line: Int
  private let bytes: [UInt8]
  private let members: [JSONObjectScanner.Member]

  /// Reads an object.
  init(_ bytes: [UInt8], _ line: Line, path: String) throws(CorpusError) {
    self.path = path
    self.line = line.number
    self.bytes = bytes
    members = try JSONObjectScanner.members(of: bytes, in: line, path: path)
    for (index, member) in members.enumerated()
    where members[..<index].contains(where: { $0.key.hasSameBytes(as: member.key) }) {
      throw fault("each key once", "\(member.key.quoted) twice")
    }
  }

  /// What is wrong in the line.
  func fault(_ expected: String, _ found: String) -> CorpusError {
    .malformed(path: path, line: line, expected: expected, found: found)
  }

  /// The one of several keys that is there.
  func kind(of keys: [String]) throws(CorpusError) -> String {
    let found = keys.filter { key in members.contains { $0.key.hasSameBytes(as: key) } }
    guard let kind = found.first, found.count == 1 else {
      let names = found.isEmpty ? members.map(\.key) : found
      throw fault(
        "one of the keys \(Self.list(keys))",
        names.isEmpty ? "none" : names.map(\.quoted).joined(separator: " and "))
    }
    return kind
  }

  /// Checks that there are no other keys than some.
  func check(_ keys: [String]) throws(CorpusError) {
    for member in members where !keys.contains(where: { $0.hasSameBytes(as: member.key) }) {
      throw fault("the keys \(Self.list(keys))", member.key.quoted)
    }
  }

  /// A string, UTF-8; `nil` where the key is not there.
  func string(_ key: String) throws(CorpusError) -> [UInt8]? {
    guard let member = member(key) else { return nil }
    guard member.kind == .string else { throw wrong(member, "a string") }
    return decoded(member.value)
  }

  /// A string that is there.
  func requiredString(_ key: String) throws(CorpusError) -> [UInt8] {
    guard let string = try string(key) else { throw fault("the key '\(key)'", "none") }
    return string
  }

  /// Strings in an array; `nil` where the key is not there.
  func strings(_ key: String) throws(CorpusError) -> [[UInt8]]? {
    guard let member = member(key) else { return nil }
    guard member.kind == .array else { throw wrong(member, "an array of strings") }
    var scanner = JSONObjectScanner(bytes, in: member.value)
    do throws(JSONObjectScanner.Fault) {
      return try scanner.strings().map(decoded)
    } catch {
      throw fault(
        "\(error.expected) in '\(key)'",
        CorpusError.quote(bytes[error.offset..<member.value.upperBound]))
    }
  }

  /// Whether something is true; `nil` where the key is not there.
  func boolean(_ key: String) throws(CorpusError) -> Bool? {
    guard let member = member(key) else { return nil }
    guard member.kind == .boolean else { throw wrong(member, "true or false") }
    return bytes[member.value].first == UInt8(ascii: "t")
  }

  /// Whether any case will do, by the key `case`.
  func ignoresCase() throws(CorpusError) -> Bool {
    guard let name = try string("case") else { return false }
    if name.elementsEqual("any".utf8) { return true }
    guard name.elementsEqual("keep".utf8) else {
      throw fault("keep or any in 'case'", CorpusError.quote(name[...]))
    }
    return false
  }

  private func member(_ key: String) -> JSONObjectScanner.Member? {
    members.first { $0.key.hasSameBytes(as: key) }
  }

  private func wrong(_ member: JSONObjectScanner.Member, _ expected: String) -> CorpusError {
    fault("\(expected) in '\(member.key)'", member.kind.name)
  }

  private func decoded(_ range: Range<Int>) -> [UInt8] {
    Array(JSONString.decode(bytes[range]).utf8)
  }

  /// Names with commas, and an "and" before the last.
  static func list(_ names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + (names.count > 1 ? " and " : "")
      + (names.last ?? "")
  }
}
