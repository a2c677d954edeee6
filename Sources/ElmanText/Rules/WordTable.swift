/// A fixed set of short ASCII words, looked up without regard to case.
///
/// Each word may carry a number, such as the place where a contraction is cut.
struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var slots: [Int16]
  private let longest: Int
  // One bit for each pair of a first and a last letter: most words are turned away by it.
  private var ends: UInt64 = 0

  private struct Entry: Sendable {
    var lower: Int32
    var count: Int32
    var value: Int32
  }

  /// Creates a table from words separated by white space.
  ///
  /// A bar in a word is left out, and its place is the word's value: `gon|na` holds `gonna` with 3.
  init(_ words: String) {
    var longest = 0
    for word in words.utf8.split(whereSeparator: \.isASCIIWhiteSpace) {
      var entry = Entry(lower: Int32(bytes.count), count: 0, value: 0)
      for byte in word {
        if byte == 0x7C {
          entry.value = entry.count
        } else {
          bytes.append(byte.asciiLowercased)
          entry.count += 1
        }
      }
      longest = max(longest, Int(entry.count))
      entries.append(entry)
    }
    self.longest = longest
    var capacity = 16
    while capacity < entries.count * 3 { capacity *= 2 }
    slots = [Int16](repeating: -1, count: capacity)
    for (index, entry) in entries.enumerated() {
      let word = bytes[Int(entry.lower)..<Int(entry.lower + entry.count)]
      ends |= word.withUnsafeBufferPointer { Self.endsBit($0) }
      var slot = word.withUnsafeBufferPointer { Self.hash($0) } & (capacity - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = Int16(index)
    }
  }

  /// The value of `word`, or `nil` if the table does not hold it.
  func value(of word: UnsafeBufferPointer<UInt8>) -> Int? {
    guard word.count <= longest, !word.isEmpty, ends & Self.endsBit(word) != 0 else { return nil }
    var slot = Self.hash(word) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if Int(entry.count) == word.count, matches(word, at: Int(entry.lower)) {
        return Int(entry.value)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Whether the table holds `word`.
  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    value(of: word) != nil
  }

  private func matches(_ word: UnsafeBufferPointer<UInt8>, at lower: Int) -> Bool {
    for index in 0..<word.count where bytes[lower + index] != word[index].asciiLowercased {
      return false
    }
    return true
  }

  /// The bit of a word, which is not empty, in `ends`.
  @inline(__always)
  private static func endsBit(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let first = word[0].asciiLowercased
    let last = word[word.count - 1].asciiLowercased
    return 1 << UInt64((first &* 5 &+ last) & 63)
  }

  @inline(__always)
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte.asciiLowercased)) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }
}
