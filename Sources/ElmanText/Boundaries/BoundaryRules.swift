/// What a corpus tells of where tokens and sentences end, for certain: what a network then decides
/// otherwise is put right.
///
/// A network that reads characters generalizes from typing errors and names of its corpus, too. These
/// rules keep it to what was seen often: a word is cut between two letters only where that very word was
/// cut, and around marks as the corpus does wherever the same kinds of characters stand. They are
/// learned from corpora of languages that write spaces, and what no corpus shows is left to the network.
///
/// How a full stop is told from an abbreviation's follows Tibor Kiss and Jan Strunk (2006), "Unsupervised
/// Multilingual Sentence Boundary Detection", in that words that mostly begin sentences, initials and
/// ordinary abbreviations are told apart by counts.
package struct BoundaryRules: Sendable, Hashable {
  /// What is decided of a place.
  enum Decision: UInt8, Sendable {
    /// A token, or sentence, ends there.
    case ends = 0x2B
    /// None does.
    case goesOn = 0x2D
    /// No token ends there, and the one around it stands for several words.
    case multiword = 0x2A
    /// The network decides.
    case free = 0x3F
  }

  /// What words are known for.
  enum WordKind: UInt8, Sendable, CaseIterable {
    /// A word with a bar where it may be cut.
    case cut = 0x63
    /// Letters after digits that are a token of their own.
    case suffix = 0x73
    /// Letters after digits of which the network decides.
    case freeSuffix = 0x66
    /// Letters after digits that belong to them.
    case joinedSuffix = 0x6A
    /// Letters before digits of which the network decides.
    case prefix = 0x70
    /// An abbreviation, without its last full stop.
    case abbreviation = 0x61
    /// No abbreviation, although the rules think so.
    case plain = 0x6E
    /// A word that mostly begins sentences where it has a capital.
    case starter = 0x62
    /// A multiword token without an apostrophe.
    case multiword = 0x6D
    /// Words without an apostrophe that stand for several, whatever surrounds them.
    case fused = 0x4D
    /// A word that is none although it ends as one.
    case single = 0x77
    /// The last letters of multiword tokens without an apostrophe.
    case multiwordEnding = 0x65
    /// What a hyphen belongs to that follows it.
    case hyphened = 0x68
    /// Two words that a slash makes one.
    case slashed = 0x2F
    /// What stands from the apostrophe on, or the letter before it, in multiword tokens.
    case clitic = 0x6C
  }

  var decisions: [BoundaryKey: Decision] = [:]
  var words: [WordKind: Set<[UInt8]>] = [:]
  /// A bit for each pair of a first and a last letter of words that full stops follow: most are turned
  /// away by it.
  private var dottedEnds: UInt64 = 0
  /// The same of fused words.
  private var fusedEnds: UInt64 = 0

  /// Rules that decide nothing.
  package init() {}

  /// Whether nothing is decided.
  package var isEmpty: Bool { decisions.isEmpty && words.isEmpty }

  /// The marks of ASCII after a word that ends a stretch, which the rules never join to it: a bit
  /// for each that is below 64.
  var plainMarks: UInt64 {
    var marks: UInt64 = 0
    let words = [
      BoundaryItem.Code.word, BoundaryItem.Code.capitalized, BoundaryItem.Code.capital,
      BoundaryItem.Code.letter,
    ]
    for byte in ",;:!?)\"".utf8 {
      let mark = BoundaryItem.codesOfASCII[Int(byte)]
      let isPlain = words.allSatisfy { word in
        let edge = BoundaryItem.Code.edge
        let junction = BoundaryJunction(
          whole: .junction(word, mark, before: edge, after: edge, isCutByRules: true),
          part: .junction(word, mark, isCutByRules: true), isCutByRules: true)
        return decision(junction) != .goesOn
      }
      if isPlain { marks |= 1 << UInt64(byte) }
    }
    return marks
  }

  func contains(_ word: [UInt8], _ kind: WordKind) -> Bool {
    words[kind]?.contains(word) == true
  }

  /// What is decided of a place in a stretch.
  func decision(_ site: BoundarySite, kind: (Range<Int>) -> DotContext.Kind) -> Decision {
    switch site {
    case .junction(let junction): return decision(junction)
    case .hyphen(let word, let junction):
      return contains(word, .hyphened) ? .goesOn : decision(junction)
    case .slash(let form, let junction):
      return contains(form, .slashed) ? .goesOn : decision(junction)
    case .digits(let any, let these, let isCutByRules):
      return decisions[any] ?? decisions[these] ?? decision(ofRules: isCutByRules)
    case .suffix(let letters):
      if contains(letters, .suffix) { return .ends }
      if contains(letters, .freeSuffix) { return .free }
      if contains(letters, .joinedSuffix) { return .goesOn }
      // Units of measure that were never seen: km, kWh. Names have a capital: 3DS.
      return letters.first.map { $0.isASCIILowercase } == true && (2...3).contains(letters.count)
        ? .free : .goesOn
    case .prefix(let letters): return contains(letters, .prefix) ? .free : .goesOn
    case .dot(let word, let next): return decisions[.dot(kind(word), next)] ?? .free
    case .apostrophe(let key): return decisions[key] ?? .free
    }
  }

  private func decision(_ junction: BoundaryJunction) -> Decision {
    if let known = decisions[junction.whole] ?? decisions[junction.part] { return known }
    if junction.isEmoji { return .ends }
    return decision(ofRules: junction.isCutByRules)
  }

  /// What holds where the corpus shows nothing.
  private func decision(ofRules isCut: Bool) -> Decision {
    guard decisions[.rules] == .goesOn else { return .free }
    return isCut ? .ends : .goesOn
  }

  /// What a word with a full stop after it is.
  ///
  /// - Parameter word: its letters and the full stops between them.
  func dotKind(
    _ word: UnsafeBufferPointer<UInt8>, isAfterLowercase: Bool
  ) -> DotContext.Kind {
    let mayBeKnown = dottedEnds & Self.endsBit(word) != 0
    let folded = mayBeKnown ? LetterCase.foldedBytes(word) : []
    if mayBeKnown, contains(folded, .plain) { return .word }
    if let kind = DotContext.Kind(shapeOf: word, isAfterLowercase: isAfterLowercase) { return kind }
    if let kind = DotContext.Kind(listed: word), decisions[.list(kind)] == .goesOn { return kind }
    return mayBeKnown && contains(folded, .abbreviation) ? .learned : .word
  }

  /// Whether a word in lower case always stands for several words.
  func isFused(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard fusedEnds & Self.endsBit(word) != 0 else { return false }
    return contains(Array(word), .fused)
  }

  /// Makes words with full stops and fused ones ready to be looked for, once these are known.
  mutating func indexWords() {
    func ends(of kind: WordKind) -> UInt64 {
      (words[kind] ?? []).reduce(0) { $0 | $1.withUnsafeBufferPointer { Self.endsBit($0) } }
    }
    dottedEnds = ends(of: .plain) | ends(of: .abbreviation)
    fusedEnds = ends(of: .fused)
  }

  /// The bit of a word in `dottedEnds`; of letters beyond ASCII, whose case may change, it is always the
  /// same.
  private static func endsBit(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let first = word.first, let last = word.last else { return 0 }
    if first >= 0x80 || last >= 0x80 { return 1 }
    return 1 << UInt64((first.asciiLowercased &* 5 &+ last.asciiLowercased) & 63)
  }

  /// Whether a token may stand for several words: one with an apostrophe always may.
  func maySplit(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
    var items: [BoundaryItem] = []
    BoundaryItem.scan(token, 0..<token.count, into: &items)
    guard items.count == 1, items[0].isWord else { return true }
    let form = LetterCase.foldedBytes(token)
    if contains(form, .multiword) { return true }
    if contains(form, .single) { return false }
    return Self.endings(form).contains { contains($0, .multiwordEnding) }
  }

  /// Whether a token stands for several words for certain, by what follows its last apostrophe.
  func mustSplit(_ items: ArraySlice<BoundaryItem>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    Self.clitics(items, in: text).contains { contains($0, .clitic) }
  }

  /// The endings of a form that may tell: those of three to five bytes that begin with a letter, not inside one.
  static func endings(_ form: [UInt8]) -> [[UInt8]] {
    (3...5).compactMap { count in
      guard form.count > count, form[form.count - count] & 0xC0 != 0x80 else { return nil }
      return Array(form.suffix(count))
    }
  }

  /// What follows the last apostrophe of a token, with it and with the letter before it.
  static func clitics(
    _ items: ArraySlice<BoundaryItem>, in text: UnsafeBufferPointer<UInt8>
  ) -> [[UInt8]] {
    guard items.count >= 3, let last = items.last, last.isWord,
      items[items.endIndex - 2].code == BoundaryItem.Code.apostrophe,
      items[items.endIndex - 3].isWord
    else { return [] }
    let tail = [ASCII.apostrophe] + LetterCase.foldedBytes(text[last.range])
    let letter = text[items[items.endIndex - 3].range.upperBound - 1].asciiLowercased
    return letter < 0x80 ? [tail, [letter] + tail] : [tail]
  }
}

extension BoundaryKey {
  /// Whether what the corpus does not show is as the rules for tokens have it.
  static let rules = BoundaryKey(rawValue: 8 << 24)

  /// Whether the rules' list of a kind of abbreviations is right for the corpus.
  static func list(_ kind: DotContext.Kind) -> BoundaryKey {
    BoundaryKey(rawValue: 7 << 24 | UInt32(kind.rawValue))
  }
}

extension DotContext.Kind {
  /// What a word is by its letters and full stops alone, if these tell.
  init?(shapeOf word: UnsafeBufferPointer<UInt8>, isAfterLowercase: Bool) {
    if word.contains(ASCII.dot) {
      self = .acronym
    } else if word.count <= 2, let first = word.first,
      first.isASCIIUppercase && word.count == 1
        || first >= 0x80 && CharacterClass(decodeScalar(word, at: 0).value) == .uppercase
    {
      self = isAfterLowercase ? .letter : .initial
    } else {
      return nil
    }
  }

  /// What a word is in the lists of the rules, if one has it.
  init?(listed word: UnsafeBufferPointer<UInt8>) {
    if Abbreviations.titles.contains(word) {
      self = .title
    } else if Abbreviations.beforeNumbers.contains(word) {
      self = .beforeNumber
    } else if Abbreviations.words.contains(word) {
      self = .abbreviation
    } else {
      return nil
    }
  }
}
