import ElmanText

extension ConlluSentence {
  /// The syntactic words as a sentence to be tagged; token i is word i.
  ///
  /// The text is made of the surface forms with a space where one follows in the text. The words of a
  /// range are a ``MultiwordToken`` of its form.
  ///
  /// - Parameter start: where the sentence stands.
  public func sentence(start: TextPosition = TextPosition()) -> Sentence {
    var text: [UInt8] = []
    var tokens: [Token] = []
    var multiwords: [MultiwordToken] = []
    tokens.reserveCapacity(wordRows.count)
    func appendSurface(row: Int) -> Token {
      let lower = text.count
      text.append(contentsOf: bytes(row: row, .form))
      let token = Token(range: lower..<text.count, spaceAfter: hasSpaceAfter(row: row))
      if token.spaceAfter { text.append(0x20) }
      return token
    }
    var open: (surface: Token, last: Int, forms: [[UInt8]])?
    for (row, info) in rowInfos.enumerated() {
      switch info.id {
      case .emptyNode: continue
      case .range(_, let last): open = (appendSurface(row: row), last, [])
      case .word(let number):
        guard var run = open else {
          tokens.append(appendSurface(row: row))
          continue
        }
        let isLast = number >= run.last
        run.forms.append(Array(bytes(row: row, .form)))
        tokens.append(
          Token(range: run.surface.range, spaceAfter: isLast && run.surface.spaceAfter))
        open = isLast ? nil : run
        if isLast {
          multiwords.append(
            MultiwordToken(
              tokens: tokens.count - run.forms.count..<tokens.count, range: run.surface.range,
              forms: run.forms))
        }
      }
    }
    return Sentence(
      text: text, tokens: tokens, multiwords: multiwords, start: start,
      startsParagraph: startsParagraph)
  }
}
