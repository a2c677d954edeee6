import ElmanBytes

/// Pieces of JSON as bytes.
extension [UInt8] {
  /// Appends what is JSON already.
  package mutating func append(json text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number that is not negative.
  package mutating func append(number: Int) { append(decimal: number) }

  /// Appends a share from 0 to 1, or a score from -1 to 1, with four digits: more would be noise. A
  /// number that is none cannot be written in JSON and becomes 0.
  package mutating func append(share: Float) {
    let scaled = Int(share.isNaN ? 0 : (Swift.min(Swift.max(share, -1), 1) * 10_000).rounded())
    if scaled < 0 { append(UInt8(ascii: "-")) }
    let digits = scaled.magnitude
    append(UInt8(ascii: "0") + UInt8(digits / 10_000))
    append(UInt8(ascii: "."))
    for divisor: UInt in [1_000, 100, 10, 1] {
      append(UInt8(ascii: "0") + UInt8(digits / divisor % 10))
    }
  }

  /// Appends a string with its quotation marks; only what JSON demands is escaped.
  package mutating func append(string: some Collection<UInt8>) {
    append(UInt8(ascii: "\""))
    for byte in string {
      switch byte {
      case UInt8(ascii: "\""): append(json: "\\\"")
      case UInt8(ascii: "\\"): append(json: "\\\\")
      case 0x0A: append(json: "\\n")
      case 0x0D: append(json: "\\r")
      case 0x09: append(json: "\\t")
      case 0..<0x20:
        append(json: "\\u00")
        append(UInt8(ascii: "0") + byte >> 4)
        let low = byte & 0xF
        append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}
