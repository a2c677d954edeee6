/// A sentence cut in phrases inside phrases, each with a degree of sentiment.
///
/// It is read from brackets such as `(3 (2 so) (4 good))`: a degree from 0 to 4, then a word or one
/// or more phrases. Nothing recurs, so a tree may be of any depth.
struct SentimentTree {
  /// A phrase, as the range of its words.
  struct Phrase {
    var degree: Int
    var words: Range<Int>
  }

  /// Where the brackets go wrong: the offset in the bytes, and what should be there.
  struct Fault: Error {
    var offset: Int
    var expected: String
  }

  /// The words, with the treebank's escapes undone.
  private(set) var words: [String] = []

  /// The phrases, each before those inside it; the first is the sentence.
  private(set) var phrases: [Phrase] = []

  /// Reads a tree that has nothing but spaces around it.
  init(_ bytes: ArraySlice<UInt8>) throws(Fault) {
    var open: [Int] = []
    var index = bytes.startIndex
    func skipSpaces() {
      while index < bytes.endIndex, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }
    repeat {
      skipSpaces()
      let byte = index < bytes.endIndex ? bytes[index] : nil
      let isFilled = open.last.map { phrases[$0].words.lowerBound < words.count } ?? false
      if byte == 0x28 {
        index += 1
        skipSpaces()
        guard index < bytes.endIndex, (0x30...0x34).contains(bytes[index]) else {
          throw Fault(offset: index, expected: "a degree from 0 to 4")
        }
        open.append(phrases.count)
        phrases.append(
          Phrase(degree: Int(bytes[index] - 0x30), words: words.count..<words.count))
        index += 1
        guard index < bytes.endIndex, bytes[index] == 0x20 || bytes[index] == 0x09 else {
          throw Fault(offset: index, expected: "a space after the degree")
        }
        skipSpaces()
        let end = bytes[index...].firstIndex { Self.endsWord($0) } ?? bytes.endIndex
        if end > index {
          words.append(Self.word(bytes[index..<end]))
          index = end
          skipSpaces()
          guard index < bytes.endIndex, bytes[index] == 0x29 else {
            throw Fault(offset: index, expected: "a closing bracket after one word")
          }
        }
      } else if byte == 0x29, isFilled, let phrase = open.popLast() {
        index += 1
        phrases[phrase].words = phrases[phrase].words.lowerBound..<words.count
      } else {
        throw Fault(
          offset: index,
          expected: open.isEmpty
            ? "an opening bracket" : isFilled ? "a bracket" : "a word or an opening bracket")
      }
    } while !open.isEmpty
    skipSpaces()
    guard index == bytes.endIndex else {
      throw Fault(offset: index, expected: "the line's end after the tree")
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x28 || byte == 0x29
  }

  /// Undoes the escapes of the Penn Treebank: its names of round brackets, `\/` and `\*`.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.elementsEqual("-LRB-".utf8) { return "(" }
    if bytes.elementsEqual("-RRB-".utf8) { return ")" }
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    var word: [UInt8] = []
    for (index, byte) in zip(bytes.indices, bytes) {
      let next = bytes[(index + 1)...].first
      if byte == 0x5C, next == 0x2F || next == 0x2A { continue }
      word.append(byte)
    }
    return String(decoding: word, as: UTF8.self)
  }
}
