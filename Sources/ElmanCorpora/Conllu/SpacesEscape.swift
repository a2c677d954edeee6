/// White space and control characters as they stand in MISC: `\s \t \r \n`, `\p` for `|`, and `\\` as UDPipe
/// writes them, all others by their number, such as `\u00A0`. All that may also stand there as it is.
///
/// Reference: Straka and Straková (2017), "Tokenizing, POS Tagging, Lemmatizing and Parsing UD 2.0
/// with UDPipe".
enum SpacesEscape {
  /// Appends `bytes`, well-formed UTF-8, escaped to `output`.
  static func append(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for byte in bytes { append(Unicode.Scalar(byte), to: &output) }
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      for scalar in text.unicodeScalars { append(scalar, to: &output) }
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    if let letter = letter(for: scalar) {
      output.append(UInt8(ascii: "\\"))
      output.append(letter)
    } else if isInvisible(scalar) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
    } else {
      output += UTF8.encode(scalar).map { Array($0) } ?? []
    }
  }

  /// Appends what the escaped `bytes` stand for to `output`; an unknown escape stays as it is.
  static func appendDecoded(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let letter = rest.first, let plain = plainByte(for: letter) {
        output.append(plain)
        rest.removeFirst()
      } else if byte == UInt8(ascii: "\\"), let scalar = numbered(rest) {
        output += UTF8.encode(scalar).map { Array($0) } ?? []
        rest.removeFirst(5)
      } else {
        output.append(byte)
      }
    }
  }

  /// The character of `uXXXX` in hexadecimal digits, or `nil` if that is not what stands there.
  private static func numbered(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.count >= 5, bytes.first == UInt8(ascii: "u") else { return nil }
    var number: UInt32 = 0
    for byte in bytes.dropFirst().prefix(4) {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      number = number << 4 | UInt32(digit)
    }
    return Unicode.Scalar(number).flatMap { isInvisible($0) ? $0 : nil }
  }

  /// Whether a character is white space, as tokenizers see it, or a control character. The number of each
  /// has four digits at most.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if (0x21..<0x7F).contains(scalar.value) { return false }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      || scalar == "\u{200B}" || scalar == "\u{FEFF}"
  }

  private static func letter(for scalar: Unicode.Scalar) -> UInt8? {
    guard let byte = UInt8(exactly: scalar.value) else { return nil }
    return switch byte {
    case 0x20: UInt8(ascii: "s")
    case 0x09: UInt8(ascii: "t")
    case 0x0D: UInt8(ascii: "r")
    case 0x0A: UInt8(ascii: "n")
    case UInt8(ascii: "|"): UInt8(ascii: "p")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }

  private static func plainByte(for letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "s"): 0x20
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "p"): UInt8(ascii: "|")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }
}
