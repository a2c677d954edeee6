/// Runs of letters inside which no token ends, read as one unit: a text has fewer units then, and a
/// network reads it faster.
package struct CharacterPieces: Sendable {
  /// A piece's symbol is its number in ``vocabulary`` above this, which is above all scalars.
  package static let firstSymbol: UInt32 = 0x110000

  /// The pieces as UTF-8 in NFC.
  package let vocabulary: Vocabulary
  /// The most scalars of a piece.
  package let longest: Int

  /// Pieces of at most `longest` scalars; longer ones are never found.
  package init(_ vocabulary: Vocabulary, longest: Int) {
    self.vocabulary = vocabulary
    self.longest = longest
  }

  /// The longest piece that begins at a scalar, or that scalar alone.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - offsets: where each scalar begins, and the last one ends.
  @inline(__always)
  func longest(
    in text: UnsafeBufferPointer<UInt8>, _ offsets: [Int], from first: Int
  ) -> (length: Int, symbol: UInt32?) {
    var length = 0
    let limit = min(longest, offsets.count - 1 - first)
    // Pieces hold letters alone.
    while length < limit {
      let byte = text[offsets[first + length]]
      guard byte.isASCIILetter || byte >= 0x80 else { break }
      length += 1
    }
    while length > 1 {
      let id = vocabulary.id(
        of: UnsafeBufferPointer(rebasing: text[offsets[first]..<offsets[first + length]]))
      if id != Vocabulary.unknown { return (length, Self.firstSymbol + UInt32(id)) }
      length -= 1
    }
    return (1, nil)
  }
}
