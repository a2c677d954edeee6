/// The escapes of strings in JSON.
package enum JSONString {
  /// Whether `bytes` begin with what may follow a backslash.
  static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.first {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: true
    case 0x75: codeUnit(bytes.dropFirst()) != nil
    default: false
    }
  }

  /// The text that stands between quotation marks, where all escapes are sound.
  ///
  /// Half a surrogate pair becomes U+FFFD.
  package static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var units: [UInt16] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == 0x5C, let escape = rest.popFirst() else {
        decoded.append(byte)
        continue
      }
      switch escape {
      case 0x62: decoded.append(0x08)
      case 0x66: decoded.append(0x0C)
      case 0x6E: decoded.append(0x0A)
      case 0x72: decoded.append(0x0D)
      case 0x74: decoded.append(0x09)
      case 0x75:
        // All that follow on each other are decoded together: two may be the halves of a pair.
        units.removeAll(keepingCapacity: true)
        var next: UInt16? = codeUnit(rest)
        while let unit = next {
          units.append(unit)
          rest = rest.dropFirst(4)
          next = rest.starts(with: [0x5C, 0x75]) ? codeUnit(rest.dropFirst(2)) : nil
          if next != nil { rest = rest.dropFirst(2) }
        }
        decoded.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
      default: decoded.append(escape)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// The number that four hexadecimal digits at the start give.
  private static func codeUnit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
    guard bytes.count >= 4 else { return nil }
    var unit: UInt16 = 0
    for byte in bytes.prefix(4) {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt16(byte - 0x41 + 10)
      case 0x61...0x66: unit = unit << 4 | UInt16(byte - 0x61 + 10)
      default: return nil
      }
    }
    return unit
  }
}
