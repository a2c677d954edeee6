/// Questions about single bytes of UTF-8 that stand for ASCII characters.
extension UInt8 {
  /// Whether the byte is a letter from A to Z or a to z.
  @inline(__always)
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// Whether the byte is a letter from A to Z.
  @inline(__always)
  var isASCIIUppercase: Bool { self &- 0x41 < 26 }

  /// Whether the byte is a letter from a to z.
  @inline(__always)
  var isASCIILowercase: Bool { self &- 0x61 < 26 }

  /// Whether the byte is a digit from 0 to 9.
  @inline(__always)
  var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// Whether the byte is an ASCII letter or digit.
  @inline(__always)
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

  /// Whether the byte is a space or a control character that counts as white space.
  @inline(__always)
  var isASCIIWhiteSpace: Bool { self == 0x20 || self &- 0x09 < 5 }

  /// The byte with A to Z turned into a to z.
  @inline(__always)
  var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }

  /// The byte with a to z turned into A to Z.
  @inline(__always)
  var asciiUppercased: UInt8 { isASCIILowercase ? self & 0xDF : self }
}

/// A set of ASCII characters, held in two words.
struct ASCIISet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Creates the set of the characters in `characters`; those beyond ASCII are left out.
  init(_ characters: StaticString) {
    for byte in UnsafeBufferPointer(
      start: characters.utf8Start, count: characters.utf8CodeUnitCount)
    {
      if byte < 64 {
        low |= 1 << UInt64(byte)
      } else if byte < 128 {
        high |= 1 << UInt64(byte - 64)
      }
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte & 63) & 1 != 0
  }
}

/// The ASCII characters that the rules name.
enum ASCII {
  static let exclamation: UInt8 = 0x21
  static let quote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let dollar: UInt8 = 0x24
  static let percent: UInt8 = 0x25
  static let ampersand: UInt8 = 0x26
  static let apostrophe: UInt8 = 0x27
  static let openingParenthesis: UInt8 = 0x28
  static let closingParenthesis: UInt8 = 0x29
  static let asterisk: UInt8 = 0x2A
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let hyphen: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let less: UInt8 = 0x3C
  static let greater: UInt8 = 0x3E
  static let question: UInt8 = 0x3F
  static let at: UInt8 = 0x40
  static let backslash: UInt8 = 0x5C
  static let underscore: UInt8 = 0x5F
  static let backtick: UInt8 = 0x60
  static let tilde: UInt8 = 0x7E
  static let newline: UInt8 = 0x0A
}
