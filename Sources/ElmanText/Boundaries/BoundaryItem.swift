import CUtf8proc

/// A part of a stretch of text without white space: a run of letters, of digits or of one mark.
struct BoundaryItem: Sendable, Equatable {
  /// What it is, below 64.
  var code: UInt8
  /// Its bytes.
  var range: Range<Int>

  /// What items are; marks of ASCII have codes of their own after these.
  enum Code {
    /// Nothing: before the first item and after the last.
    static let edge: UInt8 = 0
    /// Several letters, the first of which is no capital.
    static let word: UInt8 = 1
    /// One capital.
    static let capital: UInt8 = 2
    /// Several letters, the first of which is a capital.
    static let capitalized: UInt8 = 3
    static let digits: UInt8 = 4
    static let emoji: UInt8 = 5
    static let currency: UInt8 = 6
    /// A hyphen.
    static let dash: UInt8 = 7
    static let apostrophe: UInt8 = 8
    static let quote: UInt8 = 9
    static let opening: UInt8 = 10
    static let closing: UInt8 = 11
    static let terminator: UInt8 = 12
    /// Characters of scripts that write no spaces.
    static let unspaced: UInt8 = 13
    static let otherSymbol: UInt8 = 14
    static let dot: UInt8 = 15
    /// The first of the other marks of ASCII.
    static let firstMark: UInt8 = 16
    /// A dash that is longer than a hyphen.
    static let longDash: UInt8 = 61
    /// One letter that is no capital.
    static let letter: UInt8 = 62
    /// Any, in a key that says less.
    static let any: UInt8 = 63
  }

  private static let marks = Array(",!?:;()[]{}/\\&#%+*=<>@_|~^`".utf8)
  static let codesOfASCII: [UInt8] = (0..<128).map { byte in
    let byte = UInt8(byte)
    switch byte {
    case _ where byte.isASCIIUppercase: return Code.capital
    case _ where byte.isASCIILowercase: return Code.letter
    case _ where byte.isASCIIDigit: return Code.digits
    case ASCII.dot: return Code.dot
    case ASCII.hyphen: return Code.dash
    case ASCII.apostrophe: return Code.apostrophe
    case ASCII.quote: return Code.quote
    case ASCII.dollar: return Code.currency
    default:
      return marks.firstIndex(of: byte).map { Code.firstMark + UInt8($0) } ?? Code.otherSymbol
    }
  }

  /// Whether it is made of letters.
  var isWord: Bool { code >= Code.word && code <= Code.capitalized || code == Code.letter }
  /// Whether it is made of letters or digits.
  var isWordOrDigits: Bool { isWord || code == Code.digits }

  /// The code of a scalar alone; `nil` for what belongs to the one before it.
  private static func code(of scalar: UInt32) -> UInt8? {
    if scalar < 0x80 { return codesOfASCII[Int(scalar)] }
    switch scalar {
    case 0x2018, 0x2019, 0x201B, 0x02BC, 0xB4: return Code.apostrophe
    case 0x201C...0x201F, 0xAB, 0xBB: return Code.quote
    case 0x2026: return Code.terminator
    case 0x2010, 0x2011: return Code.dash
    // km²
    case 0xB2, 0xB3, 0xB9, 0x2070...0x209C: return nil
    case 0x231A...0x23FF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x1F000...0x1FAFF:
      return ScalarClass(scalar) == .mark ? nil : Code.emoji
    default: break
    }
    switch CharacterClass(scalar) {
    case .letter: return Code.letter
    case .uppercase: return Code.capital
    case .han, .kana: return Code.unspaced
    case .digit: return Code.digits
    case .mark: return nil
    case .closing: return Code.closing
    case .opening: return Code.opening
    case .terminator: return Code.terminator
    case .whiteSpace, .symbol: break
    }
    switch utf8proc_category(utf8proc_int32_t(bitPattern: scalar)) {
    case UTF8PROC_CATEGORY_SC: return Code.currency
    case UTF8PROC_CATEGORY_PD: return Code.longDash
    default: return Code.otherSymbol
    }
  }

  /// Finds the items of a stretch.
  static func scan(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into items: inout [BoundaryItem]
  ) {
    items.removeAll(keepingCapacity: true)
    var position = range.lowerBound
    var last: UInt32 = 0
    while position < range.upperBound {
      let scalar = decodeScalar(text, at: position)
      let upper = position + scalar.count
      let count = items.count
      if let code = code(of: scalar.value) {
        let isLetter = code == Code.letter || code == Code.capital
        if count > 0, isLetter, items[count - 1].isWord {
          if items[count - 1].code == Code.capital { items[count - 1].code = Code.capitalized }
          if items[count - 1].code == Code.letter { items[count - 1].code = Code.word }
          items[count - 1].range = items[count - 1].range.lowerBound..<upper
        } else if count > 0, code == items[count - 1].code,
          code == Code.digits || last == scalar.value
        {
          items[count - 1].range = items[count - 1].range.lowerBound..<upper
        } else {
          items.append(BoundaryItem(code: code, range: position..<upper))
        }
        last = scalar.value
      } else if count > 0 {
        items[count - 1].range = items[count - 1].range.lowerBound..<upper
      } else {
        items.append(BoundaryItem(code: Code.otherSymbol, range: position..<upper))
      }
      position = upper
    }
  }
}
