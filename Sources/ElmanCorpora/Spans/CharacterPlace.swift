/// A character followed by its place in a word, such as `a0`: the way of Chinese corpora that are
/// labelled character by character.
///
/// Reference: Peng and Dredze, 2015, Named Entity Recognition for Chinese Social Media with Jointly
/// Trained Embeddings.
struct CharacterPlace {
  /// The character alone.
  let character: ArraySlice<UInt8>
  /// Its place in the word, counted from 0.
  let place: Int

  /// Reads `a0`; the character may itself be a digit.
  init?(_ word: ArraySlice<UInt8>) {
    guard !word.isEmpty else { return nil }
    let rest = word.dropFirst().drop { $0 & 0xC0 == 0x80 }
    // What is no digit belongs to the character, as an accent does.
    let digits = rest.allSatisfy(Self.isDigit) ? rest : Self.digits(endOf: word)
    guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy(Self.isDigit) else { return nil }
    character = word[..<digits.startIndex]
    place = digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func digits(endOf word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.suffix(from: (word.lastIndex { !isDigit($0) } ?? word.startIndex) + 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
