import ElmanText

extension Document {
  /// The text in parts of whole windows, each of at most so many tokens but for a single window that
  /// has more. The parts' windows, one after the other, are the text's.
  package func parts(tokens limit: Int) -> [Document] {
    if wordCount <= limit { return [self] }
    return Self.parts(windowLengths: windows.map(\.words.count)[...], tokens: limit).map {
      Document(windows: Array(windows[$0]), windowSize: windowSize)
    }
  }

  /// The same for windows of which only the number of their tokens is known: for each part the
  /// indices of its windows.
  package static func parts(windowLengths: ArraySlice<Int>, tokens limit: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, tokens) = (windowLengths.startIndex, 0)
    for (window, length) in zip(windowLengths.indices, windowLengths) {
      if window > start, tokens + length > limit {
        parts.append(start..<window)
        (start, tokens) = (window, 0)
      }
      tokens += length
    }
    return parts + [start..<windowLengths.endIndex]
  }
}
