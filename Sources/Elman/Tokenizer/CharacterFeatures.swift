import ElmanNetworks
import ElmanText

/// What a tokenizer's network reads of the characters of a text, as rows of its tables: the
/// character, and where words are known, the pairs that it forms with its neighbours and the
/// lengths of the known words that begin and end with it.
package struct CharacterFeatures: Sendable {
  /// The characters that have a vector of their own; another has that of its class.
  package let characters: CharacterVocabulary
  /// The pairs of characters and the words that are known, if the network reads them.
  package let wordKnowledge: (pairs: Vocabulary, words: Vocabulary)?
  /// The pieces of words that are read as one character.
  package let pieces: CharacterPieces?
  private let longestWord: Int

  /// The lengths of words that are told apart; all that are longer count as the last.
  private static let lengthCount = 8
  /// The rows of the tables of words that begin and end at a character: all sets of lengths.
  static let lengthSetCount = 1 << lengthCount

  private static func bit(_ length: Int) -> Int32 { 1 << Int32(min(length, lengthCount) - 1) }

  /// Features over a model's vocabularies.
  package init(
    characters: CharacterVocabulary, wordKnowledge: (pairs: Vocabulary, words: Vocabulary)?,
    longestWord: Int, pieces: CharacterPieces? = nil
  ) {
    self.characters = characters
    self.wordKnowledge = wordKnowledge
    self.longestWord = longestWord
    self.pieces = pieces
  }

  /// The rows of the table of characters: the classes, then the characters, then the pieces.
  package var characterCount: Int { firstPiece + (pieces?.vocabulary.count ?? 0) }

  private var firstPiece: Int { CharacterClass.allCases.count + characters.count }

  /// The row of a character.
  @inline(__always)
  func characterId(_ symbol: UInt32) -> Int32 {
    if symbol >= CharacterPieces.firstSymbol {
      return Int32(firstPiece) + Int32(symbol - CharacterPieces.firstSymbol)
    }
    let id = characters.id(of: symbol)
    return id == CharacterVocabulary.unknown
      ? Self.unknownId(symbol) : id + Int32(CharacterClass.allCases.count)
  }

  /// The row of an unknown character: that of its class.
  static func unknownId(_ symbol: UInt32) -> Int32 { CharacterClass(symbol).rawValue }

  /// For each feature the row of its table at each character.
  ///
  /// - Parameters:
  ///   - symbols: the text as `CharacterUnits/symbols` gives it.
  ///   - isHidden: asked of the ranges at which a known word stands, whether it is to be taken for
  ///     unknown there.
  package func rows(
    _ symbols: ArraySlice<UInt32>, isHidden: (Range<Int>) -> Bool = { _ in false }
  ) -> [[Int32]] {
    let characters = symbols.map { characterId($0) }
    guard let (pairs, words) = wordKnowledge else { return [characters] }
    var text: [UInt8] = []
    var offsets = [0]
    for symbol in symbols {
      // Symbols come from text, where there are no surrogates.
      text.append(contentsOf: String(Unicode.Scalar(symbol) ?? "\u{FFFD}").utf8)
      offsets.append(text.count)
    }
    let count = symbols.count
    var (left, right, begins, ends) = (
      [Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count),
      [Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count)
    )
    text.withUnsafeBufferPointer { text in
      for index in 0..<count {
        if index + 1 < count {
          let id = pairs.id(
            of: UnsafeBufferPointer(rebasing: text[offsets[index]..<offsets[index + 2]]))
          right[index] = id
          left[index + 1] = id
        }
        for length in 1...longestWord where index + length <= count {
          let bytes = UnsafeBufferPointer(
            rebasing: text[offsets[index]..<offsets[index + length]])
          guard words.id(of: bytes) != Vocabulary.unknown, !isHidden(index..<index + length) else {
            continue
          }
          begins[index] |= Self.bit(length)
          ends[index + length - 1] |= Self.bit(length)
        }
      }
    }
    return [characters, left, right, begins, ends]
  }
}
