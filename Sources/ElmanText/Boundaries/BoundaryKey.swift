/// What is known of a place where a token or a sentence may end, as a number of 28 bits.
struct BoundaryKey: Hashable, Sendable, Comparable {
  let rawValue: UInt32

  /// The largest number of a key.
  static let maximum: UInt32 = 1 << 28 - 1

  init(rawValue: UInt32) { self.rawValue = rawValue }

  static func < (left: BoundaryKey, right: BoundaryKey) -> Bool { left.rawValue < right.rawValue }

  /// A place between two items, and whether the rules put an end there.
  static func junction(
    _ left: UInt8, _ right: UInt8, before: UInt8 = BoundaryItem.Code.any,
    after: UInt8 = BoundaryItem.Code.any, isCutByRules: Bool
  ) -> BoundaryKey {
    // The decision of the rules stands where the kind is, which leaves two of its bits.
    let pair = UInt32(before & 63) << 18 | UInt32(left & 63) << 12
    let rest = UInt32(right & 63) << 6 | UInt32(after & 63)
    return BoundaryKey(rawValue: (isCutByRules ? 1 << 24 : 0) | pair | rest)
  }

  /// A full stop after a word.
  static func dot(_ kind: DotContext.Kind, _ next: DotContext.Next) -> BoundaryKey {
    BoundaryKey(rawValue: 2 << 24 | UInt32(kind.rawValue) << 6 | UInt32(next.rawValue))
  }

  /// A sentence's end after such a full stop.
  static func sentence(_ kind: DotContext.Kind, _ next: DotContext.Next) -> BoundaryKey {
    BoundaryKey(rawValue: 3 << 24 | UInt32(kind.rawValue) << 6 | UInt32(next.rawValue))
  }

  /// An apostrophe at the end of a word whose last letter is known.
  static func apostrophe(
    after letter: UInt8, isQuotationOpen: Bool, isBeforeWord: Bool
  ) -> BoundaryKey {
    BoundaryKey(
      rawValue: 4 << 24 | UInt32(letter) << 6 | (isQuotationOpen ? 2 : 0) | (isBeforeWord ? 1 : 0))
  }

  /// Two runs of digits, of known lengths, with one mark between them.
  static func digits(_ left: Int, _ mark: UInt8, _ right: Int) -> BoundaryKey {
    BoundaryKey(
      rawValue: 5 << 24 | UInt32(min(left, 9)) << 12 | UInt32(mark & 63) << 6
        | UInt32(min(right, 9)))
  }

  /// More than two runs of digits, between which the same mark stands.
  static func digitGroups(_ mark: UInt8) -> BoundaryKey {
    BoundaryKey(rawValue: 6 << 24 | UInt32(mark & 63))
  }
}

/// What surrounds the full stop after a word.
enum DotContext {
  /// What the word is.
  enum Kind: UInt8, CaseIterable, Sendable {
    /// An abbreviation before names.
    case title
    /// An abbreviation that may end a sentence.
    case abbreviation
    /// An abbreviation before numbers.
    case beforeNumber
    /// Letters with full stops between them.
    case acronym
    /// One capital that stands after a word with a capital, or after a mark.
    case initial
    /// One capital that stands after a word without a capital.
    case letter
    /// A word that is mostly an abbreviation in the corpus.
    case learned
    /// Any other word.
    case word
  }

  /// What follows.
  enum Next: UInt8, CaseIterable, Sendable {
    /// Nothing in the paragraph.
    case nothing
    /// After white space a number.
    case number
    /// After white space a word in lower case.
    case lowercase
    /// After white space a word with a capital that mostly begins sentences.
    case starter
    /// After white space another word with a capital.
    case capitalized
    /// After white space a mark.
    case mark
    /// A mark that touches it.
    case touchingMark

    /// Whether a sentence may end between.
    var isApart: Bool { self != .nothing && self != .touchingMark }
  }
}
