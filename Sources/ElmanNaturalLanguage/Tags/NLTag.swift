/// What a tagger says of a piece of text.
///
/// The article <doc:NaturalLanguage> tells what of Elman's labels each stands for.
public struct NLTag: RawRepresentable, Hashable, Sendable, Codable {
  /// The tag as text, such as `Noun`.
  public var rawValue: String

  /// A tag, which may be any.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// A tag, which may be any.
  public init(rawValue: String) { self.rawValue = rawValue }
}

// Of the scheme of token types.
extension NLTag {
  /// A word or number.
  public static let word = NLTag("Word")
  /// A mark between words.
  public static let punctuation = NLTag("Punctuation")
  /// White space.
  public static let whitespace = NLTag("Whitespace")
  /// Another sign, such as a symbol or an emoji.
  public static let other = NLTag("Other")
}

// Of lexical classes: words.
extension NLTag {
  /// A noun or name.
  public static let noun = NLTag("Noun")
  /// A verb.
  public static let verb = NLTag("Verb")
  /// An adjective.
  public static let adjective = NLTag("Adjective")
  /// An adverb.
  public static let adverb = NLTag("Adverb")
  /// A pronoun.
  public static let pronoun = NLTag("Pronoun")
  /// A determiner.
  public static let determiner = NLTag("Determiner")
  /// A particle.
  public static let particle = NLTag("Particle")
  /// A preposition or postposition.
  public static let preposition = NLTag("Preposition")
  /// A number.
  public static let number = NLTag("Number")
  /// A conjunction.
  public static let conjunction = NLTag("Conjunction")
  /// An interjection.
  public static let interjection = NLTag("Interjection")
  /// A word that goes with a number, in Chinese.
  public static let classifier = NLTag("Classifier")
  /// A fixed phrase; none of the models finds them.
  public static let idiom = NLTag("Idiom")
  /// Another word; of the scheme of names, one that is in no name.
  public static let otherWord = NLTag("OtherWord")
}

// Of lexical classes: marks and white space.
extension NLTag {
  /// A mark that ends sentences.
  public static let sentenceTerminator = NLTag("SentenceTerminator")
  /// A quotation mark that opens.
  public static let openQuote = NLTag("OpenQuote")
  /// A quotation mark that closes.
  public static let closeQuote = NLTag("CloseQuote")
  /// A bracket that opens.
  public static let openParenthesis = NLTag("OpenParenthesis")
  /// A bracket that closes.
  public static let closeParenthesis = NLTag("CloseParenthesis")
  /// A hyphen between the parts of a word.
  public static let wordJoiner = NLTag("WordJoiner")
  /// A dash.
  public static let dash = NLTag("Dash")
  /// Another mark, such as a comma.
  public static let otherPunctuation = NLTag("OtherPunctuation")
  /// The end of a line.
  public static let paragraphBreak = NLTag("ParagraphBreak")
  /// White space within a line.
  public static let otherWhitespace = NLTag("OtherWhitespace")
}

// Of names.
extension NLTag {
  /// The name of a person.
  public static let personalName = NLTag("PersonalName")
  /// The name of a place.
  public static let placeName = NLTag("PlaceName")
  /// The name of an organization.
  public static let organizationName = NLTag("OrganizationName")
}
