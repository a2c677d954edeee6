/// Decides where sentences end.
struct SentenceBoundary {
  let text: UnsafeBufferPointer<UInt8>
  /// How many of the last tokens close a quotation or bracket that was open.
  let closerCount: Int
  /// Whether the next token closes one.
  let nextCloses: Bool

  /// Whether a sentence ends between two stretches of text with white space between them.
  ///
  /// - Parameters:
  ///   - tokens: the last tokens of the sentence, at least one; four are enough.
  ///   - isStart: whether these are all its tokens.
  ///   - next: the first token after the white space.
  ///   - lineEnds: how many line ends the white space holds.
  func ends(
    _ tokens: ArraySlice<Range<Int>>, isStart: Bool, before next: Range<Int>, lineEnds: Int
  ) -> Bool {
    if lineEnds > 1 { return true }
    if lineEnds == 1, startsItem(next) { return true }
    var index = tokens.endIndex - 1
    var crossedQuote = false
    while index > tokens.startIndex,
      isClosing(tokens[index]) || tokens.endIndex - index <= closerCount
    {
      crossedQuote = true
      index -= 1
    }
    let last = tokens[index]
    let nextInitial = text[next.lowerBound]
    if isEmoticon(tokens[tokens.endIndex - 1]) {
      if isEmoticon(next) { return false }
      if tokens.count > 1, isTerminator(tokens[tokens.endIndex - 2]) { return true }
      return nextInitial.isASCIIUppercase
    }
    if isTerminator(last) {
      if nextCloses || isEmoticon(next) || isTerminator(next) || isClosingMark(next) {
        return false
      }
      if isListMarker(tokens[...index], isStart: isStart) { return false }
      if crossedQuote { return nextInitial != ASCII.comma && !startsInLowercase(next) }
      if isEllipsis(last) { return startsSentence(next) }
      return true
    }
    if text[last.upperBound - 1] == ASCII.dot, last.count > 1 {
      return abbreviationEnds(tokens[...index], before: next)
    }
    return false
  }

  /// Whether a sentence ends after a token although no white space follows it: `one.Two`, `一。二`.
  ///
  /// - Parameters:
  ///   - token: the last token of the sentence.
  ///   - next: the token that touches it.
  func endsInside(_ token: Range<Int>, before next: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    if first >= 0x80 {
      return isTerminator(token) && !isEllipsis(token) && !isClosing(next) && !nextCloses
    }
    guard isTerminator(token), first != ASCII.dot || token.count == 1 else { return false }
    return text[next.lowerBound].isASCIIUppercase && next.count > 1
  }

  private func isTerminator(_ token: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    if first == ASCII.dot || first == ASCII.exclamation || first == ASCII.question {
      let last = text[token.upperBound - 1]
      return !last.isASCIIAlphanumeric
    }
    guard first >= 0x80 else { return false }
    return ScalarClass(decodeScalar(text, at: token.lowerBound).value) == .terminator
  }

  private func isEllipsis(_ token: Range<Int>) -> Bool {
    if text[token.lowerBound] >= 0x80 {
      return decodeScalar(text, at: token.lowerBound).value == 0x2026
    }
    return token.count > 1 && text[token.upperBound - 1] == ASCII.dot
      && text[token.lowerBound] == ASCII.dot
  }

  private func isClosing(_ token: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    if first < 0x80 {
      return token.count <= 2 && ScalarClass(UInt32(first)) == .closing
        && text[token.upperBound - 1] == first
    }
    return ScalarClass(decodeScalar(text, at: token.lowerBound).value) == .closing
      && token.count <= 6
  }

  /// Whether the token can only close something.
  private func isClosingMark(_ token: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    return token.count == 1 && (first == ASCII.closingParenthesis || first == 0x5D)
  }

  private func isEmoticon(_ token: Range<Int>) -> Bool {
    guard token.count > 1, token.count <= Emoticons.longest else { return false }
    return Emoticons.table.contains(UnsafeBufferPointer(rebasing: text[token]))
  }

  /// Whether the token may be a sentence's first: no lower-case letter and no mark.
  private func startsSentence(_ token: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    return first.isASCIIUppercase || first.isASCIIDigit || first == ASCII.quote || first >= 0x80
  }

  private func startsInLowercase(_ token: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    return first < 0x80
      ? first.isASCIILowercase
      : CharacterClass.isLowercase(decodeScalar(text, at: token.lowerBound).value)
  }

  /// Whether the sentence so far is the number of a list item: `1.`, `b.`
  private func isListMarker(_ tokens: ArraySlice<Range<Int>>, isStart: Bool) -> Bool {
    guard isStart, let first = tokens.first, let last = tokens.last else { return false }
    return ListMarker.matches(
      UnsafeBufferPointer(rebasing: text[first.lowerBound..<last.upperBound]))
  }

  /// Whether a line that begins with this token is an item of a list or a header of a letter.
  private func startsItem(_ token: Range<Int>) -> Bool {
    let first = text[token.lowerBound]
    if token.count == 1, !first.isASCIIDigit {
      return first == ASCII.hyphen || first == ASCII.asterisk || first == ASCII.plus
        || first == ASCII.greater
    }
    if first >= 0x80 { return decodeScalar(text, at: token.lowerBound).value == 0x2022 }
    if first.isASCIIDigit { return isItemNumber(token) }
    return Self.headers.contains(UnsafeBufferPointer(rebasing: text[token]))
      && token.upperBound < text.count && text[token.upperBound] == ASCII.colon
  }

  /// Whether the token is a small number with a full stop or bracket after it, and then a space.
  private func isItemNumber(_ token: Range<Int>) -> Bool {
    let after = token.upperBound
    guard token.count <= 2, text[token].allSatisfy(\.isASCIIDigit), after + 1 < text.count else {
      return false
    }
    return (text[after] == ASCII.dot || text[after] == ASCII.closingParenthesis)
      && text[after + 1].isASCIIWhiteSpace
  }

  private static let headers = WordTable("from to cc bcc date sent subject re reply-to")

  /// Whether an abbreviation's full stop also ends the sentence.
  private func abbreviationEnds(
    _ tokens: ArraySlice<Range<Int>>, before next: Range<Int>
  ) -> Bool {
    guard let token = tokens.last, text[next.lowerBound].isASCIIUppercase else { return false }
    let word = UnsafeBufferPointer(rebasing: text[token.lowerBound..<token.upperBound - 1])
    if Abbreviations.titles.contains(word) { return false }
    if Abbreviations.beforeNumbers.contains(word) { return true }
    if word.count == 1 {
      // After a name it is an initial; after another word it may be a vitamin.
      guard let previous = tokens.dropLast().last, text[previous.lowerBound].isASCIILowercase else {
        return false
      }
    }
    return Abbreviations.sentenceStarters.contains(UnsafeBufferPointer(rebasing: text[next]))
  }
}
