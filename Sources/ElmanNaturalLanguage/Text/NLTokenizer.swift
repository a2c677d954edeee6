import Elman
import ElmanText

/// Cuts text into words, sentences, paragraphs, or not at all.
///
/// ```swift
/// let tokenizer = NLTokenizer(unit: .word)
/// tokenizer.string = text
/// tokenizer.enumerateTokens(in: text.startIndex..<text.endIndex) { range, attributes in
///   print(text[range])
///   return true
/// }
/// ```
///
/// Words are the tokens of the language's model, marks and white space left out; where there is no model, the rules cut. A tokenizer is
/// for one thread at a time.
open class NLTokenizer: NSObject {
  /// What a token has in it besides letters.
  public struct Attributes: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt

    /// Attributes by their bits.
    public init(rawValue: UInt) { self.rawValue = rawValue }

    /// It has digits.
    public static let numeric = Attributes(rawValue: 1 << 0)
    /// It has symbols.
    public static let symbolic = Attributes(rawValue: 1 << 1)
    /// It has emoji.
    public static let emoji = Attributes(rawValue: 1 << 2)
  }

  /// What the text is cut into.
  public let unit: NLTokenUnit
  /// The text.
  open var string: String? { didSet { units = nil } }
  private var language: NLLanguage?
  private var units: TextCutter?

  /// A tokenizer that cuts into units of a kind.
  public init(unit: NLTokenUnit) { self.unit = unit }

  /// Sets the language of the text; it is recognized unless it is set.
  open func setLanguage(_ language: NLLanguage) {
    self.language = language
    units = nil
  }

  /// The unit that an index is in.
  ///
  /// - Returns: an empty range at the index where it is in none: at the end, and of words, in white space and marks.
  open func tokenRange(at index: String.Index) -> Range<String.Index> {
    let cutter = cutter()
    let offset = cutter.places.offset(of: index)
    guard let unit = cutter.unit(unit, at: offset), isToken(unit) else {
      let place = cutter.places.index(cutter.places.characterStart(around: offset))
      return place..<place
    }
    return cutter.places.range(unit.bytes)
  }

  /// The units that a range touches, from the first one's start to the last one's end.
  open func tokenRange(for range: Range<String.Index>) -> Range<String.Index> {
    let cutter = cutter()
    let bytes = cutter.places.characters(in: range)
    var found: Range<Int>?
    cutter.forEach(unit, in: bytes) { unit in
      if isToken(unit) {
        found = (found?.lowerBound ?? unit.bytes.lowerBound)..<unit.bytes.upperBound
      }
      return true
    }
    return cutter.places.range(found ?? bytes.lowerBound..<bytes.lowerBound)
  }

  /// Calls `block` for each unit that a range touches, until it returns `false`.
  ///
  /// - Parameters:
  ///   - range: a range of ``string``.
  ///   - block: takes the unit's range, and what is in it.
  open func enumerateTokens(
    in range: Range<String.Index>, using block: (Range<String.Index>, Attributes) -> Bool
  ) {
    let cutter = cutter()
    cutter.forEach(unit, in: cutter.places.characters(in: range)) { unit in
      guard isToken(unit) else { return true }
      let place = cutter.places.range(unit.bytes)
      return block(place, Self.attributes(of: cutter.places.string[place]))
    }
  }

  /// The units that a range touches.
  open func tokens(for range: Range<String.Index>) -> [Range<String.Index>] {
    var tokens: [Range<String.Index>] = []
    enumerateTokens(in: range) { token, _ in
      tokens.append(token)
      return true
    }
    return tokens
  }

  private func isToken(_ unit: TextCutter.Unit) -> Bool {
    unit.kind == nil || unit.kind == .word || unit.kind == .other
  }

  private func cutter() -> TextCutter {
    if let units { return units }
    let cutter = TextCutter(string ?? "", language: language)
    units = cutter
    return cutter
  }

  private static func attributes(of token: Substring) -> Attributes {
    var attributes: Attributes = []
    for scalar in token.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: attributes.insert(.numeric)
      case 0..<0x80:
        if "$+<=>^`|~".unicodeScalars.contains(scalar) { attributes.insert(.symbolic) }
      default:
        let properties = scalar.properties
        if properties.numericType != nil { attributes.insert(.numeric) }
        if properties.isEmoji { attributes.insert(.emoji) }
        switch properties.generalCategory {
        case .mathSymbol, .currencySymbol, .otherSymbol: attributes.insert(.symbolic)
        default: break
        }
      }
    }
    return attributes
  }
}
