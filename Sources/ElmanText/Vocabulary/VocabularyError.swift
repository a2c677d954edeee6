/// What is wrong with the tables of a vocabulary, such as those of a damaged file.
package enum VocabularyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no offset at all, or the first is not 0.
  case offsetsDoNotStartAtZero
  /// An offset is smaller than the one before it.
  case offsetsDescend(index: Int, found: Int, previous: Int)
  /// The last offset is not the number of bytes.
  case wrongByteCount(expected: Int, found: Int)
  /// Not even the unknown word is there.
  case noEntries
  /// The number of slots is no power of two, or too small to leave one empty.
  case wrongSlotCount(found: Int, entries: Int)
  /// No slot is empty, so that a look-up would not end.
  case noEmptySlot
  /// A slot holds a number that is no entry's.
  case slotOutOfRange(index: Int, found: Int, entries: Int)
  /// A character's number is no Unicode scalar or not above the one before it.
  case charactersOutOfOrder(index: Int, found: Int)
  /// A label is not UTF-8.
  case notUTF8(index: Int)
  /// A string occurs twice.
  case duplicate(String)
  /// There are more strings, or bytes of them, than 32-bit tables hold.
  case tooLarge(bytes: Int)

  /// The fault in one line.
  package var description: String {
    switch self {
    case .offsetsDoNotStartAtZero:
      "vocabulary: the offsets do not start at 0"
    case .offsetsDescend(let index, let found, let previous):
      "vocabulary: offset \(index) is \(found), expected at least \(previous)"
    case .wrongByteCount(let expected, let found):
      "vocabulary: the offsets end at \(expected), found \(found) bytes"
    case .noEntries:
      "vocabulary: no entry, expected at least the unknown word"
    case .wrongSlotCount(let found, let entries):
      "vocabulary: expected a power of two above \(entries) slots, found \(found)"
    case .noEmptySlot:
      "vocabulary: no slot is empty"
    case .slotOutOfRange(let index, let found, let entries):
      "vocabulary: slot \(index) holds \(found), expected -1..<\(entries)"
    case .charactersOutOfOrder(let index, let found):
      "vocabulary: character \(index) is \(found), expected a scalar above the one before"
    case .notUTF8(let index):
      "vocabulary: entry \(index) is not UTF-8"
    case .duplicate(let string):
      "vocabulary: \"\(string)\" occurs twice"
    case .tooLarge(let bytes):
      "vocabulary: \(bytes) bytes are more than 32-bit offsets can address"
    }
  }
}
