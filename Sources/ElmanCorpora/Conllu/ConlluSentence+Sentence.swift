import ElmanText

extension ConlluSentence {
  /// The syntactic words as a sentence to be tagged; token i is word i.
  ///
  /// The text is made of the surface forms with a space where one follows in the text. The words of a
  /// range are a `MultiwordToken` of its form. The places of the tokens are those of the cells of the
  /// column FORM in the file; in a sentence that was not read as it is they count in the text.
  public func sentence() -> Sentence { sentence(isPlaced: true) }

  /// ``sentence()``, where it may be without the places, which need memory.
  package func sentence(isPlaced: Bool) -> Sentence {
    var text: [UInt8] = []
    var tokens: [Word] = []
    var multiwords: [MultiwordToken] = []
    tokens.reserveCapacity(wordRows.count)
    let cells = isPlaced ? formPlaces : nil
    var places: [Range<TextPosition>] = []
    func appendSurface(row: Int) -> Word {
      let lower = text.count
      text.append(contentsOf: bytes(row: row, .form))
      let token = Word(range: lower..<text.count, spaceAfter: hasSpaceAfter(row: row))
      if token.spaceAfter { text.append(0x20) }
      return token
    }
    var open: (surface: Word, row: Int, last: Int, forms: [[UInt8]])?
    for (row, info) in rowInfos.enumerated() {
      switch info.id {
      case .emptyNode: continue
      case .range(_, let last): open = (appendSurface(row: row), row, last, [])
      case .word(let number):
        if let cells { places.append(cells[row]) }
        guard var run = open else {
          tokens.append(appendSurface(row: row))
          continue
        }
        let isLast = number >= run.last
        run.forms.append(Array(bytes(row: row, .form)))
        tokens.append(
          Word(range: run.surface.range, spaceAfter: isLast && run.surface.spaceAfter))
        open = isLast ? nil : run
        if isLast {
          multiwords.append(
            MultiwordToken(
              words: tokens.count - run.forms.count..<tokens.count, range: run.surface.range,
              forms: run.forms, place: cells?[run.row]))
        }
      }
    }
    let first = multiwords.first { $0.words.lowerBound == 0 }?.place ?? places.first
    return Sentence(
      text: text, words: tokens, multiwords: multiwords,
      start: first?.lowerBound ?? TextPosition(),
      places: places, startsParagraph: startsParagraph)
  }

  /// Where the forms of all rows stand in the file, if they were read from there.
  private var formPlaces: [Range<TextPosition>]? {
    var places: [Range<TextPosition>] = []
    places.reserveCapacity(rowInfos.count)
    // The block as it was read begins the bytes.
    var (position, offset) = (start, 0)
    return bytes.withUnsafeBufferPointer { bytes in
      for (row, info) in rowInfos.enumerated() {
        let form = fields[10 * row + ConlluColumn.form.rawValue]
        guard info.line > 0, info.range.contains(form.lowerBound) else { return nil }
        position.advance(over: UnsafeBufferPointer(rebasing: bytes[offset..<form.lowerBound]))
        let lower = position
        position.advance(over: UnsafeBufferPointer(rebasing: bytes[form]))
        places.append(lower..<position)
        offset = form.upperBound
      }
      return places
    }
  }
}
