/// Words: letters with what ties them together.
extension TokenScanner {
  /// The most letters of an acronym with full stops; the limit keeps the time linear.
  private static let longestAcronym = 16

  /// Takes the word at the scanner, and its clitic if it has one.
  mutating func scanWord() {
    let start = position
    let end = endOfWordRun(from: start)
    let next = byte(at: end)
    switch next {
    case ASCII.dot:
      if text[end - 1].isASCIIDigit, byte(at: end + 1).isASCIIDigit {
        // v2.0
        return take(upTo: endOfWordRun(from: end + 1))
      }
      if let end = endOfDottedWord(from: start, firstDot: end) { return take(upTo: end) }
    case ASCII.hyphen:
      if HyphenPrefixes.table.contains(bytes(start..<end)),
        byte(at: end + 1).isASCIIAlphanumeric
      {
        let tail = endOfWordRun(from: end + 1)
        if apostropheLength(at: tail) == 0 { return take(upTo: tail) }
        return scanApostrophe(start: start, stem: tail)
      }
    case ASCII.ampersand:
      // AT&T, P&L
      let tail = endOfWordRun(from: end + 1)
      if end - start <= 3, tail > end + 1, tail - end <= 4, text[start].isASCIIUppercase,
        text[end + 1].isASCIIUppercase
      {
        return take(upTo: tail)
      }
    case ASCII.slash:
      // w/o, I/C
      if end == start + 1 {
        let tail = endOfWordRun(from: end + 1)
        if tail == end + 2 || tail == end + 1 && text[start].asciiLowercased == 0x77 {
          return take(upTo: tail)
        }
      }
    case ASCII.asterisk:
      // A word with letters masked.
      var tail = end
      while byte(at: tail) == ASCII.asterisk { tail += 1 }
      if byte(at: tail).isASCIILetter { return take(upTo: endOfWordRun(from: tail)) }
    case ASCII.plus, ASCII.hash:
      // C++, F#
      let count = next == ASCII.plus ? 2 : 1
      if end == start + 1, text[start].isASCIIUppercase, byte(at: end + count - 1) == next,
        byte(at: end + count) != next, !byte(at: end + count).isASCIIAlphanumeric
      {
        return take(upTo: end + count)
      }
    case ASCII.dollar:
      // US$, C$
      if end - start <= 2, text[start].isASCIIUppercase, text[end - 1].isASCIIUppercase {
        return take(upTo: end + 1)
      }
    default:
      break
    }
    if apostropheLength(at: end) > 0 { return scanApostrophe(start: start, stem: end) }
    takeLetters(upTo: end)
  }

  /// Where the letters, digits, underscores and marks that start at `index` end.
  func endOfWordRun(from index: Int) -> Int {
    var index = index
    while index < upper {
      let byte = text[index]
      if byte.isASCIIAlphanumeric || byte == ASCII.underscore {
        index += 1
      } else if byte < 0x80 {
        break
      } else {
        let scalar = decodeScalar(text, at: index)
        switch ScalarClass(scalar.value) {
        case .letter, .digit, .mark: index += scalar.count
        default: return index
        }
      }
    }
    return index
  }

  /// The length of the apostrophe at `index`, straight or curved; 0 if none is there.
  func apostropheLength(at index: Int) -> Int {
    switch byte(at: index) {
    case ASCII.apostrophe, ASCII.backtick: 1
    case 0xE2 where byte(at: index + 1) == 0x80 && byte(at: index + 2) == 0x99: 3
    default: 0
    }
  }

  /// Takes a word with an apostrophe at `stem`: do|n't, it|'s, O'Neil, dogs|'.
  private mutating func scanApostrophe(start: Int, stem: Int) {
    var stem = stem
    while true {
      let tailStart = stem + apostropheLength(at: stem)
      let tail = endOfWordRun(from: tailStart)
      if tail == tailStart { return takeLetters(upTo: stem) }
      let tailBytes = bytes(tailStart..<tail)
      if tailBytes.count == 1, tailBytes[0].asciiLowercased == 0x74 {
        if stem - start >= 2, text[stem - 1].asciiLowercased == 0x6E {
          // The n belongs to the negation.
          take(upTo: stem - 1)
        }
        return take(upTo: tail)
      }
      if Contractions.clitics.contains(tailBytes) {
        takeLetters(upTo: stem)
        return take(upTo: tail)
      }
      if apostropheLength(at: tail) == 0 { return take(upTo: tail) }
      // rock'n'roll's: only the last part can be a clitic.
      stem = tail
    }
  }

  /// Where a word with full stops in it ends, if they belong to it.
  private func endOfDottedWord(from start: Int, firstDot: Int) -> Int? {
    var dot = firstDot
    var partStart = start
    var parts = 0
    while parts < Self.longestAcronym, byte(at: dot) == ASCII.dot, dot - partStart == 1,
      text[partStart].isASCIILetter
    {
      parts += 1
      partStart = dot + 1
      dot = partStart
      if byte(at: partStart).isASCIILetter { dot = endOfWordRun(from: partStart) }
    }
    // U.S., e.g., p.m; J. alone.
    if parts >= 1 {
      if partStart == dot {
        if parts > 1 { return byte(at: partStart) == ASCII.dot ? nil : partStart }
        return isInitial(start) && endsStretch(partStart) ? partStart : nil
      }
      if dot - partStart == 1 { return dot }
      return nil
    }
    if byte(at: firstDot + 1).isASCIILetter {
      // Ph.D.
      let tail = endOfWordRun(from: firstDot + 1)
      if Abbreviations.words.contains(bytes(start..<tail)) {
        return byte(at: tail) == ASCII.dot ? tail + 1 : tail
      }
      return nil
    }
    if keepsDot(start..<firstDot), byte(at: firstDot + 1) != ASCII.dot { return firstDot + 1 }
    return nil
  }

  /// Whether a full stop right after the letters belongs to them.
  func keepsDot(_ range: Range<Int>) -> Bool {
    if range.count == 1 { return isInitial(range.lowerBound) }
    let word = bytes(range)
    return Abbreviations.words.contains(word) || Abbreviations.titles.contains(word)
      || Abbreviations.beforeNumbers.contains(word)
  }

  /// Whether the letter at `index` may abbreviate a name.
  private func isInitial(_ index: Int) -> Bool {
    // I is a word far more often.
    text[index].isASCIIUppercase && text[index] != 0x49
  }

  /// Whether only closing marks follow.
  private func endsStretch(_ index: Int) -> Bool {
    switch byte(at: index) {
    case 0, ASCII.comma, ASCII.closingParenthesis, ASCII.quote, ASCII.hyphen, ASCII.colon,
      ASCII.apostrophe, ASCII.slash, ASCII.semicolon:
      true
    default: byte(at: index).isASCIIUppercase
    }
  }
}
