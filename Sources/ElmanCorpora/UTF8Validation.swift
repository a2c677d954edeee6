/// Finds the first byte that makes the text ill-formed UTF-8.
///
/// Ill-formed are, as The Unicode Standard's table of well-formed byte sequences says, stray and
/// missing continuation bytes, overlong forms, surrogates and values above U+10FFFF.
///
/// - Returns: the offset of the first byte of the ill-formed sequence, or `nil`.
/// - Complexity: O(n); eight bytes at a time where the text is ASCII.
func firstIllFormedByte(in bytes: UnsafeRawBufferPointer) -> Int? {
  let count = bytes.count
  var index = 0
  while index < count {
    if index + 8 <= count,
      bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
      continue
    }
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return index
    }
    guard index + length <= count, second.contains(bytes[index + 1]) else { return index }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return index }
    index += length
  }
  return nil
}
