/// Numbers, dates, times, telephone numbers and measures.
extension TokenScanner {
  private static let magnitudes = WordTable("k m mm mn b bn t tn")

  /// Takes the number at the scanner; a digit, or a sign or full stop before one, stands there.
  mutating func scanNumber() {
    let start = position
    // The keycap of a digit is an emoji.
    if !isASCII, let end = endOfKeycap(from: start + 1) { return take(upTo: end) }
    var end = start
    if !text[end].isASCIIDigit { end += 1 }
    end = endOfDigits(from: end)
    while let next = endOfNumberPart(after: end) { end = next }
    end = endOfHyphenGroups(from: end)
    // 20°C
    if byte(at: end) == 0xC2, byte(at: end + 1) == 0xB0 { end += 2 }
    let letters = endOfWordRun(from: end)
    if letters > end, !splitsSuffix(end..<letters) {
      end = letters
    }
    // 60's, 1990's
    let apostrophe = apostropheLength(at: end)
    if apostrophe > 0, byte(at: end + apostrophe).asciiLowercased == 0x73,
      !byte(at: end + apostrophe + 1).isASCIIAlphanumeric
    {
      end += apostrophe + 1
    }
    take(upTo: end)
  }

  func endOfDigits(from index: Int) -> Int {
    var index = index
    while index < upper, text[index].isASCIIDigit { index += 1 }
    return index
  }

  /// Where a separator and the digits after it end, if they go on with the number.
  private func endOfNumberPart(after index: Int) -> Int? {
    switch byte(at: index) {
    case ASCII.comma, ASCII.dot, ASCII.colon, ASCII.slash:
      byte(at: index + 1).isASCIIDigit ? endOfDigits(from: index + 1) : nil
    default: nil
    }
  }

  /// Where hyphened groups of digits end: whole in a date or a telephone number, not in a range.
  private func endOfHyphenGroups(from first: Int) -> Int {
    var end = first
    var groups = 0
    while byte(at: end) == ASCII.hyphen, byte(at: end + 1).isASCIIDigit {
      end = endOfDigits(from: end + 1)
      groups += 1
    }
    guard groups > 0 else { return first }
    if groups > 1 { return end }
    let left = first - position
    let right = end - first - 1
    let isLocalNumber = left == 3 && right == 4 || left == 5 && right == 4
    return isLocalNumber && endOfDigits(from: position) == first ? end : first
  }

  /// Whether the letters after a number are a word of their own: the half of the day, or the
  /// millions of an amount of money.
  private func splitsSuffix(_ range: Range<Int>) -> Bool {
    if position > lower, text[position - 1] == ASCII.dollar {
      return Self.magnitudes.contains(bytes(range))
    }
    // 5pm, and 5p.m. as well.
    let isDotted = range.count == 1 && byte(at: range.upperBound) == ASCII.dot
    guard range.count == 2 || isDotted,
      byte(at: range.lowerBound + (isDotted ? 2 : 1)).asciiLowercased == 0x6D
    else { return false }
    let first = text[range.lowerBound].asciiLowercased
    return first == 0x61 || first == 0x70
  }

  /// Where a keycap's marks end, if they start at `index`.
  func endOfKeycap(from index: Int) -> Int? {
    guard byte(at: index) >= 0xE2 else { return nil }
    let first = decodeScalar(text, at: index)
    if first.value == 0x20E3 { return index + first.count }
    guard first.value == 0xFE0F, byte(at: index + first.count) >= 0x80 else { return nil }
    let second = decodeScalar(text, at: index + first.count)
    return second.value == 0x20E3 ? index + first.count + second.count : nil
  }
}
