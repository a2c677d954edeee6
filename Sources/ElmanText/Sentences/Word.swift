/// A syntactic word, number or mark: a range of bytes in the text of its sentence.
///
/// Most are tokens of the text too; those of a multiword token stand where it does.
public struct Word: Sendable, Hashable {
  /// The word's bytes within ``Sentence/text``.
  public var range: Range<Int>

  /// Whether white space follows the word, in the sentence or right after it.
  public var spaceAfter: Bool

  /// Creates a word.
  public init(range: Range<Int>, spaceAfter: Bool) {
    self.range = range
    self.spaceAfter = spaceAfter
  }
}
