import ElmanLibc

extension UnsafeBufferPointer<UInt8> {
  /// Where the first line feed is, counted from the start; `nil` where there is none.
  ///
  /// Readers look for it in every line, and the C library compares many bytes at a time.
  package var firstNewline: Int? {
    guard let baseAddress, let newline = memchr(baseAddress, 0x0A, count) else { return nil }
    return UnsafeRawPointer(newline) - UnsafeRawPointer(baseAddress)
  }
}
