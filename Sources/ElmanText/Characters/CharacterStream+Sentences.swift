/// A sentence with the tokens that stand for several words.
package struct MarkedSentence: Sendable {
  /// The sentence; its tokens are those of the text.
  package var sentence: Sentence
  /// The indices of the tokens that stand for several words, ascending.
  package var multiwords: [Int]

  /// Puts a sentence and its marks together.
  package init(sentence: Sentence, multiwords: [Int]) {
    self.sentence = sentence
    self.multiwords = multiwords
  }
}

/// Sentences out of labels.
extension CharacterStream {
  /// The next sentence, or `nil` if labels are missing or, after `finish()`, if there is none.
  package mutating func nextSentence() -> MarkedSentence? {
    let bytes = buffer
    return bytes.withUnsafeBufferPointer { nextSentence(in: $0) }
  }

  private mutating func nextSentence(in text: UnsafeBufferPointer<UInt8>) -> MarkedSentence? {
    while cursor < labelledCount {
      guard applyRules(in: text) else { break }
      // What follows a mark tells whether it opens or closes.
      if OpenMarks.mayBeMark(units.symbols[cursor]), cursor + 1 == settledCount, !isFinished {
        break
      }
      if units.isWhiteSpace(cursor) {
        if let sentence = passWhiteSpace(in: text) { return sentence }
      } else if let sentence = passCharacter(in: text) {
        return sentence
      }
    }
    guard isFinished, cursor == units.count else { return nil }
    closeToken()
    return sentenceLower < text.count ? emit(upTo: text.count, in: text) : nil
  }

  /// The byte at which the unit at the cursor begins.
  private var unitLower: Int {
    cursor > 0 ? units.ends[cursor - 1] : sentenceLower
  }

  private mutating func passWhiteSpace(in text: UnsafeBufferPointer<UInt8>) -> MarkedSentence? {
    let isLineEnd = units.flags[cursor].contains(.lineEnd)
    if isLineEnd || !spacesInTokens { closeToken() }
    if units.ends[cursor] - sentenceLower > SentenceTokenizer.maximumSentenceBytes {
      closeToken()
      if sentenceLower < unitLower { return emit(upTo: unitLower, in: text) }
    }
    cursor += 1
    guard isLineEnd else { return nil }
    marks.reset()
    endsAfterClosers = false
    if mode == .text {
      breaksParagraph = true
      endsSentence = true
      return nil
    }
    if tokens.isEmpty {
      // A second line end before any token makes a paragraph.
      startsParagraph = true
      return nil
    }
    return emit(upTo: units.ends[cursor - 1], in: text)
  }

  private mutating func passCharacter(in text: UnsafeBufferPointer<UInt8>) -> MarkedSentence? {
    let lower = unitLower
    let mark = markAtCursor
    if tokenLower < 0 {
      let isFull = tokens.count == SentenceTokenizer.maximumSentenceTokens
      if endsSentence && !tokens.isEmpty && !continuesSentence(mark, at: lower, in: text)
        || isFull
      {
        return emit(upTo: lower, in: text)
      }
      if breaksParagraph { startsParagraph = true }
      breaksParagraph = false
      endsSentence = false
      tokenLower = lower
    }
    let upper = units.ends[cursor]
    if upper - tokenLower > SentenceTokenizer.maximumTokenBytes {
      closeToken()
      return nil
    }
    if upper - sentenceLower > SentenceTokenizer.maximumSentenceBytes, sentenceLower < tokenLower {
      return emit(upTo: tokenLower, in: text)
    }
    tokenUpper = upper
    if let mark { marks.note(mark.scalar, mark.side) }
    var label = units.labels[cursor]
    if units.flags[cursor].contains(.endsToken) { label.insert(.token) }
    cursor += 1
    if label.contains(.token), cursor == units.count || !units.joinsPrevious(cursor) {
      if label.contains(.multiword) { multiwords.append(tokens.count) }
      closeToken()
      endsSentence = endsAfterClosers || label.contains(.sentence) && !isListMarker(in: text)
      if mode == .presegmented { endsSentence = false }
    }
    return nil
  }

  /// The quotation mark or bracket at the cursor, if one is there.
  @inline(__always)
  private var markAtCursor: (scalar: UInt32, side: OpenMarks.Side)? {
    let symbol = units.symbols[cursor]
    guard OpenMarks.mayBeMark(symbol) else { return nil }
    let next = cursor + 1 < units.count && !units.isWhiteSpace(cursor + 1) ? cursor + 1 : nil
    let isAfterSpace = tokenLower < 0 && tokens.last?.upperBound != unitLower
    return (
      symbol, OpenMarks.Side(isAfterSpace: isAfterSpace, next: next.map { units.symbols[$0] })
    )
  }

  /// Whether a sentence that could end goes on with a token: with what closes a quotation or bracket,
  /// and after that with a word in lower case.
  private mutating func continuesSentence(
    _ mark: (scalar: UInt32, side: OpenMarks.Side)?, at lower: Int,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if let mark, marks.closes(mark.scalar, mark.side) {
      endsAfterClosers = true
      return true
    }
    guard endsAfterClosers else { return false }
    endsAfterClosers = false
    let first = decodeScalar(text, at: lower).value
    return first == UInt32(ASCII.comma) || CharacterClass.isLowercase(first)
  }

  /// Whether the sentence so far is the number of a list item.
  private func isListMarker(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard tokens.count <= 3, let first = tokens.first, let last = tokens.last else { return false }
    return ListMarker.matches(
      UnsafeBufferPointer(rebasing: text[first.lowerBound..<last.upperBound]))
  }

  private mutating func closeToken() {
    guard tokenLower >= 0 else { return }
    tokens.append(tokenLower..<tokenUpper)
    tokenLower = -1
  }

  /// Makes a sentence of the closed tokens and the text up to `end`.
  private mutating func emit(
    upTo end: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> MarkedSentence {
    let bytes = UnsafeBufferPointer(rebasing: text[sentenceLower..<end])
    let lower = sentenceLower
    let moved = tokens.indices.map { index in
      let upper = tokens[index].upperBound
      let spaceAfter =
        index + 1 < tokens.count
        ? tokens[index + 1].lowerBound > upper
        : upper < text.count && whiteSpaceLength(text, at: upper) > 0
      return Word(range: tokens[index].lowerBound - lower..<upper - lower, spaceAfter: spaceAfter)
    }
    let sentence = Sentence(
      text: Array(bytes), words: moved, start: start, startsParagraph: startsParagraph)
    let marked = MarkedSentence(sentence: sentence, multiwords: multiwords)
    start.advance(over: bytes)
    sentenceLower = end
    startsParagraph = breaksParagraph || tokens.isEmpty && startsParagraph
    breaksParagraph = false
    tokens.removeAll(keepingCapacity: true)
    multiwords.removeAll(keepingCapacity: true)
    endsSentence = false
    endsAfterClosers = false
    return marked
  }
}
