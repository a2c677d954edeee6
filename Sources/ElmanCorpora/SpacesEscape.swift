/// White space as UDPipe writes it into MISC: `\s \t \r \n`, `\p` for `|`, and `\\`. Treebanks also hold
/// other white space by its number, such as `\u00A0`, which is read too.
///
/// Reference: Straka and Straková (2017), "Tokenizing, POS Tagging, Lemmatizing and Parsing UD 2.0
/// with UDPipe".
enum SpacesEscape {
  /// Appends `bytes` escaped to `output`.
  static func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      if let letter = letter(for: byte) {
        output.append(UInt8(ascii: "\\"))
        output.append(letter)
      } else {
        output.append(byte)
      }
    }
  }

  /// Appends what the escaped `bytes` stand for to `output`; an unknown escape stays as it is.
  static func appendDecoded(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let letter = rest.first, let plain = plainByte(for: letter) {
        output.append(plain)
        rest.removeFirst()
      } else if byte == UInt8(ascii: "\\"), let scalar = numberedSpace(rest) {
        output += UTF8.encode(scalar).map { Array($0) } ?? []
        rest.removeFirst(5)
      } else {
        output.append(byte)
      }
    }
  }

  /// The white space of `uXXXX` in hexadecimal digits, or `nil` if that is not what stands there.
  private static func numberedSpace(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.count >= 5, bytes.first == UInt8(ascii: "u") else { return nil }
    let digits = String(decoding: bytes.dropFirst().prefix(4), as: UTF8.self)
    guard let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number),
      scalar.properties.isWhitespace
    else { return nil }
    return scalar
  }

  private static func letter(for byte: UInt8) -> UInt8? {
    switch byte {
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
