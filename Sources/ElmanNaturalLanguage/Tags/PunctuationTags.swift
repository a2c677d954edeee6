/// The lexical class of a mark.
enum PunctuationTags {
  /// - Parameters:
  ///   - mark: its characters.
  ///   - touchesBefore: whether a word or mark stands right before it.
  ///   - touchesAfter: whether one stands right behind it.
  static func tag(
    of mark: some StringProtocol, touchesBefore: Bool, touchesAfter: Bool
  ) -> NLTag {
    guard let first = mark.unicodeScalars.first else { return .otherPunctuation }
    if mark.unicodeScalars.allSatisfy(terminators.contains) { return .sentenceTerminator }
    switch first.properties.generalCategory {
    case .openPunctuation: return quotes.contains(first) ? .openQuote : .openParenthesis
    case .closePunctuation: return quotes.contains(first) ? .closeQuote : .closeParenthesis
    case .dashPunctuation:
      return touchesBefore && touchesAfter && hyphens.contains(first) ? .wordJoiner : .dash
    case .initialPunctuation, .finalPunctuation: break
    default:
      if first != "\"" && first != "'" && first != "`" { return .otherPunctuation }
    }
    // What opens in one language closes in another: where it stands tells.
    if touchesAfter != touchesBefore { return touchesAfter ? .openQuote : .closeQuote }
    return first.properties.generalCategory == .finalPunctuation ? .closeQuote : .openQuote
  }

  /// The class of white space.
  static func tag(ofSpace bytes: some Collection<UInt8>) -> NLTag {
    bytes.first.map(TextUnits.isLineEnd) == true ? .paragraphBreak : .otherWhitespace
  }

  private static let terminators = Set(".!?…。！？．｡؟۔।॥።፧՞։‼⁇⁈⁉".unicodeScalars)
  private static let hyphens = Set("-\u{2010}\u{2011}".unicodeScalars)
  /// Brackets to Unicode, which quote: low marks of German, corner marks of Chinese and Japanese.
  private static let quotes = Set("‚„「」『』｢｣〝〞〟".unicodeScalars)
}
