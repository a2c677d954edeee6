/// What becomes of `#owls`.
public enum Hashtags: String, Sendable, CaseIterable {
  /// It is one token.
  case whole
  /// The mark and the word are a token each.
  case split
}

extension TokenScanner {
  /// Finds the hashtags of a stretch, however else it is cut.
  static func scanHashtags(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, appendingTo ranges: inout [Range<Int>]
  ) {
    var scanner = TokenScanner(text, range)
    while scanner.position < scanner.upper {
      if text[scanner.position] == ASCII.hash, let end = scanner.endOfHashtag {
        ranges.append(scanner.position..<end)
        scanner.position = end
      } else {
        scanner.position += 1
      }
    }
  }

  /// Where the hashtag at the scanner ends, which stands at a `#`; `nil` if this is none.
  var endOfHashtag: Int? {
    guard atWordStart, peek(1).isASCIILetter || peek(1) >= 0xC3 else { return nil }
    let end = endOfWordRun(from: position + 1)
    return end > position + 1 ? end : nil
  }
}
