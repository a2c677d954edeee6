/// A token of the text that stands for several words, as *de* and *le* do for the French *du*.
///
/// It is the words that are tagged; each has the token's range. ``wordRanges(in:)`` tells where the words themselves stand.
public struct MultiwordToken: Sendable, Hashable {
  /// The words, as indices in ``Sentence/words``.
  public var words: Range<Int>

  /// The token's bytes within ``Sentence/text``.
  public var range: Range<Int>

  /// The words as well-formed UTF-8, one a word.
  public var forms: [[UInt8]]

  /// Where the token stands in the input, in a sentence that has ``Sentence/places``.
  public var place: Range<TextPosition>?

  /// Creates a multiword token.
  ///
  /// - Precondition: there are as many forms as words, and at least one.
  public init(
    words: Range<Int>, range: Range<Int>, forms: [[UInt8]], place: Range<TextPosition>? = nil
  ) {
    precondition(
      words.count == forms.count && !forms.isEmpty,
      "\(forms.count) forms for \(words.count) words")
    self.words = words
    self.range = range
    self.forms = forms
    self.place = place
  }

  /// How far from where a word may begin it is looked for, which keeps the time linear.
  private static let searchedBytes = 256

  /// Where the words stand in the text of the sentence, one range a word.
  ///
  /// A word that stands literally in the token, as *Obama* and *'s* do in *Obama's*, has its own
  /// bytes there: the first that are equal to the word's and follow those of the words before it, if they
  /// begin within 256 bytes of these. A word that does not, as *de* and *le* in *du*, has the range of the
  /// token.
  ///
  /// - Parameter text: the text of the sentence.
  /// - Complexity: O(n) in the bytes of the words.
  public func wordRanges(in text: [UInt8]) -> [Range<Int>] {
    var next = range.lowerBound
    return forms.map { form in
      let last = min(range.upperBound - form.count, next + Self.searchedBytes)
      guard !form.isEmpty, next <= last,
        let lower = (next...last).first(where: { text[$0...].starts(with: form) })
      else { return range }
      next = lower + form.count
      return lower..<next
    }
  }
}
