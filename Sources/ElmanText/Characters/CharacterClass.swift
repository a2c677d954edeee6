import CUtf8proc

/// What kind of character a scalar is: what a network reads of those that it was never taught.
package enum CharacterClass: Int32, Sendable, CaseIterable {
  /// A letter without case, or in lower case.
  case letter
  /// A letter in upper or title case.
  case uppercase
  /// A Chinese character.
  case han
  /// Hiragana or katakana.
  case kana
  /// A digit.
  case digit
  /// A combining mark or an invisible format character.
  case mark
  /// White space.
  case whiteSpace
  /// A closing bracket or quotation mark.
  case closing
  /// An opening bracket or quotation mark.
  case opening
  /// A mark that ends sentences.
  case terminator
  /// Anything else, such as an emoji.
  case symbol

  /// Classifies a scalar.
  package init(_ scalar: UInt32) {
    if scalar >= CharacterPieces.firstSymbol {
      self = .letter
      return
    }
    switch ScalarClass(scalar) {
    case .letter:
      let category = utf8proc_category(utf8proc_int32_t(bitPattern: scalar))
      self =
        category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT
        ? .uppercase : .letter
    case .han: self = .han
    case .kana: self = .kana
    case .digit: self = .digit
    case .mark: self = .mark
    case .whiteSpace: self = .whiteSpace
    case .closing: self = .closing
    case .opening: self = .opening
    case .terminator: self = .terminator
    case .symbol: self = .symbol
    }
  }

  /// Whether a scalar is a letter in lower case.
  static func isLowercase(_ scalar: UInt32) -> Bool {
    utf8proc_category(utf8proc_int32_t(bitPattern: scalar)) == UTF8PROC_CATEGORY_LL
  }

  /// Whether this is a letter of a script that has letters.
  package var isLetter: Bool { self == .letter || self == .uppercase }

  /// Whether words are made of such characters.
  package var isWordLike: Bool {
    switch self {
    case .letter, .uppercase, .han, .kana, .mark: true
    default: false
    }
  }
}
