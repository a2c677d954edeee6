/// Cuts text into paragraphs: each ends with the white space that has a blank line in it; or where each line is one, with
/// the white space that has a line's end in it.
struct ParagraphSplitter {
  /// What has not been taken yet, well-formed UTF-8. More is appended to it.
  var text: [UInt8] = []
  private let endsWithLine: Bool
  /// Where the paragraphs end that were found, and how far was looked.
  private var ends: [Int] = []
  private var searched = 0
  private var lineEnds = 0

  init(endsWithLine: Bool) { self.endsWithLine = endsWithLine }

  /// Takes as many paragraphs as fit, at least one; none until it is certain how many do.
  ///
  /// - Parameters:
  ///   - count: the most bytes of several paragraphs.
  ///   - limit: the bytes from which on a paragraph is cut, if it can be at a line's end.
  ///   - isFinished: whether the text ends here.
  ///   - isLineDue: whether a line is a paragraph as soon as it ends, whatever white space may follow.
  mutating func take(
    upTo count: Int, cutFrom limit: Int, isFinished: Bool, isLineDue: Bool
  ) -> [[UInt8]] {
    search()
    var ends = ends
    if isFinished || isLineDue && text.last == 0x0A, ends.last != text.count,
      !text.isEmpty
    {
      ends.append(text.count)
    }
    var taken = ends.prefix { $0 <= count }.count
    // More may fit that has not been appended yet.
    if taken == ends.count, text.count <= count, !isFinished { return [] }
    if ends.isEmpty { return tooLong(limit) }
    taken = max(taken, 1)
    var paragraphs: [[UInt8]] = []
    var start = 0
    for end in ends.prefix(taken) {
      paragraphs.append(Array(text[start..<end]))
      start = end
    }
    remove(start, ends: taken)
    return paragraphs
  }

  /// The part of a paragraph that is longer than the limit.
  private mutating func tooLong(_ limit: Int) -> [[UInt8]] {
    guard ends.isEmpty, text.count >= limit else { return [] }
    var end = limit - limit / 4
    let line = text[end..<limit].firstIndex(of: 0x0A)
    let space = text[end..<limit].firstIndex(of: 0x20)
    end = (line ?? space).map { $0 + 1 } ?? limit
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    let part = Array(text[..<end])
    remove(end, ends: 0)
    return [part]
  }

  private mutating func remove(_ count: Int, ends taken: Int) {
    text.removeFirst(count)
    ends = ends.dropFirst(taken).map { $0 - count }
    searched = max(0, searched - count)
  }

  /// Finds where paragraphs end in what was appended.
  private mutating func search() {
    text.withUnsafeBufferPointer { text in
      while searched < text.count {
        let byte = text[searched]
        if byte == 0x0A {
          lineEnds += 1
        } else if !Self.isWhiteSpace(byte) {
          if lineEnds > (endsWithLine ? 0 : 1), searched > 0 { ends.append(searched) }
          lineEnds = 0
        }
        searched += 1
      }
    }
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// Whether a blank line ends a text.
  static func endsParagraph(_ text: [UInt8]) -> Bool {
    var lineEnds = 0
    for byte in text.reversed() {
      guard isWhiteSpace(byte) else { break }
      if byte == 0x0A { lineEnds += 1 }
    }
    return lineEnds > 1
  }
}
