/// An encoding whose units are wider than a byte, as the start of a text shows it.
struct WideEncoding: Equatable {
  /// The bytes of a unit: 2 or 4.
  let unitSize: Int
  /// Whether the least byte of a unit comes first.
  let isLittleEndian: Bool
  /// Whether a byte-order mark begins the text.
  let isMarked: Bool

  /// Such as `UTF-16`.
  var family: String { unitSize == 2 ? "UTF-16" : "UTF-32" }

  /// Such as `UTF-16LE`.
  var name: String { family + (isLittleEndian ? "LE" : "BE") }

  /// The bytes that are looked at.
  private static let headSize = 256

  /// Guesses by a byte-order mark, and without one by the zero bytes that scalars of
  /// alphabets have in all the same places. Text with some zeros in it is none of these.
  init?(guessedFrom head: ArraySlice<UInt8>) {
    for (mark, size, isLittle) in Self.marks where head.starts(with: mark) {
      // The mark of UTF-16 may be the start of that of UTF-32, and is, if the text holds no zeros.
      self.init(unitSize: size, isLittleEndian: isLittle, isMarked: true)
      return
    }
    for size in [4, 2] {
      for isLittle in [true, false] where Self.isLikely(head, size, isLittle) {
        self.init(unitSize: size, isLittleEndian: isLittle, isMarked: false)
        return
      }
    }
    return nil
  }

  /// Whether most units have a high byte as those of alphabets have it, and several a zero, while
  /// their low bytes are others. In UTF-8 hardly any text holds such bytes.
  private static func isLikely(
    _ head: ArraySlice<UInt8>, _ size: Int, _ isLittleEndian: Bool
  ) -> Bool {
    let units = min(headSize, head.count) / size
    var (alphabetic, zeros, lowZeros) = (0, 0, 0)
    for unit in 0..<units {
      let lower = head.startIndex + unit * size
      var bytes = Array(head[lower..<lower + size])
      if isLittleEndian { bytes.reverse() }
      let high = bytes[size - 2]
      if high < 0x09, bytes.dropLast(2).allSatisfy({ $0 == 0 }) { alphabetic += 1 }
      if high == 0 { zeros += 1 }
      if bytes[size - 1] == 0 { lowZeros += 1 }
    }
    return zeros > 1 && 4 * alphabetic >= 3 * units && 8 * lowZeros <= units
  }

  private init(unitSize: Int, isLittleEndian: Bool, isMarked: Bool) {
    (self.unitSize, self.isLittleEndian, self.isMarked) = (unitSize, isLittleEndian, isMarked)
  }

  /// Whether more bytes may make one of these encodings of a few.
  static func mayBegin(_ head: ArraySlice<UInt8>) -> Bool {
    head.count < 8 && (head.contains(0) || [0xFE, 0xFF].contains(head.first))
  }

  private static let marks: [([UInt8], size: Int, isLittleEndian: Bool)] = [
    ([0xFF, 0xFE, 0, 0], 4, true), ([0, 0, 0xFE, 0xFF], 4, false),
    ([0xFF, 0xFE], 2, true), ([0xFE, 0xFF], 2, false),
  ]
}
