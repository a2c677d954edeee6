/// Cuts a stretch of text without white space into tokens.
///
/// The rules follow the English Web Treebank. Each looks at the bytes where the scanner stands and
/// either takes a token or leaves it to the next rule; the last one takes a single character, so
/// that every byte ends in a token.
struct TokenScanner {
  let text: UnsafeBufferPointer<UInt8>

  /// The bytes of the stretch.
  let lower: Int
  let upper: Int

  /// What becomes of hashtags.
  let hashtags: Hashtags

  /// Where the next token begins.
  var position: Int

  /// The byte ranges of the tokens found, as offsets in `text`.
  var ranges: [Range<Int>]

  // What the stretch holds at all: most rules need not be tried.
  private(set) var hasAt = false
  private(set) var hasDot = false
  private(set) var hasColon = false
  private(set) var hasPath = false
  private(set) var isASCII = true

  // Up to here no e-mail address, domain or path begins: a look that failed is not repeated for every
  // later start in the same run of characters, which keeps the time linear.
  var noEmailBefore = 0
  var noDomainBefore = 0
  var noPathBefore = 0

  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hashtags: Hashtags = .whole) {
    self.text = text
    self.hashtags = hashtags
    ranges = []
    lower = range.lowerBound
    upper = range.upperBound
    position = lower
  }

  /// Finds all tokens of a stretch.
  ///
  /// - Parameters:
  ///   - text: the text around the stretch, well-formed UTF-8.
  ///   - range: the stretch, without white space.
  ///   - hashtags: what becomes of hashtags.
  ///   - ranges: where the byte ranges of the tokens are appended, as offsets in `text`.
  static func scan(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hashtags: Hashtags = .whole,
    appendingTo ranges: inout [Range<Int>]
  ) {
    var scanner = TokenScanner(text, range, hashtags: hashtags)
    // Lent, not copied.
    swap(&scanner.ranges, &ranges)
    scanner.scan()
    swap(&scanner.ranges, &ranges)
  }

  private mutating func scan() {
    if scanPlainWord() { return }
    survey()
    if scanLineArt() { return }
    while position < upper { scanToken() }
  }

  /// Takes the commonest stretches: ASCII letters, with one mark after them at most.
  private mutating func scanPlainWord() -> Bool {
    var end = lower
    while end < upper, text[end].isASCIILetter { end += 1 }
    guard end > lower else { return false }
    if end == upper {
      takeLetters(upTo: end)
      return true
    }
    guard end == upper - 1 else { return false }
    switch text[end] {
    case ASCII.comma, ASCII.semicolon, ASCII.colon, ASCII.exclamation, ASCII.question,
      ASCII.closingParenthesis, ASCII.quote:
      takeLetters(upTo: end)
      take(1)
      return true
    case ASCII.dot:
      if keepsDot(lower..<end) {
        take(end + 1 - lower)
      } else {
        takeLetters(upTo: end)
        take(1)
      }
      return true
    default:
      return false
    }
  }

  mutating func survey() {
    for index in lower..<upper {
      switch text[index] {
      case ASCII.at: hasAt = true
      case ASCII.dot: hasDot = true
      case ASCII.colon: hasColon = true
      case ASCII.slash, ASCII.backslash: hasPath = true
      case 0x80...: isASCII = false
      default: break
      }
    }
  }

  private mutating func scanToken() {
    let byte = text[position]
    if byte.isASCIIAlphanumeric {
      if atWordStart, scanEmoticon() || scanAddress() { return }
      if byte.isASCIIDigit {
        scanNumber()
      } else {
        scanWord()
      }
    } else if byte < 0x80 {
      if atWordStart, scanEmoticon() { return }
      if hasAt || hasDot, atWordStart, byte != ASCII.dot, scanAddress() { return }
      if hasPath, atWordStart, scanPath() { return }
      scanMark()
    } else {
      scanBeyondASCII()
    }
  }

  /// Whether no letter or digit stands right before the scanner.
  var atWordStart: Bool {
    position == lower || !(text[position - 1].isASCIIAlphanumeric || text[position - 1] >= 0x80)
  }

  /// The byte `distance` after the scanner, or 0 beyond the end of the stretch.
  @inline(__always)
  func peek(_ distance: Int) -> UInt8 {
    byte(at: position + distance)
  }

  /// The byte at `index`, or 0 outside the stretch.
  @inline(__always)
  func byte(at index: Int) -> UInt8 {
    index < upper && index >= lower ? text[index] : 0
  }

  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[range])
  }

  /// Takes the next `count` bytes, and the combining marks after them, as a token.
  @inline(__always)
  mutating func take(_ count: Int) {
    take(upTo: position + count)
  }

  /// Takes the bytes up to `end`, and the combining marks after them, as a token.
  @inline(__always)
  mutating func take(upTo end: Int) {
    let end = isASCII ? end : endOfMarks(from: end)
    ranges.append(position..<end)
    position = end
  }

  /// Where the combining marks that start at `index` end.
  func endOfMarks(from index: Int) -> Int {
    var index = index
    while index < upper, text[index] >= 0x80 {
      let scalar = decodeScalar(text, at: index)
      guard ScalarClass(scalar.value) == .mark else { break }
      index += scalar.count
    }
    return index
  }

  /// Takes the letters up to `end` as one word, or as two if they are a contraction.
  mutating func takeLetters(upTo end: Int) {
    let count = end - position
    if count <= 7, count > 1 {
      if let cut = Contractions.fused.value(of: bytes(position..<end)), cut > 0,
        isContraction(position..<end)
      {
        ranges.append(position..<position + cut)
        position += cut
      }
    }
    take(upTo: end)
  }

  /// Whether a word that looks like a contraction is no name in capitals: `IM` and `ARENT`.
  private func isContraction(_ range: Range<Int>) -> Bool {
    range.count > 2 || text[range.lowerBound + 1].isASCIILowercase
  }
}
