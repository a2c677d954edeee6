/// Cuts text into sentences and tokens, piece by piece and in constant memory.
///
/// ```swift
/// var tokenizer = SentenceTokenizer()
/// while let chunk = read() {
///   tokenizer.append(chunk)
///   while let sentence = tokenizer.next() { use(sentence) }
/// }
/// tokenizer.finish()
/// while let sentence = tokenizer.next() { use(sentence) }
/// ```
///
/// However the input is cut into chunks, the sentences are the same, and their texts, one after the
/// other, are the input; bytes that are no UTF-8 are replaced by U+FFFD first, and positions count
/// what came of it. White space after a sentence belongs to its text. White space is what Unicode
/// calls so, and the invisible U+200B, and U+FEFF where it is a byte-order mark: not after a character
/// of a word, which it holds together with the next. A line ends with a line feed.
///
/// The rules are those of the English Web Treebank. In other scripts each Chinese character is a
/// token, runs of hiragana and katakana are whole, and so is everything between two spaces in
/// Hangul, Thai and the like. Numbers keep their units, `5kg`, but for `am` and `pm`.
///
/// - Complexity: linear in the input. What is held at a time is one sentence, the stretch of
///   text after it, and what was appended and not yet taken out.
public struct SentenceTokenizer: Sendable {
  /// What the lines of the input are.
  public enum Mode: Sendable, Hashable, CaseIterable {
    /// Running text: a blank line ends a paragraph, a single line end is white space.
    case text
    /// Every line is a text of its own: its end ends the sentence, which is given out at once.
    case lines
    /// Every line is one sentence, however many full stops it holds. Blank lines are white space.
    /// Only the limits below cut a line.
    case presegmented
  }

  /// The most bytes of a token; a longer one is cut between two scalars.
  public static let maximumTokenBytes = 16 * 1024

  /// The most bytes of a sentence's text; a longer one is cut between two tokens.
  public static let maximumSentenceBytes = 64 * 1024

  /// The most tokens of a sentence; a longer one is cut.
  public static let maximumSentenceTokens = 1_000

  // Emptying the array for every stretch would take longer than finding a word in it.
  private static let usedTokensKept = 256

  /// What the lines of the input are.
  public let mode: Mode

  /// What becomes of hashtags.
  public let hashtags: Hashtags

  private var repair = UTF8Repair()
  private var buffer: [UInt8] = []
  private var isFinished = false

  // Offsets in `buffer`, in this order: where the sentence begins, what is scanned, and how far
  // the search for the end of the stretch has come.
  private var sentenceLower = 0
  private var cursor = 0
  private var searched = 0
  private var atStretch = false

  // The sentence's tokens, and, from `stretchIndex` on, those of the stretch that are not yet in
  // it, as offsets in `buffer`.
  private var tokens: [Range<Int>] = []
  private var stretch: [Range<Int>] = []
  private var stretchIndex = 0

  /// What is open in the paragraph, and how many of the last tokens closed something.
  private var marks = OpenMarks()
  private var closerCount = 0

  private var lineEnds = 0
  private var startsParagraph = true
  private var start = TextPosition()

  /// Creates a tokenizer at the start of an input.
  public init(mode: Mode = .text, hashtags: Hashtags = .whole) {
    self.mode = mode
    self.hashtags = hashtags
  }

  /// How many ill-formed parts of the input were replaced by U+FFFD so far.
  public var faultCount: Int { repair.faultCount }

  /// The byte offset in the input of the first part replaced, or `nil` if there was none.
  public var firstFault: Int? { repair.firstFault }

  /// Appends the next bytes of the input.
  ///
  /// - Precondition: `finish()` was not called.
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(!isFinished, "append(_:) was called after finish()")
    discardUsed()
    repair.append(bytes, to: &buffer)
  }

  /// Ends the input, so that `next()` gives out the rest.
  public mutating func finish() {
    guard !isFinished else { return }
    repair.finish(to: &buffer)
    isFinished = true
  }

  /// The next sentence, or `nil` if it needs more input or, after `finish()`, if there is none.
  public mutating func next() -> Sentence? {
    let bytes = buffer
    return bytes.withUnsafeBufferPointer { next(in: $0) }
  }

  /// Forgets the bytes of sentences given out, once they are the greater part of the buffer.
  private mutating func discardUsed() {
    guard sentenceLower > buffer.count / 2 else { return }
    let used = sentenceLower
    buffer.removeFirst(used)
    sentenceLower = 0
    cursor -= used
    searched -= used
    for index in tokens.indices { tokens[index] = tokens[index].shifted(by: -used) }
    stretch.removeFirst(stretchIndex)
    stretchIndex = 0
    for index in stretch.indices { stretch[index] = stretch[index].shifted(by: -used) }
  }
}

extension SentenceTokenizer {
  private mutating func next(in text: UnsafeBufferPointer<UInt8>) -> Sentence? {
    while true {
      if stretchIndex < stretch.count {
        if let sentence = takeToken(in: text) { return sentence }
      } else if !atStretch {
        if let sentence = skipWhiteSpace(in: text) { return sentence }
        if cursor == text.count {
          return isFinished && sentenceLower < cursor ? emit(upTo: cursor, in: text) : nil
        }
        atStretch = true
        searched = cursor
      } else if !scanStretch(in: text) {
        return nil
      }
    }
  }

  /// Moves over white space; gives out the sentence where a line end or a limit ends it.
  private mutating func skipWhiteSpace(in text: UnsafeBufferPointer<UInt8>) -> Sentence? {
    while cursor < text.count {
      let count = whiteSpaceLength(text, at: cursor)
      if count == 0 { break }
      if cursor + count - sentenceLower > Self.maximumSentenceBytes {
        return emit(upTo: cursor, in: text)
      }
      let byte = text[cursor]
      cursor += count
      if byte == ASCII.newline {
        lineEnds = min(lineEnds + 1, 2)
        if lineEnds > 1 || mode != .text { marks.reset() }
        if mode != .text, !tokens.isEmpty { return emit(upTo: cursor, in: text) }
      } else if count == 3, decodeScalar(text, at: cursor - 3).value == 0x2029 {
        lineEnds = 2
        marks.reset()
      }
    }
    return nil
  }

  /// Finds the tokens up to the next white space, or answers `false` if more input is needed.
  private mutating func scanStretch(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let limit = min(text.count, cursor + Self.maximumTokenBytes)
    var end = searched
    while end < limit {
      let byte = text[end]
      if byte.isASCIIWhiteSpace
        || byte >= 0xC2 && whiteSpaceLength(text, at: end, isInsideStretch: true) > 0
      {
        break
      }
      end += 1
    }
    searched = end
    let isCut = end == cursor + Self.maximumTokenBytes
    if end == text.count, !isFinished, !isCut { return false }
    if isCut { end = scalarBoundary(atOrBefore: end, in: text) }

    if stretchIndex > Self.usedTokensKept {
      stretch.removeAll(keepingCapacity: true)
      stretchIndex = 0
    }
    TokenScanner.scan(text, cursor..<end, hashtags: hashtags, appendingTo: &stretch)
    if isCut, let last = stretch.last, stretch.count - stretchIndex > 1,
      last.count < Self.maximumTokenBytes / 2
    {
      // The cut may run through the last token: it begins the next stretch.
      stretch.removeLast()
      end = last.lowerBound
    }
    cursor = end
    atStretch = false
    return true
  }

  /// Moves a token of the stretch to the sentence; gives out the sentence if it ends before it.
  private mutating func takeToken(in text: UnsafeBufferPointer<UInt8>) -> Sentence? {
    let token = stretch[stretchIndex]
    let mark = text[token.lowerBound].isASCIIAlphanumeric ? nil : mark(token, in: text)
    if let last = tokens.last,
      endsSentence(after: last, before: token, closes: mark?.closes ?? false, in: text)
    {
      return emit(upTo: token.lowerBound, in: text)
    }
    if token.upperBound - sentenceLower > Self.maximumSentenceBytes,
      sentenceLower < token.lowerBound
    {
      return emit(upTo: token.lowerBound, in: text)
    }
    if tokens.isEmpty, lineEnds > 1 { startsParagraph = true }
    lineEnds = 0
    tokens.append(token)
    if let mark, marks.note(mark.scalar, mark.side) {
      closerCount += 1
    } else {
      closerCount = 0
    }
    stretchIndex += 1
    return nil
  }

  /// The quotation mark or bracket that a token of the stretch is, if it is any.
  @inline(never)
  private func mark(
    _ token: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> (scalar: UInt32, side: OpenMarks.Side, closes: Bool)? {
    let scalar = decodeScalar(text, at: token.lowerBound).value
    guard OpenMarks.mayBeMark(scalar) else { return nil }
    let touchesNext = stretchIndex + 1 < stretch.count
    let side = OpenMarks.Side(
      isAfterSpace: tokens.last.map { $0.upperBound < token.lowerBound } ?? true,
      next: touchesNext ? decodeScalar(text, at: token.upperBound).value : nil)
    return (scalar, side, marks.closes(scalar, side))
  }

  private func endsSentence(
    after last: Range<Int>, before token: Range<Int>, closes: Bool,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if tokens.count == Self.maximumSentenceTokens { return true }
    if mode == .presegmented { return false }
    // The commonest case by far: a word and nothing that could end a sentence.
    if lineEnds == 0, text[last.upperBound - 1].isASCIIAlphanumeric,
      text[last.lowerBound].isASCIIAlphanumeric
    {
      return false
    }
    let boundary = SentenceBoundary(text: text, closerCount: closerCount, nextCloses: closes)
    if last.upperBound == token.lowerBound { return boundary.endsInside(last, before: token) }
    return boundary.ends(
      tokens.suffix(4), isStart: tokens.count <= 4, before: token, lineEnds: lineEnds)
  }

  /// At the end of a sentence the full stop of an abbreviation is a token.
  private mutating func splitFinalDot(in text: UnsafeBufferPointer<UInt8>) {
    guard let last = tokens.last, last.count > 1, tokens.count < Self.maximumSentenceTokens,
      text[last.upperBound - 1] == ASCII.dot, text[last.upperBound - 2].isASCIIAlphanumeric
    else { return }
    tokens[tokens.count - 1] = last.lowerBound..<last.upperBound - 1
    tokens.append(last.upperBound - 1..<last.upperBound)
  }

  /// Makes a sentence of the tokens taken and the text up to `end`.
  private mutating func emit(upTo end: Int, in text: UnsafeBufferPointer<UInt8>) -> Sentence {
    let bytes = UnsafeBufferPointer(rebasing: text[sentenceLower..<end])
    let lower = sentenceLower
    splitFinalDot(in: text)
    let moved = tokens.indices.map { index in
      let upper = tokens[index].upperBound
      let next = index + 1 < tokens.count ? tokens[index + 1].lowerBound : nil
      let spaceAfter =
        next.map { $0 > upper } ?? (upper < text.count && whiteSpaceLength(text, at: upper) > 0)
      return Word(range: tokens[index].lowerBound - lower..<upper - lower, spaceAfter: spaceAfter)
    }
    let sentence = Sentence(
      text: Array(bytes), words: moved, start: start, startsParagraph: startsParagraph)
    start.advance(over: bytes)
    sentenceLower = end
    if !moved.isEmpty { startsParagraph = false }
    tokens.removeAll(keepingCapacity: true)
    closerCount = 0
    return sentence
  }
}

extension Range<Int> {
  /// The range moved by so much.
  func shifted(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}

/// The length in bytes of the white space at `index`, or 0 if there is none.
///
/// - Parameter isInsideStretch: whether no white space stands before it. U+FEFF is a byte-order mark
///   only where a text or word begins; elsewhere it is a joiner.
@inline(__always)
func whiteSpaceLength(
  _ text: UnsafeBufferPointer<UInt8>, at index: Int, isInsideStretch: Bool = false
) -> Int {
  let first = text[index]
  if first < 0x80 { return first.isASCIIWhiteSpace ? 1 : 0 }
  // All white space beyond ASCII begins with one of these.
  guard first == 0xC2 || first == 0xE1 || first == 0xE2 || first == 0xE3 || first == 0xEF else {
    return 0
  }
  let scalar = decodeScalar(text, at: index)
  let isWhiteSpace =
    ScalarClass.isWhiteSpace(scalar.value)
    || scalar.value == ScalarClass.byteOrderMark && !isInsideStretch
  return isWhiteSpace ? scalar.count : 0
}

/// The last boundary between two scalars that is not after `index`.
func scalarBoundary(
  atOrBefore index: Int, in text: UnsafeBufferPointer<UInt8>
) -> Int {
  var index = index
  while index < text.count, text[index] & 0xC0 == 0x80 { index -= 1 }
  return index
}
