import ElmanBytes

/// How the bytes of a part of a message are written (Freed and Borenstein, 1996, RFC 2045, MIME Part One).
enum TransferEncoding {
  case none
  case base64
  case quotedPrintable

  /// The encoding of a name in lower case.
  init?(name: String) {
    switch name {
    case "7bit", "8bit", "binary": self = .none
    case "base64": self = .base64
    case "quoted-printable": self = .quotedPrintable
    default: return nil
    }
  }

  /// The bytes that are written; `nil` where they cannot be told.
  func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    switch self {
    case .none: Array(bytes)
    case .base64: Self.base64(bytes)
    case .quotedPrintable: Self.quotedPrintable(bytes)
    }
  }

  private static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    var hasEnded = false
    for byte in bytes {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="):
        hasEnded = true
        continue
      case 0x09, 0x0A, 0x0D, 0x20: continue
      default: return nil
      }
      if hasEnded { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return count < 6 ? decoded : nil
  }

  private static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        decoded.append(byte)
        continue
      }
      // A soft line end, or two digits.
      if rest.starts(with: [0x0D, 0x0A]) {
        rest = rest.dropFirst(2)
      } else if rest.first == 0x0A {
        rest = rest.dropFirst()
      } else {
        let digits = rest.prefix(2).compactMap(HexDigit.value)
        guard digits.count == 2 else { return nil }
        decoded.append(digits[0] << 4 | digits[1])
        rest = rest.dropFirst(2)
      }
    }
    return decoded
  }
}
