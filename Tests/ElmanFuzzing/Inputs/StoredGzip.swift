/// Writes gzip without compression, so that a check of the reader needs no second library.
///
/// Reference: Deutsch, 1996, GZIP file format specification version 4.3 (RFC 1952), and DEFLATE
/// Compressed Data Format Specification version 1.3 (RFC 1951), section 3.2.4.
enum StoredGzip {
  /// One member that holds `bytes`, cut into blocks of so many.
  static func member(_ bytes: ArraySlice<UInt8>, blockSize: Int) -> [UInt8] {
    var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var rest = bytes
    repeat {
      let block = rest.prefix(blockSize)
      rest = rest.dropFirst(blockSize)
      let size = UInt16(block.count)
      result.append(rest.isEmpty ? 1 : 0)
      result += littleEndian(size) + littleEndian(~size) + block
    } while !rest.isEmpty
    return result + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  /// The cyclic redundancy check of the polynomial EDB88320.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
