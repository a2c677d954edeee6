/// Reads the few kinds of JSON values that a safetensors header is made of, one after the other.
///
/// A general JSON decoder would lose the order of the tensors and hide duplicate keys. This one
/// knows no nesting, so that no header can exhaust the stack.
struct SafetensorsScanner {
  private let bytes: [UInt8]
  private let path: String
  /// Where the header starts in the file, so that errors can name offsets in the file.
  private let origin: Int
  private var position = 0

  /// - Parameters:
  ///   - bytes: The header.
  ///   - path: What errors call the file.
  ///   - origin: The offset of the header in the file, in bytes.
  init(_ bytes: [UInt8], path: String, origin: Int) {
    self.bytes = bytes
    self.path = path
    self.origin = origin
  }

  /// The offset in the file of the byte that is read next.
  var offset: Int { origin + position }

  /// Moves past white space and then past `byte`, if it comes next.
  mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Moves past white space and then past `byte`.
  ///
  /// - Throws: `malformedHeader` where another byte comes next.
  mutating func expect(_ byte: UInt8) throws(SafetensorsError) {
    guard skip(byte) else { throw unexpected("'\(Character(Unicode.Scalar(byte)))'") }
  }

  /// Moves past white space up to the end of the header.
  ///
  /// - Throws: `malformedHeader` where something else follows.
  mutating func expectEnd() throws(SafetensorsError) {
    skipSpace()
    guard position == bytes.count else { throw unexpected("the end of the header") }
  }

  /// Reads the body of a list in the brackets `open` and `close`, calling `element` for each
  /// element.
  mutating func readList(
    _ open: UInt8, _ close: UInt8,
    element: (inout SafetensorsScanner) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    try expect(open)
    if skip(close) { return }
    repeat { try element(&self) } while skip(UInt8(ascii: ","))
    guard skip(close) else {
      throw unexpected("',' or '\(Character(Unicode.Scalar(close)))'")
    }
  }

  /// Reads an integer that is not negative.
  ///
  /// - Throws: `malformedHeader` where no number comes next, `invalidNumber` where it is negative,
  ///   has a fraction, an exponent or a leading zero, or is larger than `Int.max`.
  mutating func readInteger() throws(SafetensorsError) -> Int {
    skipSpace()
    let start = position
    while position < bytes.count, isPartOfNumber(bytes[position]) { position += 1 }
    let digits = bytes[start..<position]
    guard let first = digits.first else { throw unexpected("a number") }
    var value = 0
    var isValid = first != UInt8(ascii: "0") || digits.count == 1
    for digit in digits where isValid {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(digit) - Int(UInt8(ascii: "0")))
      value = sum
      isValid = isDigit(digit) && !overflow && !carry
    }
    guard isValid else {
      let found = String(decoding: digits.prefix(32), as: UTF8.self)
      throw .invalidNumber(path: path, offset: origin + start, found: found)
    }
    return value
  }

  /// Reads a string.
  ///
  /// - Throws: `malformedHeader` where no string comes next, where it does not end, or where it has
  ///   a control character or a wrong escape; `invalidUTF8`.
  mutating func readString() throws(SafetensorsError) -> String {
    skipSpace()
    let start = position
    guard skip(UInt8(ascii: "\"")) else { throw unexpected("a string") }
    var text: [UInt8] = []
    var runStart = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text += bytes[runStart..<position]
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw .invalidUTF8(path: path, offset: origin + start)
        }
        return string
      case UInt8(ascii: "\\"):
        text += bytes[runStart..<position]
        position += 1
        try readEscape(into: &text)
        runStart = position
      case 0..<0x20:
        throw unexpected("no control character in a string")
      default:
        position += 1
      }
    }
    throw unexpected("'\"'")
  }

  /// The error for the byte that comes next.
  func unexpected(_ expected: String) -> SafetensorsError {
    let found: String
    if position >= bytes.count {
      found = "the end of the header"
    } else if (0x20..<0x7F).contains(bytes[position]) {
      found = "'\(Character(Unicode.Scalar(bytes[position])))'"
    } else {
      found = "byte 0x" + String(bytes[position], radix: 16, uppercase: true)
    }
    return .malformedHeader(path: path, offset: offset, expected: expected, found: found)
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(SafetensorsError) {
    guard position < bytes.count else { throw unexpected("an escape") }
    let plain: UInt8
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = bytes[position]
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      position += 1
      text += try readScalar()
      return
    default: throw unexpected("an escape")
    }
    text.append(plain)
    position += 1
  }

  /// Reads the digits of `\u`, and the second half of a surrogate pair where the first one
  /// demands it.
  private mutating func readScalar() throws(SafetensorsError) -> [UInt8] {
    let start = self
    var value = try readHexadecimal()
    if (0xD800..<0xDC00).contains(value) {
      guard bytes[position...].starts(with: Array("\\u".utf8)) else {
        throw unexpected("the second half of a surrogate pair")
      }
      position += 2
      let second = self
      let low = try readHexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw second.unexpected("the second half of a surrogate pair")
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw start.unexpected("the first half of a surrogate pair")
    }
    return Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func readHexadecimal() throws(SafetensorsError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw unexpected("a hexadecimal digit") }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    case UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: isDigit(byte)
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
