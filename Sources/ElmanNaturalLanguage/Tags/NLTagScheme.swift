/// What tags are asked for.
///
/// Any other text is a scheme too, for models of one's own: see ``NLTagger/setModels(_:forTagScheme:)``.
public struct NLTagScheme: RawRepresentable, Hashable, Sendable, Codable {
  /// The scheme as text.
  public var rawValue: String

  /// A scheme, which may be any.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// A scheme, which may be any.
  public init(rawValue: String) { self.rawValue = rawValue }
}

extension NLTagScheme {
  /// Word, punctuation, white space or other.
  public static let tokenType = NLTagScheme("TokenType")
  /// Parts of speech, kinds of punctuation and white space.
  public static let lexicalClass = NLTagScheme("LexicalClass")
  /// Names of persons, places and organizations.
  public static let nameType = NLTagScheme("NameType")
  /// Names, and of what is in none the lexical class.
  public static let nameTypeOrLexicalClass = NLTagScheme("NameTypeOrLexicalClass")
  /// Dictionary forms.
  public static let lemma = NLTagScheme("Lemma")
  /// Codes of languages.
  public static let language = NLTagScheme("Language")
  /// Codes of scripts, by ISO 15924.
  public static let script = NLTagScheme("Script")
  /// Scores from -1 to 1, of sentences, paragraphs or the document.
  public static let sentimentScore = NLTagScheme("SentimentScore")
}
