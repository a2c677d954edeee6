@testable import ElmanStreams

extension SentenceOutput {
  /// An output without tags.
  static func untagged(screen: Screen = Screen()) -> SentenceOutput {
    SentenceOutput(
      tagger: { _ in nil }, columns: nil, tellsTokenRanges: false, screen: screen,
      keepsSpaces: true, keepsBlankLines: true, warn: { _ in })
  }
}
