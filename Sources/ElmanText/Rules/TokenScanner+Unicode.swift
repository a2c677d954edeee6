import CUtf8proc

/// Text beyond ASCII.
extension TokenScanner {
  /// Takes the token at the scanner, which stands at a scalar beyond ASCII.
  mutating func scanBeyondASCII() {
    let scalar = decodeScalar(text, at: position)
    switch ScalarClass(scalar.value) {
    case .letter:
      scanWord()
    case .digit:
      take(upTo: endOfWordRun(from: position))
    case .han:
      take(scalar.count)
    case .kana:
      takeRun(of: .kana)
    case .terminator:
      takeTerminatorRun()
    case .mark:
      // A mark with no base: it takes the marks after it along.
      take(scalar.count)
    case .whiteSpace, .closing, .opening, .symbol:
      if scalar.value == 0x2019 || scalar.value == 0x2018 {
        return scanApostropheMark(length: scalar.count)
      }
      if scalar.value == 0x2013 || scalar.value == 0x2014 || scalar.value == 0xFFFD {
        return takeSameScalar(count: scalar.count)
      }
      take(upTo: endOfGrapheme(from: position))
    }
  }

  private mutating func takeRun(of kind: ScalarClass) {
    var end = position
    while end < upper, text[end] >= 0x80 {
      let scalar = decodeScalar(text, at: end)
      let next = ScalarClass(scalar.value)
      guard next == kind || next == .mark else { break }
      end += scalar.count
    }
    take(upTo: end)
  }

  private mutating func takeTerminatorRun() {
    var end = position
    while end < upper {
      let scalar = decodeScalar(text, at: end)
      guard ScalarClass(scalar.value) == .terminator else { break }
      end += scalar.count
    }
    take(upTo: end)
  }

  private mutating func takeSameScalar(count: Int) {
    var end = position + count
    while end + count <= upper, (0..<count).allSatisfy({ text[end + $0] == text[position + $0] }) {
      end += count
    }
    take(upTo: end)
  }

  /// Where the grapheme that starts at `index` ends: an emoji with all that modifies it, a flag.
  private func endOfGrapheme(from index: Int) -> Int {
    var scalar = decodeScalar(text, at: index)
    var end = index + scalar.count
    var state: utf8proc_int32_t = 0
    while end < upper, text[end] >= 0x80 {
      let next = decodeScalar(text, at: end)
      if utf8proc_grapheme_break_stateful(
        utf8proc_int32_t(bitPattern: scalar.value), utf8proc_int32_t(bitPattern: next.value),
        &state)
      {
        break
      }
      scalar = next
      end += next.count
    }
    return end
  }
}
