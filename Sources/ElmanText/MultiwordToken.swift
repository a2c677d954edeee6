/// A run of tokens that stand for one surface token, as *de* and *le* do for the French *du*.
///
/// The syntactic words are the sentence's tokens, since it is they that are tagged; each has the
/// surface token's range.
public struct MultiwordToken: Sendable, Hashable {
  /// The words, as indices in ``Sentence/tokens``.
  public var tokens: Range<Int>

  /// The surface token's bytes within ``Sentence/text``.
  public var range: Range<Int>

  /// The words as well-formed UTF-8, one a token.
  public var forms: [[UInt8]]

  /// Creates a multiword token.
  ///
  /// - Precondition: there are as many forms as tokens, and at least one.
  public init(tokens: Range<Int>, range: Range<Int>, forms: [[UInt8]]) {
    precondition(
      tokens.count == forms.count && !forms.isEmpty,
      "\(forms.count) forms for \(tokens.count) tokens")
    self.tokens = tokens
    self.range = range
    self.forms = forms
  }
}
