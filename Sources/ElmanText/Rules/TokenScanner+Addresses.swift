/// Addresses of pages and people, and names of files.
extension TokenScanner {
  private static let emailLocal = ASCIISet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-=&'")
  private static let domain = ASCIISet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_#")
  private static let notInURL = ASCIISet("<>\"`{}|\\^")
  private static let trailing = ASCIISet(".,;:!?'\"*_~-=([)]")

  /// Takes the address at the scanner, if one is there.
  mutating func scanAddress() -> Bool {
    guard hasDot || hasColon || hasAt else { return false }
    if hasColon, scanSchemeURL() { return true }
    if hasAt, scanEmail() { return true }
    if hasPath, scanPath() { return true }
    return hasDot && scanDomain()
  }

  /// `https://example.org/a`, `mailto:someone@example.org`.
  private mutating func scanSchemeURL() -> Bool {
    var end = position
    while end < upper, end - position < 16, text[end].isASCIILetter { end += 1 }
    guard end > position + 1, byte(at: end) == ASCII.colon else { return false }
    if byte(at: end + 1) == ASCII.slash, byte(at: end + 2) == ASCII.slash, end + 3 < upper {
      return takeURL(minimum: end + 3)
    }
    guard end - position == 6, hasAt, text[position].asciiLowercased == 0x6D,
      byte(at: end - 1).asciiLowercased == 0x6F
    else { return false }
    return takeURL(minimum: end + 1)
  }

  /// `someone@example.org`, `@someone`.
  private mutating func scanEmail() -> Bool {
    if text[position] == ASCII.at {
      let end = endOfWordRun(from: position + 1)
      guard end > position + 1 else { return false }
      take(upTo: end)
      return true
    }
    guard position >= noEmailBefore, text[position].isASCIIAlphanumeric else { return false }
    var end = position
    while end < upper, Self.emailLocal.contains(text[end]) { end += 1 }
    noEmailBefore = end
    guard byte(at: end) == ASCII.at, byte(at: end + 1).isASCIIAlphanumeric else { return false }
    let domainStart = end + 1
    end = domainStart
    while end < upper, Self.domain.contains(text[end]) { end += 1 }
    while !text[end - 1].isASCIIAlphanumeric { end -= 1 }
    take(upTo: end)
    return true
  }

  /// `www.example.org/a`, `example.org`, `notes.txt`.
  private mutating func scanDomain() -> Bool {
    guard position >= noDomainBefore else { return false }
    var end = position
    while end < upper, Self.domain.contains(text[end]) { end += 1 }
    noDomainBefore = end
    while end > position, !text[end - 1].isASCIIAlphanumeric { end -= 1 }
    guard end > position else { return false }
    var lastDot = -1
    var dots = 0
    var isRun = true
    for index in position..<end {
      if text[index] == ASCII.dot {
        if lastDot == index - 1 { isRun = false }
        lastDot = index
        dots += 1
      }
    }
    guard dots > 0, isRun, lastDot < end - 1 else { return false }
    if byte(at: position + 3) == ASCII.dot, end > position + 4,
      (0..<3).allSatisfy({ text[position + $0].asciiLowercased == 0x77 })
    {
      return takeURL(minimum: position + 4)
    }
    let ending = bytes(lastDot + 1..<end)
    if Addresses.domains.contains(ending), lastDot > position + 1,
      dots > 1 || ending.allSatisfy(\.isASCIILowercase) || ending.allSatisfy(\.isASCIIUppercase)
    {
      return takeURL(minimum: end)
    }
    // D.C. is no file.
    if Addresses.fileEndings.contains(ending), lastDot > position + (ending.count == 1 ? 1 : 0),
      !ending[0].isASCIIUppercase || ending.allSatisfy({ !$0.isASCIILowercase })
    {
      take(upTo: end)
      return true
    }
    // comp.lang.misc, 192.168.0.1 and version numbers: three parts or more, all lower case.
    if dots > 1, (position..<end).allSatisfy({ !text[$0].isASCIIUppercase }),
      text[position].isASCIILetter, lastDot - position > 3, !Self.isAcronym(bytes(position..<end))
    {
      take(upTo: end)
      return true
    }
    return false
  }

  private static func isAcronym(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in stride(from: 1, to: word.count, by: 2) where word[index] != ASCII.dot {
      return false
    }
    return true
  }

  /// Takes an address up to the end of its characters, without the punctuation after it.
  private mutating func takeURL(minimum: Int) -> Bool {
    var end = position
    var depth = 0
    var squareDepth = 0
    scan: while end < upper {
      let byte = text[end]
      switch byte {
      case ASCII.openingParenthesis: depth += 1
      case ASCII.closingParenthesis:
        // A bracket that was not opened in the address closes one before it.
        if depth == 0 { break scan }
        depth -= 1
      case 0x5B: squareDepth += 1
      case 0x5D:
        if squareDepth == 0 { break scan }
        squareDepth -= 1
      case 0x80...:
        let scalar = decodeScalar(text, at: end)
        switch ScalarClass(scalar.value) {
        case .letter, .mark, .digit, .han, .kana: end += scalar.count
        default: break scan
        }
        continue scan
      case _ where Self.notInURL.contains(byte): break scan
      default: break
      }
      end += 1
    }
    while end > minimum, Self.trailing.contains(text[end - 1]) {
      if text[end - 1] == ASCII.closingParenthesis, depth == 0 { break }
      if text[end - 1] == 0x5D, squareDepth == 0 { break }
      if text[end - 1] == ASCII.openingParenthesis { depth -= 1 }
      if text[end - 1] == 0x5B { squareDepth -= 1 }
      end -= 1
    }
    guard end >= minimum else { return false }
    take(upTo: end)
    return true
  }

  /// Finds the addresses of pages with a scheme or `www.`, and those of people, in a stretch of text.
  ///
  /// Only what is ASCII is taken: text in other scripts may follow without a space.
  ///
  /// - Parameters:
  ///   - text: the text around the stretch, well-formed UTF-8.
  ///   - range: the stretch, without white space.
  ///   - ranges: where the byte ranges of the addresses are appended, as offsets in `text`.
  /// - Complexity: linear in the stretch.
  static func scanAddresses(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, appendingTo ranges: inout [Range<Int>]
  ) {
    var scanner = TokenScanner(text, range)
    scanner.survey()
    while scanner.position < scanner.upper {
      let start = scanner.position
      let isStart = start == scanner.lower || !text[start - 1].isASCIIAlphanumeric
      if isStart, text[start].isASCIIAlphanumeric, scanner.scanWholeAddress() {
        var end = start
        while end < scanner.position, text[end] < 0x80 { end += 1 }
        ranges.append(start..<end)
        scanner.position = end
      } else {
        scanner.position += 1
      }
    }
  }

  private mutating func scanWholeAddress() -> Bool {
    if hasColon, scanSchemeURL() { return true }
    if hasAt, scanEmail() { return true }
    return hasDot && scanDomain()
  }
}
