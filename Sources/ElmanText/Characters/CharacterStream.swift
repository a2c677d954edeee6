import CUtf8proc

/// A text as a network over characters reads it, piece by piece and in constant memory.
///
/// A unit is a Unicode scalar, a known piece of a word or a run of white space. What NFC would
/// compose is one unit, so that a text reads the same in either normal form; the text itself never
/// changes. Labels that are set for the units make the sentences that come out. What units there
/// are, and in which windows they are read, depends on the text alone and not on how it was cut into
/// chunks.
package struct CharacterStream: Sendable {
  /// The most bytes of a stretch without white space that are looked at together, and of a unit.
  static let maximumStretchBytes = 4 * 1024

  /// What the lines of the input are.
  package let mode: SentenceTokenizer.Mode
  /// Whether a token may hold white space.
  package let spacesInTokens: Bool
  /// The pieces of words that are read as one unit.
  package let pieces: CharacterPieces?
  /// What becomes of hashtags; `nil` leaves it to the labels.
  package let hashtags: Hashtags?
  /// What puts labels right; `nil` leaves them as they are.
  let rules: BoundaryRules?
  /// The marks that ``rules`` leave where they are after a word.
  let plainMarks: UInt64

  var repair = UTF8Repair()
  var buffer: [UInt8] = []
  /// Whether the input has ended.
  package private(set) var isFinished = false

  /// The units held.
  package internal(set) var units = CharacterUnits()
  // Of the units, the first `settledCount` cannot change any more, those before `windowLower` stand in
  // a window, and those before `cursor` in a sentence.
  private(set) var settledCount = 0
  private var segmentLower = 0
  private var segmentSearched = 0
  private var windowLower = 0
  var cursor = 0

  // Offsets in `buffer`: how far units reach, and where the white space or stretch that is being
  // read begins.
  private var decoded = 0
  private var runLower = 0
  private var runFirstUnit = 0
  private var run = Run.none
  private var lineEnds = 0
  private var runHolds = StretchContents()
  private var previousScalar: UInt32 = 0
  private var graphemeState: utf8proc_int32_t = 0

  // The sentence that is being put together.
  var sentenceLower = 0
  var tokenLower = -1
  var tokenUpper = 0
  var tokens: [Range<Int>] = []
  var multiwords: [Int] = []
  var endsSentence = false
  var startsParagraph = true
  var breaksParagraph = false
  /// What is open in the paragraph, and whether the sentence ended before what closes it.
  var marks = OpenMarks()
  var endsAfterClosers = false
  var start = TextPosition()

  /// The units whose labels the rules have put right, and what they know of the paragraph so far.
  var ruledCount = 0
  var boundaryState = BoundaryState()
  var boundaryMemory = BoundaryStretch.Memory()

  private enum Run { case none, whiteSpace, stretch }

  /// Creates a stream at the start of an input.
  package init(
    mode: SentenceTokenizer.Mode = .text, spacesInTokens: Bool = true,
    pieces: CharacterPieces? = nil, hashtags: Hashtags? = nil, rules: BoundaryRules? = nil
  ) {
    self.mode = mode
    self.spacesInTokens = spacesInTokens
    self.pieces = pieces
    self.hashtags = hashtags
    self.rules = rules?.isEmpty == false ? rules : nil
    plainMarks = self.rules?.plainMarks ?? 0
  }

  /// How many ill-formed parts of the input were replaced by U+FFFD so far.
  package var faultCount: Int { repair.faultCount }

  /// The byte offset in the input of the first part replaced, or `nil` if there was none.
  package var firstFault: Int? { repair.firstFault }

  /// Appends the next bytes of the input and makes units of them.
  ///
  /// - Precondition: `finish()` was not called.
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, keeping context: Int) {
    precondition(!isFinished, "append(_:) was called after finish()")
    discardUsed(keeping: context)
    repair.append(bytes, to: &buffer)
    decode()
  }

  /// Ends the input.
  package mutating func finish() {
    guard !isFinished else { return }
    repair.finish(to: &buffer)
    isFinished = true
    decode()
  }

  /// The units that stand in no window yet.
  package var waitingCount: Int { settledCount - windowLower }

  /// Forgets what no sentence and no window needs any more, once it is the greater part.
  private mutating func discardUsed(keeping context: Int) {
    let unused = min(cursor - 1, windowLower - context)
    if unused > units.count / 2 {
      units.removeFirst(unused)
      settledCount -= unused
      segmentLower = max(segmentLower - unused, -1)
      segmentSearched = max(segmentSearched - unused, 0)
      windowLower -= unused
      cursor -= unused
      ruledCount -= unused
      runFirstUnit -= unused
    }
    let used = sentenceLower
    guard used > buffer.count / 2 else { return }
    buffer.removeFirst(used)
    units.shift(by: -used)
    decoded -= used
    runLower -= used
    sentenceLower = 0
    tokenLower -= tokenLower >= 0 ? used : 0
    tokenUpper -= used
    for index in tokens.indices {
      tokens[index] = tokens[index].lowerBound - used..<tokens[index].upperBound - used
    }
  }
}

/// Windows: parts of the text that the network reads each for itself.
extension CharacterStream {
  /// Units to be read, and those in their middle of which the labels are wanted.
  package struct Window: Sendable {
    /// The units to be read, as indices in ``CharacterStream/units``.
    package let units: Range<Int>
    /// The units whose labels are wanted.
    package let core: Range<Int>
    /// Whether the text begins with the first unit.
    package let startsText: Bool
    /// Whether the text ends with the last unit.
    package let endsText: Bool
  }

  /// The next windows that can be read: the text in blocks, each with context on either side.
  ///
  /// Where each line is a text of its own, no window reaches over a line's end. The labels of all
  /// windows are to be set before the next sentence is asked for.
  ///
  /// - Parameters:
  ///   - block: the units of a block.
  ///   - context: the most units on either side of it that are read too.
  package mutating func takeWindows(block: Int, context: Int) -> [Window] {
    var windows: [Window] = []
    while windowLower < settledCount {
      let end = segmentEnd()
      let wanted = windowLower + block
      guard end != nil || wanted + context <= settledCount else { break }
      let limit = end ?? settledCount
      let core = windowLower..<min(wanted, limit)
      let units =
        max(segmentLower, core.lowerBound - context, 0)..<min(core.upperBound + context, limit)
      windows.append(
        Window(
          units: units, core: core, startsText: units.lowerBound == segmentLower,
          endsText: units.upperBound == end))
      windowLower = core.upperBound
      if windowLower == end { segmentLower = windowLower }
    }
    return windows
  }

  /// Where the text that is being read ends, if that is known.
  private mutating func segmentEnd() -> Int? {
    if mode != .text {
      var index = max(segmentSearched, windowLower)
      while index < settledCount, !units.flags[index].contains(.lineEnd) { index += 1 }
      segmentSearched = index
      if index < settledCount { return index + 1 }
    }
    return isFinished ? settledCount : nil
  }

  /// Sets the labels of a window's core.
  package mutating func set(_ labels: [BoundaryLabel], of window: Window) {
    precondition(labels.count == window.core.count)
    units.setLabels(labels, from: window.core.lowerBound)
  }

  /// The units that have labels.
  var labelledCount: Int { windowLower }
}

/// Decoding.
extension CharacterStream {
  private mutating func decode() {
    let bytes = buffer
    bytes.withUnsafeBufferPointer { decode($0) }
  }

  private mutating func decode(_ text: UnsafeBufferPointer<UInt8>) {
    while decoded < text.count {
      let count = whiteSpaceLength(text, at: decoded, isInsideStretch: run == .stretch)
      if count > 0 {
        if run == .stretch { closeStretch(in: text) }
        if run == .none { open(.whiteSpace) }
        readWhiteSpace(count, in: text)
      } else {
        if run == .whiteSpace { closeWhiteSpace(isLineEnd: lineEnds > 1) }
        if run == .none { open(.stretch) }
        readScalar(in: text)
      }
    }
    guard isFinished else { return }
    if run == .stretch { closeStretch(in: text) }
    if run == .whiteSpace { closeWhiteSpace(isLineEnd: lineEnds > 1) }
  }

  private mutating func open(_ kind: Run) {
    run = kind
    runLower = decoded
    runFirstUnit = units.count
    lineEnds = 0
    runHolds = StretchContents()
    previousScalar = 0
    graphemeState = 0
  }

  private mutating func readWhiteSpace(_ count: Int, in text: UnsafeBufferPointer<UInt8>) {
    let isNewline = text[decoded] == ASCII.newline
    if isNewline { lineEnds += 1 }
    if count == 3, decodeScalar(text, at: decoded).value == 0x2029 { lineEnds = 2 }
    decoded += count
    if isNewline, mode != .text {
      closeWhiteSpace(isLineEnd: true)
    } else if decoded - runLower >= Self.maximumStretchBytes {
      closeWhiteSpace(isLineEnd: lineEnds > 1)
    }
  }

  private mutating func closeWhiteSpace(isLineEnd: Bool) {
    units.append(
      symbol: isLineEnd ? 0x0A : 0x20, end: decoded,
      flags: isLineEnd ? [.whiteSpace, .lineEnd] : .whiteSpace)
    settledCount = units.count
    run = .none
  }

  @inline(__always)
  private mutating func readScalar(in text: UnsafeBufferPointer<UInt8>) {
    let byte = text[decoded]
    if byte < 0x80 {
      runHolds.note(byte, after: previousScalar)
      previousScalar = UInt32(byte)
      graphemeState = 0
      decoded += 1
      units.append(symbol: UInt32(byte), end: decoded, flags: [])
    } else {
      readScalarBeyondASCII(in: text)
    }
    if decoded - runLower >= Self.maximumStretchBytes { closeStretch(in: text) }
  }

  private mutating func readScalarBeyondASCII(in text: UnsafeBufferPointer<UInt8>) {
    let scalar = decodeScalar(text, at: decoded)
    decoded += scalar.count
    if scalar.value == ScalarClass.byteOrderMark {
      // Nobody sees it, and it separates nothing.
      units.extendLast(by: scalar.count)
      return
    }
    var flags: CharacterUnits.Flags = []
    // Nothing below begins with a mark or is one.
    if scalar.value >= 0x300 {
      if previousScalar != 0,
        !utf8proc_grapheme_break_stateful(
          utf8proc_int32_t(bitPattern: previousScalar),
          utf8proc_int32_t(bitPattern: scalar.value), &graphemeState)
      {
        flags = .joinsPrevious
        runHolds.mayCompose = true
      }
    } else {
      graphemeState = 0
    }
    previousScalar = scalar.value
    units.append(symbol: scalar.value, end: decoded, flags: flags)
  }

  private mutating func closeStretch(in text: UnsafeBufferPointer<UInt8>) {
    if runHolds.mayCompose { compose(in: text) }
    if runHolds.mayHoldAddress {
      var addresses: [Range<Int>] = []
      TokenScanner.scanAddresses(text, runLower..<decoded, appendingTo: &addresses)
      joinUnits(of: addresses)
    }
    if runHolds.mayHoldHashtag, let hashtags {
      var tags: [Range<Int>] = []
      TokenScanner.scanHashtags(text, runLower..<decoded, appendingTo: &tags)
      if hashtags == .whole {
        // The labels tell whether it goes on, as with a clitic.
        joinUnits(of: tags, endsTokens: false)
      } else {
        joinUnits(of: tags.map { $0.lowerBound..<$0.lowerBound + 1 })
      }
    }
    if let pieces { units.merge(pieces, from: runFirstUnit) }
    settledCount = units.count
    run = .none
  }

  /// Holds stretches together, which are apart and in the order of the text, and ends tokens with them.
  private mutating func joinUnits(of tokens: [Range<Int>], endsTokens: Bool = true) {
    var unit = runFirstUnit
    for token in tokens {
      while units.ends[unit] <= token.lowerBound { unit += 1 }
      while unit + 1 < units.count, units.ends[unit] < token.upperBound {
        unit += 1
        units.join(unit)
      }
      if endsTokens { units.endToken(unit) }
    }
  }

  /// Brings letters and their marks into NFC, where that makes fewer units.
  private mutating func compose(in text: UnsafeBufferPointer<UInt8>) {
    let normalizer = TextNormalizer()
    var normalized: [UInt8] = []
    var old = units.removeLast(units.count - runFirstUnit)[...]
    while let first = old.popFirst() {
      var run = [first]
      while let next = old.first, next.flags.contains(.joinsPrevious) {
        run.append(next)
        old.removeFirst()
      }
      if run.count > 1 {
        let lower = units.count > runFirstUnit ? units.ends[units.count - 1] : runLower
        normalizer.normalize(
          UnsafeBufferPointer(rebasing: text[lower..<run[run.count - 1].end]), into: &normalized)
        var symbols: [UInt32] = []
        normalized.withUnsafeBufferPointer { _ = forEachScalar(in: $0) { symbols.append($0) } }
        if symbols.count < run.count, !symbols.isEmpty {
          run = run.enumerated().compactMap { index, unit in
            guard index < symbols.count else { return nil }
            var unit = unit
            unit.symbol = symbols[index]
            if index == symbols.count - 1 { unit.end = run[run.count - 1].end }
            return unit
          }
        }
      }
      for unit in run { units.append(symbol: unit.symbol, end: unit.end, flags: unit.flags) }
    }
  }
}

/// What a stretch of text holds at all: most are words, in which nothing needs to be looked for.
private struct StretchContents {
  var mayHoldAddress = false
  var mayHoldHashtag = false
  var mayCompose = false

  @inline(__always)
  mutating func note(_ byte: UInt8, after previous: UInt32) {
    switch byte {
    case ASCII.at: mayHoldAddress = true
    case ASCII.hash: mayHoldHashtag = true
    case ASCII.slash:
      if previous == UInt32(ASCII.colon) || previous == 0x2F { mayHoldAddress = true }
    default: if previous == UInt32(ASCII.dot), byte.isASCIILetter { mayHoldAddress = true }
    }
  }
}
