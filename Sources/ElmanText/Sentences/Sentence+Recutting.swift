extension Sentence {
  /// Tokens of a sentence that are to be cut otherwise.
  package struct Recutting: Sendable {
    /// The tokens, as indices in ``Sentence/tokens``.
    package var tokens: Range<Int>
    /// The bytes of the tokens that come in their place, one after the other and within those of the old.
    package var pieces: [Range<Int>]

    /// Tokens and what comes in their place.
    package init(tokens: Range<Int>, pieces: [Range<Int>]) {
      self.tokens = tokens
      self.pieces = pieces
    }
  }

  /// Cuts tokens otherwise; the text stays. What was a multiword token among them stands for itself from then on.
  ///
  /// - Parameters:
  ///   - recuttings: in the order of the text and apart from each other.
  ///   - tokens: ``tokens``.
  /// - Precondition: the sentence is a stretch of its input.
  package mutating func recut(_ recuttings: [Recutting], of tokens: [Range<Int>]) {
    precondition(places.isEmpty, "words with places of their own")
    if recuttings.isEmpty { return }
    var newWords: [Word] = []
    var newMultiwords: [MultiwordToken] = []
    newWords.reserveCapacity(words.count)
    var multiwords = multiwords[...]
    func keep(_ kept: Range<Int>) {
      guard !kept.isEmpty else { return }
      let old = tokens[kept.lowerBound].lowerBound..<tokens[kept.upperBound - 1].upperBound
      let shift = newWords.count - old.lowerBound
      newWords += words[old]
      while let next = multiwords.first, next.words.lowerBound < old.upperBound {
        multiwords.removeFirst()
        guard next.words.lowerBound >= old.lowerBound else { continue }
        var moved = next
        moved.words = next.words.lowerBound + shift..<next.words.upperBound + shift
        newMultiwords.append(moved)
      }
    }
    var next = 0
    for recutting in recuttings {
      keep(next..<recutting.tokens.lowerBound)
      newWords += recutting.pieces.map { Word(range: $0, spaceAfter: false) }
      let last = tokens[recutting.tokens.upperBound - 1].upperBound - 1
      newWords[newWords.count - 1].spaceAfter = words[last].spaceAfter
      next = recutting.tokens.upperBound
    }
    keep(next..<tokens.count)
    words = newWords
    self.multiwords = newMultiwords
  }
}
