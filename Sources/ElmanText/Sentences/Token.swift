/// A word, number or mark: a range of bytes in the text of its sentence.
public struct Token: Sendable, Hashable {
  /// The token's bytes within ``Sentence/text``.
  public var range: Range<Int>

  /// Whether white space follows the token, in the sentence or right after it.
  public var spaceAfter: Bool

  /// Creates a token.
  public init(range: Range<Int>, spaceAfter: Bool) {
    self.range = range
    self.spaceAfter = spaceAfter
  }
}
