/// Numbers written in decimal, such as `-0.25`, `3` or `1.5e-07`.
enum DecimalParser {
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The nearest `Float`, or `nil` for what is no finite number.
  static func float(_ bytes: UnsafeBufferPointer<UInt8>) -> Float? {
    var index = 0
    let isNegative = bytes.first == 0x2D
    if isNegative || bytes.first == 0x2B { index = 1 }
    var digits: UInt64 = 0
    var digitCount = 0
    var exponent = 0
    var isFraction = false
    var isExact = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        digitCount += 1
        // More digits than this do not fit a Double without rounding.
        if digits < 900_000_000_000_000 {
          digits = digits &* 10 &+ UInt64(byte &- 0x30)
          if isFraction { exponent -= 1 }
        } else {
          isExact = false
        }
      } else if byte == 0x2E, !isFraction {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    guard digitCount > 0 else { return nil }
    if index < bytes.count {
      guard let written = Self.exponent(bytes, from: index) else { return nil }
      exponent += written
    }
    guard isExact, (-22...22).contains(exponent) else { return slow(bytes) }
    let power = powersOfTen[abs(exponent)]
    let value = exponent < 0 ? Double(digits) / power : Double(digits) * power
    // Half way between two Floats the rounding to Double may have hidden on which side it lies.
    if value.bitPattern & 0x1FFF_FFFF == 0x1000_0000 { return slow(bytes) }
    return Float(isNegative ? -value : value)
  }

  /// The number after an `e`, or `nil` for anything else. Large ones are cut to what is out of range.
  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start + 1
    guard bytes[start] | 0x20 == 0x65, index < bytes.count else { return nil }
    let isNegative = bytes[index] == 0x2D
    if isNegative || bytes[index] == 0x2B { index += 1 }
    guard index < bytes.count else { return nil }
    var value = 0
    while index < bytes.count {
      guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
      value = min(value * 10 + Int(bytes[index] - 0x30), 1_000_000)
      index += 1
    }
    return isNegative ? -value : value
  }

  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>) -> Float? {
    guard let value = Float(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }
}
