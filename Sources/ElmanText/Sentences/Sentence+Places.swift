/// Where the words and tokens of a sentence stand.
extension Sentence {
  /// The bytes of a word within ``text``: of a part of a multiword token those of the word itself where
  /// it stands there literally, else those of the token.
  ///
  /// - Complexity: O(1), or O(n) in the bytes of the multiword token.
  public func wordRange(_ index: Int) -> Range<Int> {
    guard let multiword = multiword(of: index) else { return words[index].range }
    return multiword.wordRanges(in: text)[index - multiword.words.lowerBound]
  }

  /// The bytes of each word, as ``wordRange(_:)`` gives them.
  ///
  /// - Complexity: O(n) in the words and the bytes of the multiword tokens.
  public var wordRanges: [Range<Int>] {
    var ranges = words.map(\.range)
    for multiword in multiwords {
      ranges.replaceSubrange(multiword.words, with: multiword.wordRanges(in: text))
    }
    return ranges
  }

  /// Where a word begins and ends in the input: the bytes of the input there are the word.
  ///
  /// Of a part of a multiword token it is the place of ``wordRange(_:)``, or of the word's own row where
  /// it has one.
  ///
  /// - Complexity: O(n) in the bytes before the word's end.
  public func position(_ index: Int) -> Range<TextPosition> {
    if !places.isEmpty { return places[index] }
    let range = wordRange(index)
    let lower = start.advanced(over: text[..<range.lowerBound])
    return lower..<lower.advanced(over: text[range])
  }

  /// Where each word begins and ends in the input, as ``position(_:)`` gives it.
  ///
  /// - Complexity: O(n) in the bytes of the text.
  public var positions: [Range<TextPosition>] {
    if !places.isEmpty { return places }
    return multiwords.isEmpty
      ? positions(of: words.lazy.map(\.range)) : positions(of: wordRanges)
  }

  /// Where each of ``tokens`` begins and ends in the input.
  ///
  /// - Complexity: O(n) in the bytes of the text.
  public var tokenPositions: [Range<TextPosition>] {
    if places.isEmpty { return positions(of: tokens.map { words[$0.lowerBound].range }) }
    return tokens.map { words in
      multiword(of: words.lowerBound)?.place
        ?? places[words.lowerBound].lowerBound..<places[words.upperBound - 1].upperBound
    }
  }

  /// Where ranges of the text stand in an input of which the text is a stretch.
  ///
  /// - Parameter ranges: in the order of the text, but for those within one multiword token.
  private func positions(of ranges: some Collection<Range<Int>>) -> [Range<TextPosition>] {
    var result: [Range<TextPosition>] = []
    result.reserveCapacity(ranges.count)
    text.withUnsafeBufferPointer { text in
      if text.allSatisfy({ $0 < 0x80 }) {
        for range in ranges {
          result.append(
            start.advanced(
              overASCII: range.lowerBound)..<start.advanced(overASCII: range.upperBound))
        }
        return
      }
      let origin = TextCursor(offset: 0, position: start)
      // The furthest end so far, and where the walk to the range before it began.
      var (furthest, before) = (origin, origin)
      for range in ranges {
        if range.lowerBound >= furthest.offset { before = furthest }
        var cursor = range.lowerBound < before.offset ? origin : before
        cursor.move(to: range.lowerBound, in: text)
        let lower = cursor.position
        cursor.move(to: range.upperBound, in: text)
        if cursor.offset > furthest.offset { furthest = cursor }
        result.append(lower..<cursor.position)
      }
    }
    return result
  }
}

/// A place in a sentence: its bytes before it, and its position in the input.
private struct TextCursor {
  var offset: Int
  var position: TextPosition

  mutating func move(to end: Int, in text: UnsafeBufferPointer<UInt8>) {
    position.advance(over: UnsafeBufferPointer(rebasing: text[offset..<end]))
    offset = end
  }
}
