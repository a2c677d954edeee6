import CZlib

/// The cyclic redundancy check of bytes that come piece by piece: it tells damage, not malice.
///
/// Reference: Peterson and Brown, 1961, Cyclic Codes for Error Detection; the polynomial of Ethernet
/// and gzip.
package struct CRC32: Sendable {
  private var value: UInt = 0

  /// The check of nothing yet.
  package init() {}

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    // The library counts in 32 bits.
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      value = UInt(
        crc32(uLong(value), part.bindMemory(to: UInt8.self).baseAddress, uInt(part.count)))
      rest = rest.dropFirst(part.count)
    }
  }

  /// Adds a text as UTF-8.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// Eight hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
