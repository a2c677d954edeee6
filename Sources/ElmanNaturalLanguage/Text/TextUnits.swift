/// Lines of a text, which are its paragraphs.
enum TextUnits {
  /// Whether a byte is the end of a line, or begins one.
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// The line that a byte stands in, with its end.
  ///
  /// - Parameters:
  ///   - offset: the byte; that behind the last line is in no line.
  ///   - text: the text, UTF-8.
  static func line(at offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard offset < text.count else { return text.count..<text.count }
    var lower = offset
    while lower > 0, !endsLine(before: lower, text) { lower -= 1 }
    var upper = offset + 1
    while upper < text.count, !endsLine(before: upper, text) { upper += 1 }
    return lower..<upper
  }

  /// Whether a line ends right before a byte.
  private static func endsLine(before offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[offset - 1] {
    case 0x0A: true
    case 0x0D: offset == text.count || text[offset] != 0x0A
    // The paragraph separator, U+2029.
    case 0xA9: offset >= 3 && text[offset - 2] == 0x80 && text[offset - 3] == 0xE2
    default: false
    }
  }
}
