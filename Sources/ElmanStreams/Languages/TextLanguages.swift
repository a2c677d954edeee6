import Elman
import ElmanText

/// Tells the languages of the parts of one document, one after the other.
struct TextLanguages {
  /// How much of a part is looked at, in bytes.
  static let readBytes = 1 << 8
  /// The memory for what is known of words that came before.
  static let cacheBytes = 1 << 24
  /// How probable the language of a part must be that it is believed: a heading of two words may look like any.
  static let believed: Float = 0.6

  private let session: IdentifierSession
  private let labels: [Language]
  /// The language of the part before.
  private var last: Language?

  init(_ identifier: LanguageIdentifier) {
    session = IdentifierSession(identifier, cacheBytes: Self.cacheBytes)
    labels = (identifier.languageCodes + [LanguageIdentifier.undetermined]).map {
      Language(code: $0)
    }
  }

  /// The languages of the next parts. One that tells none, or is in doubt, is in that of the part before; at the
  /// start of the document in that of the first part behind it that leaves no doubt, if it tells none itself.
  mutating func languages(of parts: [ArraySlice<UInt8>]) -> [Language] {
    let guesses = session.identify(parts.map { Self.beginning(of: $0) })
    let undetermined = labels.count - 1
    let believed = guesses.map { guess in
      guess.best != undetermined && guess.probability >= Self.believed ? labels[guess.best] : nil
    }
    let first = believed.lazy.compactMap(\.self).first
    return zip(guesses, believed).map { guess, language in
      last = language ?? last
      if let last { return last }
      return guess.best == undetermined ? first ?? labels[undetermined] : labels[guess.best]
    }
  }

  /// As much as is looked at, up to the end of a character.
  private static func beginning(of part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = min(part.endIndex, part.startIndex + readBytes)
    while end < part.endIndex, end > part.startIndex, part[end] & 0xC0 == 0x80 { end -= 1 }
    return part[..<end]
  }
}
