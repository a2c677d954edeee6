import ElmanBytes
import ElmanText

/// Checks that bytes are one value of JSON, in which no object has a key twice.
///
/// There is no recursion, so that nesting may be of any depth.
package struct JSONCheck {
  /// Where the text stops to be JSON.
  package struct Fault: Error {
    package var offset: Int
    package var expected: String
    /// What is there, if not the bytes from the offset on.
    package var found: String?
  }

  private enum Container {
    case array
    /// With its keys as they are written. For `String`, and so for the decoder, those are one that only
    /// Unicode normalization tells apart.
    case object(keys: [String: String])
  }

  private let bytes: [UInt8]
  private var index = 0
  private var open: [Container] = []

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads all bytes.
  package mutating func run() throws(Fault) {
    repeat {
      if try readStart() { try readEnds() }
    } while !open.isEmpty
    skipSpace()
    guard index == bytes.count else { throw Fault(offset: index, expected: "the end of the file") }
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let current, current == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { index += 1 }
  }

  /// Reads a value, or of one that holds others the opening bracket; returns whether a value ends there.
  private mutating func readStart() throws(Fault) -> Bool {
    skipSpace()
    if skip("{") {
      skipSpace()
      if skip("}") { return true }
      open.append(.object(keys: [:]))
      try readKey()
      return false
    }
    if skip("[") {
      skipSpace()
      if skip("]") { return true }
      open.append(.array)
      return false
    }
    if current == UInt8(ascii: "\"") { _ = try readString("a value") } else { try readLiteral() }
    return true
  }

  /// Reads what follows on a value, up to the next value or the end of all.
  private mutating func readEnds() throws(Fault) {
    while let container = open.last {
      skipSpace()
      switch container {
      case .array:
        if skip(",") { return }
        guard skip("]") else { throw Fault(offset: index, expected: "a comma or the array's end") }
      case .object:
        if skip(",") { return try readKey() }
        guard skip("}") else { throw Fault(offset: index, expected: "a comma or the object's end") }
      }
      open.removeLast()
    }
  }

  private mutating func readKey() throws(Fault) {
    skipSpace()
    let start = index
    let key = JSONString.decode(try readString("a key in quotation marks"))
    guard case .object(var keys) = open.removeLast() else { return }
    if let known = keys.updateValue(key, forKey: key) {
      if known.hasSameBytes(as: key) {
        throw Fault(offset: start, expected: "each key once", found: "\(key.quoted) twice")
      }
      let names = LookAlikes.quoted([known, key]).joined(separator: " and ")
      throw Fault(offset: start, expected: "keys that do not look alike", found: names)
    }
    open.append(.object(keys: keys))
    skipSpace()
    guard skip(":") else { throw Fault(offset: index, expected: "a colon") }
  }

  /// Reads a string; returns what stands between its quotation marks.
  private mutating func readString(_ expected: String) throws(Fault) -> ArraySlice<UInt8> {
    guard skip("\"") else { throw Fault(offset: index, expected: expected) }
    let start = index
    while let byte = current, byte >= 0x20 {
      index += 1
      if byte == 0x22 { return bytes[start..<index - 1] }
      if byte == 0x5C {
        guard JSONString.isEscape(bytes[index...]) else {
          throw Fault(offset: index - 1, expected: "an escape such as \\n or \\u00e9")
        }
        index += 1
      }
    }
    throw Fault(offset: index, expected: "a closing quotation mark")
  }

  private mutating func readLiteral() throws(Fault) {
    let start = index
    while let byte = current, byte > 0x20, !",:{}[]\"/#".utf8.contains(byte) { index += 1 }
    let literal = bytes[start..<index]
    let words = ["true", "false", "null"]
    guard words.contains(where: { literal.elementsEqual($0.utf8) }) || Self.isNumber(literal) else {
      throw Fault(offset: start, expected: "a value")
    }
  }

  /// Whether bytes are a number: `-`, digits without a zero before others, a fraction, an exponent.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func skipDigits() -> Int {
      let count = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let hasZero = rest.first == UInt8(ascii: "0")
    let count = skipDigits()
    guard count > 0, !hasZero || count == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard skipDigits() > 0 else { return false }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard skipDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
