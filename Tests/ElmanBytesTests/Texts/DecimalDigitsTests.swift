import ElmanBytes
import Testing

struct DecimalDigitsTests {
  @Test(arguments: [0, 1, 9, 10, 11, 99, 100, 1_000_000_007, Int.max])
  func areThoseOfAString(number: Int) {
    var bytes: [UInt8] = Array("x".utf8)
    bytes.append(decimal: number)
    #expect(String(decoding: bytes, as: UTF8.self) == "x\(number)")
  }
}
