extension ConlluSentence {
  /// The text that the sentence stands for, with the white space that MISC tells of.
  ///
  /// `SpacesBefore`, `SpacesAfter` and `SpacesInToken` are taken where they are, `SpaceAfter=No`
  /// otherwise, and one space where nothing is said.
  public var originalText: [UInt8] { originalTokens.text }

  /// ``originalText`` with the place of each token of the text, and whether it is a multiword token.
  public var originalTokens: (text: [UInt8], tokens: [(range: Range<Int>, isMultiword: Bool)]) {
    var text: [UInt8] = []
    var tokens: [(range: Range<Int>, isMultiword: Bool)] = []
    forEachToken { row in
      if let spaces = miscValue("SpacesBefore", row: row) {
        SpacesEscape.appendDecoded(spaces, to: &text)
      }
      let lower = text.count
      if let token = miscValue("SpacesInToken", row: row) {
        SpacesEscape.appendDecoded(token, to: &text)
      } else {
        text.append(contentsOf: bytes(row: row, .form))
      }
      let isMultiword = if case .range = rowInfos[row].id { true } else { false }
      tokens.append((lower..<text.count, isMultiword))
      if let spaces = miscValue("SpacesAfter", row: row) {
        SpacesEscape.appendDecoded(spaces, to: &text)
      } else if hasSpaceAfter(row: row) {
        text.append(0x20)
      }
    }
    return (text, tokens)
  }

  /// The value of an attribute in MISC.
  func miscValue(_ key: StaticString, row: Int) -> ArraySlice<UInt8>? {
    let misc = bytes(row: row, .misc)
    let keySize = key.utf8CodeUnitCount
    guard misc.count > keySize else { return nil }
    let keyBytes = UnsafeBufferPointer(start: key.utf8Start, count: keySize)
    var start = misc.startIndex
    while start < misc.endIndex {
      let end = misc[start...].firstIndex(of: UInt8(ascii: "|")) ?? misc.endIndex
      let attribute = misc[start..<end]
      if attribute.count > keySize, attribute[start + keySize] == UInt8(ascii: "="),
        attribute.starts(with: keyBytes)
      {
        return attribute.dropFirst(keySize + 1)
      }
      start = end + 1
    }
    return nil
  }

  func hasSpaceAfter(row: Int) -> Bool {
    if let spaces = miscValue("SpacesAfter", row: row) { return !spaces.isEmpty }
    return miscValue("SpaceAfter", row: row).map { !$0.elementsEqual("No".utf8) } ?? true
  }

  /// Calls `body` with the row of each token of the text: a range stands for its words.
  private func forEachToken(_ body: (Int) -> Void) {
    var lastInRange = 0
    for (row, info) in rowInfos.enumerated() {
      switch info.id {
      case .range(_, let last):
        lastInRange = last
        body(row)
      case .word(let number) where number > lastInRange: body(row)
      case .word, .emptyNode: break
      }
    }
  }
}
