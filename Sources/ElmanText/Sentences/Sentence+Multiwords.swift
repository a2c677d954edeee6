extension Sentence {
  /// The multiword token that a token belongs to, or `nil` if it stands for itself.
  ///
  /// - Complexity: O(log m) in the multiword tokens of the sentence.
  public func multiword(of token: Int) -> MultiwordToken? {
    var lower = 0
    var upper = multiwords.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if multiwords[middle].tokens.upperBound <= token {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    guard lower < multiwords.count, multiwords[lower].tokens.contains(token) else { return nil }
    return multiwords[lower]
  }

  /// The word's own bytes if a token belongs to a multiword token.
  @usableFromInline
  func multiwordForm(_ token: Int) -> [UInt8]? {
    multiword(of: token).map { $0.forms[token - $0.tokens.lowerBound] }
  }

  /// The tokens of the text: for each the indices of its words, one for most.
  ///
  /// - Complexity: O(n) in the tokens.
  public var surfaceTokens: [Range<Int>] {
    var result: [Range<Int>] = []
    result.reserveCapacity(tokens.count)
    var next = 0
    for multiword in multiwords {
      while next < multiword.tokens.lowerBound {
        result.append(next..<next + 1)
        next += 1
      }
      result.append(multiword.tokens)
      next = multiword.tokens.upperBound
    }
    while next < tokens.count {
      result.append(next..<next + 1)
      next += 1
    }
    return result
  }

  /// Replaces tokens by the words that they stand for.
  ///
  /// - Parameter words: for a token's index and bytes its words as well-formed UTF-8; `nil` or no
  ///   words for a token that stands for itself. The words of multiword tokens are not asked for
  ///   and stay.
  /// - Complexity: O(n) in the tokens, besides `words`.
  public mutating func splitTokens(
    _ words: (_ token: Int, _ bytes: ArraySlice<UInt8>) -> [[UInt8]]?
  ) {
    var newTokens: [Token] = []
    var newMultiwords: [MultiwordToken] = []
    var newPlaces: [Range<TextPosition>] = []
    newTokens.reserveCapacity(tokens.count)
    var existing = multiwords[...]
    for (index, token) in tokens.enumerated() {
      if let run = existing.first, run.tokens.contains(index) {
        if index == run.tokens.lowerBound {
          let lower = newTokens.count
          newMultiwords.append(
            MultiwordToken(
              tokens: lower..<lower + run.tokens.count, range: run.range, forms: run.forms,
              place: run.place))
        }
        if index + 1 == run.tokens.upperBound { existing.removeFirst() }
        newTokens.append(token)
        newPlaces += placed(index)
        continue
      }
      guard let forms = words(index, text[token.range]), !forms.isEmpty else {
        newTokens.append(token)
        newPlaces += placed(index)
        continue
      }
      let lower = newTokens.count
      for _ in forms { newTokens.append(Token(range: token.range, spaceAfter: false)) }
      newTokens[newTokens.count - 1].spaceAfter = token.spaceAfter
      let multiword = MultiwordToken(
        tokens: lower..<newTokens.count, range: token.range, forms: forms,
        place: placed(index).first)
      newMultiwords.append(multiword)
      if let place = multiword.place {
        newPlaces += multiword.wordRanges(in: text).map { range in
          let lower = place.lowerBound.advanced(
            over: text[token.range.lowerBound..<range.lowerBound])
          return lower..<lower.advanced(over: text[range])
        }
      }
    }
    tokens = newTokens
    multiwords = newMultiwords
    places = newPlaces
  }

  /// The place of a token, if the sentence has places.
  private func placed(_ token: Int) -> ArraySlice<Range<TextPosition>> {
    places.isEmpty ? [] : places[token...token]
  }

  /// The sentence with some of its tokens alone; the text stays.
  ///
  /// A multiword token of which a part is kept has its whole surface and the words kept.
  public func keeping(tokens kept: Range<Int>) -> Sentence {
    if kept == tokens.indices { return self }
    var result = self
    result.tokens = Array(tokens[kept])
    if !places.isEmpty { result.places = Array(places[kept]) }
    result.multiwords = multiwords.compactMap { $0.keeping(kept) }
    return result
  }
}

extension MultiwordToken {
  /// The run with the words of some tokens alone, counted from the first of those; `nil` if none
  /// of its words is among them.
  func keeping(_ kept: Range<Int>) -> MultiwordToken? {
    let common = tokens.clamped(to: kept)
    guard !common.isEmpty else { return nil }
    let first = common.lowerBound - tokens.lowerBound
    return MultiwordToken(
      tokens: common.lowerBound - kept.lowerBound..<common.upperBound - kept.lowerBound,
      range: range, forms: Array(forms[first..<first + common.count]), place: place)
  }
}
