import ElmanTestSupport
import Testing

@testable import ElmanCorpora

private func float(_ text: String) -> Float? {
  Array(text.utf8).withUnsafeBufferPointer { DecimalParser.float($0) }
}

@Test(
  arguments: [
    "0", "-0", "+1", "1.", ".5", "-.5e1", "0.25", "-0.00066023", "1e10", "1E+10", "1e-45",
    "7.0064923e-46", "3.4028235e38", "123456789012345678901234567890", "0.1000000000000000000001",
    "16777217", "16777219", "1.000000059604644775390625", "1.00000005960464477539062500001",
    "1.17549435e-38", "1e-400", "00000000000000000000000001.5",
  ])
func decimalNumbersAreTheNearest(text: String) throws {
  let expected = try #require(Float(text))
  #expect(float(text)?.bitPattern == expected.bitPattern)
}

@Test(
  arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "1e5x", "1e1.5", "1.2.3", "--1", "0x10", "nan", "inf",
    "1e39", "-1e400", "1 ", " 1", "1,5", "é",
  ])
func whatIsNoFiniteNumber(text: String) {
  #expect(float(text) == nil)
}

@Test func randomNumbersAreTheNearest() throws {
  var generator = SeededGenerator(seed: 7)
  for _ in 0..<20_000 {
    let any = Float(bitPattern: UInt32.random(in: 0 ... .max, using: &generator))
    let digits = Int.random(in: 1...12, using: &generator)
    let fraction = String(Float.random(in: -2...2, using: &generator)).prefix(digits)
    let long = String(Double.random(in: -2...2, using: &generator))
    for text in [any.isFinite ? "\(any)" : "0", String(fraction), long] {
      guard let expected = Float(text) else { continue }
      #expect(float(text)?.bitPattern == expected.bitPattern, "\(text)")
    }
  }
}
