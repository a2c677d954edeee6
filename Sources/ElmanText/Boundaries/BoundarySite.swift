/// A place in a stretch of text where a token may end, with what is known of it.
enum BoundarySite {
  /// Between two items: what is known of all around it, and of the two alone.
  case junction(BoundaryJunction)
  /// Before or after a hyphen: also the word before it, in lower case.
  case hyphen(after: [UInt8], BoundaryJunction)
  /// Before or after a mark between digits: any such mark, and these runs.
  case digits(any: BoundaryKey, these: BoundaryKey, isCutByRules: Bool)
  /// Before or after a slash between two words: also these, in lower case, with the slash.
  case slash([UInt8], BoundaryJunction)
  /// Between digits and letters: the letters, with a sign before them where one of money stands before
  /// the digits.
  case suffix([UInt8])
  /// Between letters and digits: the letters in lower case.
  case prefix([UInt8])
  /// Before the full stop after a word, whose bytes these are; letters and full stops.
  case dot(word: Range<Int>, next: DotContext.Next)
  /// Before an apostrophe that ends the stretch, after a word.
  case apostrophe(BoundaryKey)
}

/// What is known of a place between two items.
struct BoundaryJunction {
  /// All around it.
  var whole: BoundaryKey
  /// The two items alone.
  var part: BoundaryKey
  /// Whether the rules for tokens end one there.
  var isCutByRules: Bool
  /// Whether an emoji stands on one side.
  var isEmoji = false
}

/// A stretch of text without white space, and what it is made of.
struct BoundaryStretch {
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var items: [BoundaryItem] = []
  /// Where the tokens of the rules end.
  private var ruleRanges: [Range<Int>] = []
  private var next = DotContext.Next.nothing
  private var isQuotationOpen = false

  /// Reads stretches of a text.
  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// The same with the memory of another one, which it gives back with ``exchange(_:)``.
  init(_ text: UnsafeBufferPointer<UInt8>, _ memory: inout Memory) {
    self.text = text
    exchange(&memory)
  }

  /// What items and tokens are kept in.
  struct Memory: Sendable {
    fileprivate var items: [BoundaryItem] = []
    fileprivate var ruleRanges: [Range<Int>] = []
  }

  /// Gives the memory away, or takes it.
  mutating func exchange(_ memory: inout Memory) {
    swap(&items, &memory.items)
    swap(&ruleRanges, &memory.ruleRanges)
  }

  /// Reads the next stretch of the text.
  mutating func read(_ range: Range<Int>, before next: DotContext.Next, in state: BoundaryState) {
    self.next = next
    isQuotationOpen = state.isQuotationOpen
    BoundaryItem.scan(text, range, into: &items)
    ruleRanges.removeAll(keepingCapacity: true)
    TokenScanner.scan(text, range, hashtags: .split, appendingTo: &ruleRanges)
  }

  /// Calls a function with each place between two items and where it is, from left to right.
  func forEachSite(_ body: (Int, BoundarySite) -> Void) {
    var rule = 0
    func isCutByRules(_ offset: Int) -> Bool {
      while rule < ruleRanges.count, ruleRanges[rule].upperBound < offset { rule += 1 }
      return rule < ruleRanges.count && ruleRanges[rule].upperBound == offset
    }
    for index in items.indices {
      let item = items[index]
      if !item.isWordOrDigits, item.code != BoundaryItem.Code.unspaced {
        repeatedMarks(item, isCutByRules: isCutByRules, body)
      }
      guard index + 1 < items.count else { return }
      body(item.range.upperBound, site(after: index, isCutByRules: isCutByRules))
    }
  }

  /// The places inside a run of one mark.
  private func repeatedMarks(
    _ item: BoundaryItem, isCutByRules: (Int) -> Bool, _ body: (Int, BoundarySite) -> Void
  ) {
    let first = decodeScalar(text, at: item.range.lowerBound)
    var offset = item.range.lowerBound + first.count
    while offset < item.range.upperBound {
      let scalar = decodeScalar(text, at: offset)
      if scalar.value == first.value {
        let isCut = isCutByRules(offset)
        let key = BoundaryKey.junction(item.code, item.code, isCutByRules: isCut)
        body(offset, .junction(BoundaryJunction(whole: key, part: key, isCutByRules: isCut)))
      }
      offset += scalar.count
    }
  }

  private func code(_ index: Int) -> UInt8 {
    items.indices.contains(index) ? items[index].code : BoundaryItem.Code.edge
  }

  private func site(after index: Int, isCutByRules: (Int) -> Bool) -> BoundarySite {
    let (left, right) = (items[index], items[index + 1])
    if left.isWordOrDigits, right.isWordOrDigits {
      if left.code == BoundaryItem.Code.digits, code(index + 2) != BoundaryItem.Code.digits {
        let isMoney = index > 0 && items[index - 1].code == BoundaryItem.Code.currency
        return .suffix((isMoney ? [ASCII.dollar] : []) + Array(text[right.range]))
      }
      return .prefix(LetterCase.foldedBytes(text[left.range]))
    }
    if let site = digits(around: index, isCutByRules: isCutByRules) { return site }
    if left.isWord, right.code == BoundaryItem.Code.dot, right.range.count == 1,
      index + 2 == items.count || !items[index + 2].isWordOrDigits
    {
      return .dot(
        word: startOfDotted(index)..<left.range.upperBound,
        next: index + 2 == items.count ? next : .touchingMark)
    }
    if left.isWord, right.code == BoundaryItem.Code.apostrophe, index + 2 == items.count,
      code(index - 1) != BoundaryItem.Code.apostrophe
    {
      let letter = text[left.range.upperBound - 1].asciiLowercased
      return .apostrophe(
        .apostrophe(
          after: letter.isASCIILowercase ? letter - 0x60 : 0, isQuotationOpen: isQuotationOpen,
          isBeforeWord: next != .nothing && next != .mark))
    }
    let isCut = isCutByRules(left.range.upperBound)
    let emoji = BoundaryItem.Code.emoji
    let junction = BoundaryJunction(
      whole: .junction(
        left.code, right.code, before: code(index - 1), after: code(index + 2), isCutByRules: isCut
      ),
      part: .junction(left.code, right.code, isCutByRules: isCut),
      isCutByRules: isCut, isEmoji: (left.code == emoji) != (right.code == emoji))
    let hyphen = left.code == BoundaryItem.Code.dash ? index : index + 1
    if items[hyphen].code == BoundaryItem.Code.dash, hyphen > 0, items[hyphen - 1].isWord,
      items[hyphen].range.count == 1
    {
      return .hyphen(after: LetterCase.foldedBytes(text[items[hyphen - 1].range]), junction)
    }
    if let form = slashed(around: index) { return .slash(form, junction) }
    return .junction(junction)
  }

  /// Two words and the slash between them, if the place after an item is beside it.
  private func slashed(around index: Int) -> [UInt8]? {
    let mark = items[index].isWord ? index + 1 : index
    let item = items[mark]
    guard item.range.count == 1, text[item.range.lowerBound] == ASCII.slash, mark > 0,
      mark + 1 < items.count, items[mark - 1].isWord, items[mark + 1].isWord
    else { return nil }
    return LetterCase.foldedBytes(
      text[items[mark - 1].range.lowerBound..<items[mark + 1].range.upperBound])
  }

  /// The place after an item, if it is beside a mark between digits.
  private func digits(around index: Int, isCutByRules: (Int) -> Bool) -> BoundarySite? {
    let digits = BoundaryItem.Code.digits
    let mark = code(index) == digits ? index + 1 : index
    guard items[mark].range.count <= 3, code(mark - 1) == digits, code(mark + 1) == digits else {
      return nil
    }
    let any = BoundaryKey.digits(0, items[mark].code, 0)
    let isCut = isCutByRules(items[index].range.upperBound)
    let isGroup = { (other: Int, beyond: Int) in
      code(other) == items[mark].code && code(beyond) == digits
    }
    if isGroup(mark - 2, mark - 3) || isGroup(mark + 2, mark + 3) {
      return .digits(any: any, these: .digitGroups(items[mark].code), isCutByRules: isCut)
    }
    return .digits(
      any: any,
      these: .digits(items[mark - 1].range.count, items[mark].code, items[mark + 1].range.count),
      isCutByRules: isCut)
  }

  /// Where the letters and full stops begin that end with an item.
  private func startOfDotted(_ index: Int) -> Int {
    var first = index
    while first >= 2, items[first - 1].code == BoundaryItem.Code.dot,
      items[first - 1].range.count == 1, items[first - 2].isWord
    {
      first -= 2
    }
    return items[first].range.lowerBound
  }
}

/// What is remembered from stretch to stretch of a paragraph.
struct BoundaryState: Sendable, Equatable {
  /// Whether the last stretch was a word in lower case.
  private(set) var isAfterLowercase = false
  /// Whether an apostrophe opened a quotation that nothing has closed.
  private(set) var isQuotationOpen = false

  /// Notes a stretch of which nothing is known but that it is made of letters.
  mutating func noteWord(isLowercase: Bool) { isAfterLowercase = isLowercase }

  /// Notes the items of a stretch.
  mutating func note(_ items: [BoundaryItem]) {
    isAfterLowercase =
      items.count == 1
      && (items[0].code == BoundaryItem.Code.word || items[0].code == BoundaryItem.Code.letter)
    var opened = false
    for (index, item) in items.enumerated() where item.code == BoundaryItem.Code.apostrophe {
      let isAtStart = index == 0 || !items[index - 1].isWordOrDigits && opened == false && index < 2
      if isAtStart, index + 1 < items.count, items[index + 1].isWord {
        opened = true
        isQuotationOpen = true
      } else if index + 1 == items.count || !items[index + 1].isWordOrDigits {
        isQuotationOpen = false
      }
    }
  }
}
