/// Finds the members of a JSON object without building its values.
///
/// It is lenient where nothing can be lost by it: control characters may stand in strings, `NaN` and
/// `Infinity` are numbers, and of arrays and objects inside only the brackets are checked. There is
/// no recursion, so nesting may be of any depth.
package struct JSONObjectScanner {
  /// What stands as a value.
  package enum Kind: Sendable {
    case string, integer, number, boolean, null, array, object

    package var name: String {
      switch self {
      case .string: "a string"
      case .integer: "an integer"
      case .number: "a number"
      case .boolean: "a boolean"
      case .null: "null"
      case .array: "an array"
      case .object: "an object"
      }
    }
  }

  /// A key with where its value stands: for a string what is between the quotation marks.
  package struct Member: Sendable {
    package var key: String
    package var kind: Kind
    package var value: Range<Int>
  }

  /// Where the text stops to be JSON.
  package struct Fault: Error {
    package var offset: Int
    package var expected: String
  }

  private let bytes: [UInt8]
  private let end: Int
  private var index: Int

  /// - Parameters:
  ///   - bytes: what the object stands in.
  ///   - range: where in `bytes` it stands, with nothing but white space around it.
  package init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  /// Reads the whole object, its members in their order.
  package mutating func members() throws(Fault) -> [Member] {
    var members: [Member] = []
    try expect(0x7B, "an object")
    skipSpace()
    if current == 0x7D {
      index += 1
    } else {
      repeat {
        try expect(0x22, "a key in quotation marks")
        let key = JSONString.decode(bytes[try endOfString()])
        try expect(0x3A, "a colon")
        let (kind, value) = try value()
        members.append(Member(key: key, kind: kind, value: value))
        skipSpace()
      } while skip(0x2C)
      try expect(0x7D, "a comma or the object's end")
    }
    skipSpace()
    guard index == end else { throw Fault(offset: index, expected: "the line's end") }
    return members
  }

  /// Reads the whole text as an array of strings, each what is between its quotation marks.
  package mutating func strings() throws(Fault) -> [Range<Int>] {
    var strings: [Range<Int>] = []
    try expect(0x5B, "an array")
    skipSpace()
    if current == 0x5D {
      index += 1
    } else {
      repeat {
        try expect(0x22, "a string")
        strings.append(try endOfString())
        skipSpace()
      } while skip(0x2C)
      try expect(0x5D, "a comma or the array's end")
    }
    return strings
  }

  private var current: UInt8? { index < end ? bytes[index] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
      index += 1
    }
  }

  private mutating func expect(_ byte: UInt8, _ expected: String) throws(Fault) {
    skipSpace()
    guard skip(byte) else { throw Fault(offset: index, expected: expected) }
  }

  private mutating func value() throws(Fault) -> (Kind, Range<Int>) {
    skipSpace()
    let start = index
    switch current {
    case 0x22:
      index += 1
      return (.string, try endOfString())
    case 0x7B, 0x5B:
      let kind: Kind = current == 0x7B ? .object : .array
      try skipNested()
      return (kind, start..<index)
    default:
      while let byte = current, Self.isLiteral(byte) { index += 1 }
      guard let kind = Self.kind(of: bytes[start..<index]) else {
        throw Fault(offset: start, expected: "a value")
      }
      return (kind, start..<index)
    }
  }

  /// Moves past the closing quotation mark; returns what stands before it.
  private mutating func endOfString() throws(Fault) -> Range<Int> {
    let start = index
    while let byte = current {
      index += 1
      if byte == 0x22 { return start..<index - 1 }
      if byte == 0x5C {
        guard index < end, JSONString.isEscape(bytes[index..<end]) else {
          throw Fault(offset: index - 1, expected: "an escape such as \\n or \\u00e9")
        }
        index += 1
      }
    }
    throw Fault(offset: index, expected: "a closing quotation mark")
  }

  private mutating func skipNested() throws(Fault) {
    var closers: [UInt8] = []
    repeat {
      guard let byte = current else { throw Fault(offset: index, expected: "a closing bracket") }
      index += 1
      switch byte {
      case 0x22: _ = try endOfString()
      case 0x7B, 0x5B: closers.append(byte + 2)
      case 0x7D, 0x5D:
        guard closers.popLast() == byte else {
          throw Fault(offset: index - 1, expected: "the other closing bracket")
        }
      default: break
      }
    } while !closers.isEmpty
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private static func kind(of literal: ArraySlice<UInt8>) -> Kind? {
    if literal.elementsEqual("true".utf8) || literal.elementsEqual("false".utf8) {
      return .boolean
    }
    if literal.elementsEqual("null".utf8) { return .null }
    let digits = literal.first == 0x2D ? literal.dropFirst() : literal
    if digits.elementsEqual("NaN".utf8) || digits.elementsEqual("Infinity".utf8) { return .number }
    guard let first = digits.first, (0x30...0x39).contains(first) else { return nil }
    if digits.allSatisfy({ (0x30...0x39).contains($0) }) { return .integer }
    return Double(String(decoding: literal, as: UTF8.self)) == nil ? nil : .number
  }
}
