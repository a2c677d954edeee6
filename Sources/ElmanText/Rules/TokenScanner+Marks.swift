/// ASCII punctuation, emoticons, hashtags and what else begins with a mark.
extension TokenScanner {
  private static let lineArt = ASCIISet("-=_*~+<>|#^/\\{}")
  private static let repeated = ASCIISet("-=_*~+#|^\\@&%$/")

  /// Takes the whole stretch if it is a rule or an arrow: `-----`, `===>`, `*~*~*`.
  mutating func scanLineArt() -> Bool {
    guard isASCII, upper - lower >= 3 else { return false }
    for index in lower..<upper where !Self.lineArt.contains(text[index]) { return false }
    take(upTo: upper)
    return true
  }

  /// Takes an emoticon that no letter or digit touches.
  mutating func scanEmoticon() -> Bool {
    let first = text[position]
    if first.isASCIILetter, upper - position > Emoticons.longest { return false }
    if first == ASCII.quote || first == ASCII.comma || first == ASCII.dot { return false }
    for count in stride(from: min(Emoticons.longest, upper - position), to: 1, by: -1) {
      let end = position + count
      if byte(at: end).isASCIIAlphanumeric { continue }
      if Emoticons.table.contains(bytes(position..<end)) {
        if first == ASCII.colon || first == ASCII.openingParenthesis {
          // 2:/ and the like; and a list of letters in brackets.
          if position > lower, text[position - 1].isASCIIDigit { continue }
        }
        take(upTo: end)
        return true
      }
    }
    return false
  }

  /// Whether the rest of the stretch, right after a word, is an emoticon.
  private var endsInEmoticon: Bool {
    let count = upper - position
    return count > 1 && count <= Emoticons.longest && text[position - 1].isASCIILetter
      && !text[upper - 1].isASCIIAlphanumeric && text[lower] != ASCII.openingParenthesis
      && Emoticons.table.contains(bytes(position..<upper))
  }

  /// Takes the mark at the scanner, with what belongs to it.
  mutating func scanMark() {
    let byte = text[position]
    switch byte {
    case ASCII.colon, ASCII.semicolon:
      if position > lower, endsInEmoticon { return take(upTo: upper) }
      return takeRepeated()
    case ASCII.dot:
      if peek(1).isASCIIDigit, atWordStart { return scanNumber() }
      if scanFileEnding() { return }
      return takeTerminators()
    case ASCII.exclamation, ASCII.question:
      return takeTerminators()
    case ASCII.hyphen, ASCII.plus:
      if peek(1).isASCIIDigit, startsQuantity { return scanNumber() }
      return takeRepeated()
    case ASCII.apostrophe:
      return scanApostropheMark(length: 1)
    case ASCII.backtick:
      return take(peek(1) == ASCII.backtick ? 2 : 1)
    case ASCII.hash:
      if !isASCII, let end = endOfKeycap(from: position + 1) { return take(upTo: end) }
      if let end = endOfHashtag { return hashtags == .whole ? take(upTo: end) : take(1) }
      return takeRepeated()
    case ASCII.at:
      let end = endOfWordRun(from: position + 1)
      if atWordStart, end > position + 1 { return take(upTo: end) }
      return takeRepeated()
    case ASCII.less, ASCII.greater:
      return takeAngles()
    case ASCII.comma:
      var end = position + 1
      while self.byte(at: end) == ASCII.comma { end += 1 }
      return take(upTo: end)
    case ASCII.asterisk:
      if !isASCII, let end = endOfKeycap(from: position + 1) { return take(upTo: end) }
      return takeRepeated()
    case _ where Self.repeated.contains(byte) || byte < 0x20 || byte == 0x7F:
      return takeRepeated()
    default:
      return take(1)
    }
  }

  /// Whether a sign here belongs to the number after it.
  private var startsQuantity: Bool {
    guard position > lower else { return true }
    switch text[position - 1] {
    case ASCII.openingParenthesis, ASCII.dollar, 0x5B, 0x3D, ASCII.quote: return true
    default: return false
    }
  }

  /// Takes a run of full stops, exclamation and question marks.
  private mutating func takeTerminators() {
    var end = position + 1
    while true {
      switch byte(at: end) {
      case ASCII.dot, ASCII.exclamation, ASCII.question: end += 1
      case 0xE2 where byte(at: end + 1) == 0x80 && byte(at: end + 2) == 0xA6: end += 3
      default: return take(upTo: end)
      }
    }
  }

  /// Takes a run of one character.
  private mutating func takeRepeated() {
    let byte = text[position]
    var end = position + 1
    while end < upper, text[end] == byte { end += 1 }
    // -> and =>
    if byte == ASCII.hyphen || byte == 0x3D, self.byte(at: end) == ASCII.greater { end += 1 }
    take(upTo: end)
  }

  /// Takes `<<`, `>>>`, `<-` or a single angle bracket.
  private mutating func takeAngles() {
    let byte = text[position]
    var end = position + 1
    while end < upper, text[end] == byte { end += 1 }
    if byte == ASCII.less, self.byte(at: end) == ASCII.hyphen { end += 1 }
    if self.byte(at: end) == 0x3D { end += 1 }
    take(upTo: end)
  }

  /// `.pdf` and `.NET`, on their own.
  private mutating func scanFileEnding() -> Bool {
    guard position == lower, peek(1).isASCIILetter else { return false }
    let end = endOfWordRun(from: position + 1)
    let name = bytes(position + 1..<end)
    guard
      Addresses.fileEndings.contains(name)
        || name.count > 1 && name.allSatisfy(\.isASCIIUppercase)
    else { return false }
    take(upTo: end)
    return true
  }

  /// Takes an apostrophe, or a single quotation mark, with the word part that belongs to it.
  ///
  /// - Parameter length: the bytes of the mark.
  mutating func scanApostropheMark(length: Int) {
    let start = position + length
    if apostropheLength(at: start) == length { return take(2 * length) }
    let end = endOfWordRun(from: start)
    if end > start {
      let tail = bytes(start..<end)
      if position > lower {
        // After a mark or a number: Yahoo!'s.
        if Contractions.clitics.contains(tail) { return take(upTo: end) }
      } else if end == upper || !byte(at: end).isASCIIAlphanumeric {
        // '60s and 'em, but not a quotation.
        if tail[0].isASCIIDigit, tail.count == 2 || tail.count == 3 && tail[2] == 0x73 {
          return take(upTo: end)
        }
        if Contractions.elisions.contains(tail) || Contractions.clitics.contains(tail) {
          // 'n' has two.
          return take(upTo: tail.count == 1 ? end + apostropheLength(at: end) : end)
        }
      }
    }
    take(length)
  }
}
