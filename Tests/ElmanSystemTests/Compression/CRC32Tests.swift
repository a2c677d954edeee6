import ElmanSystem
import Testing

@Suite struct CRC32Tests {
  /// The value that is told with the polynomial, for the digits from 1 to 9.
  @Test(arguments: [("123456789", "cbf43926"), ("", "00000000")])
  func checksTexts(text: String, expected: String) {
    var whole = CRC32()
    whole.update(text)
    #expect(whole.hexadecimal == expected)
    var pieces = CRC32()
    for character in text { pieces.update(String(character)) }
    #expect(pieces.hexadecimal == expected)
  }
}
