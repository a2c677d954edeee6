extension Sentence {
  /// The multiword token that a word belongs to, or `nil` if it stands for itself.
  ///
  /// - Complexity: O(log m) in the multiword tokens of the sentence.
  public func multiword(of word: Int) -> MultiwordToken? {
    var lower = 0
    var upper = multiwords.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if multiwords[middle].words.upperBound <= word {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    guard lower < multiwords.count, multiwords[lower].words.contains(word) else { return nil }
    return multiwords[lower]
  }

  /// The word's own bytes if it belongs to a multiword token.
  @usableFromInline
  func multiwordForm(_ word: Int) -> [UInt8]? {
    multiword(of: word).map { $0.forms[word - $0.words.lowerBound] }
  }

  /// The tokens of the text: for each the indices of its words, one for most.
  ///
  /// - Complexity: O(n) in the tokens.
  public var tokens: [Range<Int>] {
    var result: [Range<Int>] = []
    result.reserveCapacity(words.count)
    var next = 0
    for multiword in multiwords {
      while next < multiword.words.lowerBound {
        result.append(next..<next + 1)
        next += 1
      }
      result.append(multiword.words)
      next = multiword.words.upperBound
    }
    while next < words.count {
      result.append(next..<next + 1)
      next += 1
    }
    return result
  }

  /// Replaces tokens by the words that they stand for.
  ///
  /// - Parameter split: gives for a token's index and bytes its words as well-formed UTF-8; `nil` or no
  ///   words for a token that stands for itself. The words of multiword tokens are not asked for
  ///   and stay.
  /// - Complexity: O(n) in the tokens, besides `split`.
  public mutating func splitTokens(
    _ split: (_ token: Int, _ bytes: ArraySlice<UInt8>) -> [[UInt8]]?
  ) {
    var newWords: [Word] = []
    var newMultiwords: [MultiwordToken] = []
    var newPlaces: [Range<TextPosition>] = []
    newWords.reserveCapacity(words.count)
    var existing = multiwords[...]
    for (index, token) in words.enumerated() {
      if let run = existing.first, run.words.contains(index) {
        if index == run.words.lowerBound {
          let lower = newWords.count
          newMultiwords.append(
            MultiwordToken(
              words: lower..<lower + run.words.count, range: run.range, forms: run.forms,
              place: run.place))
        }
        if index + 1 == run.words.upperBound { existing.removeFirst() }
        newWords.append(token)
        newPlaces += placed(index)
        continue
      }
      guard let forms = split(index, text[token.range]), !forms.isEmpty else {
        newWords.append(token)
        newPlaces += placed(index)
        continue
      }
      let lower = newWords.count
      for _ in forms { newWords.append(Word(range: token.range, spaceAfter: false)) }
      newWords[newWords.count - 1].spaceAfter = token.spaceAfter
      let multiword = MultiwordToken(
        words: lower..<newWords.count, range: token.range, forms: forms,
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
    words = newWords
    multiwords = newMultiwords
    places = newPlaces
  }

  /// The place of a word, if the sentence has places.
  private func placed(_ word: Int) -> ArraySlice<Range<TextPosition>> {
    places.isEmpty ? [] : places[word...word]
  }

  /// The sentence with some of its words alone; the text stays.
  ///
  /// A multiword token of which a part is kept has its whole surface and the words kept.
  public func keeping(words kept: Range<Int>) -> Sentence {
    if kept == words.indices { return self }
    var result = self
    result.words = Array(words[kept])
    if !places.isEmpty { result.places = Array(places[kept]) }
    result.multiwords = multiwords.compactMap { $0.keeping(kept) }
    return result
  }
}

extension MultiwordToken {
  /// The run with some words alone, counted from the first of those; `nil` if none
  /// of its words is among them.
  func keeping(_ kept: Range<Int>) -> MultiwordToken? {
    let common = words.clamped(to: kept)
    guard !common.isEmpty else { return nil }
    let first = common.lowerBound - words.lowerBound
    return MultiwordToken(
      words: common.lowerBound - kept.lowerBound..<common.upperBound - kept.lowerBound,
      range: range, forms: Array(forms[first..<first + common.count]), place: place)
  }
}
