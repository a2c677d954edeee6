import ElmanText

extension ConlluSentence {
  /// The syntactic words as a sentence to be tagged; token i is word i.
  ///
  /// The text is made of the words' forms with a space where one follows in the text. Words inside a
  /// range have none between them: only the last one has the range's space.
  ///
  /// - Parameter start: where the sentence stands.
  public func sentence(start: TextPosition = TextPosition()) -> Sentence {
    var text: [UInt8] = []
    var tokens: [Token] = []
    tokens.reserveCapacity(wordRows.count)
    var range: (row: Int, last: Int)?
    for (row, info) in rowInfos.enumerated() {
      let number: Int
      switch info.id {
      case .emptyNode: continue
      case .range(_, let last):
        range = (row, last)
        continue
      case .word(let word): number = word
      }
      let spaceAfter: Bool
      if let open = range, number <= open.last {
        spaceAfter = number == open.last && hasSpaceAfter(row: open.row)
      } else {
        spaceAfter = hasSpaceAfter(row: row)
      }
      let lower = text.count
      text.append(contentsOf: bytes(row: row, .form))
      tokens.append(Token(range: lower..<text.count, spaceAfter: spaceAfter))
      if spaceAfter { text.append(0x20) }
    }
    return Sentence(text: text, tokens: tokens, start: start, startsParagraph: startsParagraph)
  }
}
