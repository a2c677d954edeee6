import ElmanBytes

/// A name and a value, of a query or a form.
package struct FormField: Sendable, Equatable {
  /// The name.
  package var name: String
  /// The value, in UTF-8; what is ill-formed is still as it came.
  package var value: [UInt8]

  /// A name and a value.
  package init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }
}

extension [FormField] {
  /// The fields of a query or of a body of the type `application/x-www-form-urlencoded`, in their order (WHATWG, URL
  /// Standard, section 5).
  package init(urlEncoded text: some Collection<UInt8>) {
    self = text.split(separator: UInt8(ascii: "&")).map { pair in
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return FormField(
        name: String(decoding: Self.decoded(parts[0]), as: UTF8.self),
        value: parts.count > 1 ? Self.decoded(parts[1]) : [])
    }
  }

  /// The value of the last field of a name; `nil` where there is none.
  package func last(_ name: StaticString) -> [UInt8]? {
    last {
      $0.name.utf8.elementsEqual(
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }?.value
  }

  /// Bytes with `+` for a space and `%` before two hexadecimal digits; a `%` before anything else stands for itself.
  private static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index = text.index(after: index)
      if byte == UInt8(ascii: "+") {
        decoded.append(0x20)
        continue
      }
      if byte == UInt8(ascii: "%"),
        let end = text.index(index, offsetBy: 2, limitedBy: text.endIndex)
      {
        let digits = text[index..<end].compactMap(HexDigit.value)
        if digits.count == 2 {
          decoded.append(digits[0] << 4 | digits[1])
          index = end
          continue
        }
      }
      decoded.append(byte)
    }
    return decoded
  }
}

/// Hexadecimal digits.
enum HexDigit {
  /// The number that a digit stands for.
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
