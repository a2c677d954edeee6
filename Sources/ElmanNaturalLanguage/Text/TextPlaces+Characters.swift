import Elman

extension TextPlaces {
  /// How many bytes stand before an index, that of a character or within one; those of the text for one behind it.
  func offset(of index: String.Index) -> Int {
    if index >= string.endIndex { return string.utf8.count }
    return string.utf8.distance(from: string.startIndex, to: index)
  }

  /// The bytes of a range of a string that is equal to this one, from the first character to the last.
  func characters(in range: Range<String.Index>) -> Range<Int> {
    let lower = characterStart(around: offset(of: range.lowerBound))
    let upper = characterEnd(within: offset(of: range.upperBound))
    return lower..<max(lower, upper)
  }

  /// Whether a character begins at a byte, or the text ends there.
  func isCharacter(at offset: Int) -> Bool {
    if offset <= 0 || offset >= string.utf8.count { return true }
    let place = index(offset)
    let (before, behind) = (string.utf8[string.utf8.index(before: place)], string.utf8[place])
    if before < 0x80, behind < 0x80 { return before != 0x0D || behind != 0x0A }
    return behind & 0xC0 != 0x80 && String.Index(place, within: string) != nil
  }

  /// Where the character begins that a byte belongs to.
  func characterStart(around offset: Int) -> Int {
    if isCharacter(at: offset) { return offset }
    var start = offset - 1
    while !isCharacter(at: start) { start -= 1 }
    return start
  }

  /// A byte that begins a character, or else where the character ends that it is within.
  func characterEnd(within offset: Int) -> Int {
    isCharacter(at: offset) ? offset : characterEnd(around: offset)
  }

  /// Where the character ends that a byte belongs to.
  func characterEnd(around offset: Int) -> Int {
    let start = index(characterStart(around: offset))
    return self.offset(of: string.index(after: start))
  }
}
