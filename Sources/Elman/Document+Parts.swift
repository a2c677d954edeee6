import ElmanText

extension Document {
  /// The text in parts of whole windows, each of at most so many tokens but for a single window that
  /// has more. The parts' windows, one after the other, are the text's.
  public func parts(tokens limit: Int) -> [Document] {
    if tokenCount <= limit { return [self] }
    var parts: [[Sentence]] = []
    var count = 0
    for window in windows {
      if parts.isEmpty || count + window.tokens.count > limit {
        parts.append([])
        count = 0
      }
      parts[parts.count - 1].append(window)
      count += window.tokens.count
    }
    return parts.map { Document(windows: $0, windowSize: windowSize) }
  }
}
