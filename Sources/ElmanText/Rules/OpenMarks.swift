/// The quotation marks and brackets of a text that are open at a place.
///
/// Whether a mark opens or closes depends on the language: « and » stand either way round, “ opens in
/// English and closes in German. The white space around it may tell; where it does not, the mark closes
/// if something is open that it can close.
struct OpenMarks: Sendable {
  private static let maximumDepth = 16

  /// What the white space around a mark tells.
  enum Side {
    /// It stands before a word, after white space.
    case opening
    /// It stands after something, before white space.
    case closing
    case either

    /// - Parameters:
    ///   - isAfterSpace: whether white space stands before the mark, or nothing.
    ///   - next: the scalar after the mark, if it touches it.
    init(isAfterSpace: Bool, next: UInt32?) {
      guard let next else {
        self = isAfterSpace ? .either : .closing
        return
      }
      switch CharacterClass(next) {
      case .letter, .uppercase, .han, .kana, .digit, .opening:
        self = isAfterSpace ? .opening : .either
      default: self = .either
      }
    }
  }

  private var open: [UInt32] = []

  /// Whether a scalar may be one of the marks; most are turned away by this.
  @inline(__always)
  static func mayBeMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x28, 0x29, 0x5B, 0x5D, 0xAB, 0xBB, 0x2018...0x203A, 0x3008...0x301F, 0xFF08, 0xFF09: true
    default: false
    }
  }

  /// What may close what a mark opens; nothing for a mark that never opens.
  ///
  /// The straight quotation mark, which is the same on both sides, and ’, which is an apostrophe too,
  /// are left out.
  private static func closers(of opener: UInt32) -> [Unicode.Scalar] {
    switch Unicode.Scalar(opener) {
    case "(": [")"]
    case "[": ["]"]
    case "«": ["»"]
    case "»": ["«", "»"]
    case "‹": ["›"]
    case "›": ["‹", "›"]
    case "“", "”", "‟": ["”"]
    case "„": ["“", "”", "‟"]
    case "‚": ["‘"]
    case "〈": ["〉"]
    case "《": ["》"]
    case "「": ["」"]
    case "『": ["』"]
    case "【": ["】"]
    case "〔": ["〕"]
    case "〖": ["〗"]
    case "〝": ["〞", "〟"]
    case "（": ["）"]
    default: []
    }
  }

  /// Whether a mark closes what is open.
  func closes(_ mark: UInt32, _ side: Side) -> Bool { opening(of: mark, side) != nil }

  /// Notes the next mark of the text; returns whether it closes what was open.
  @discardableResult
  mutating func note(_ mark: UInt32, _ side: Side) -> Bool {
    if let index = opening(of: mark, side) {
      open.removeSubrange(index...)
      return true
    }
    if side != .closing, !Self.closers(of: mark).isEmpty {
      if open.count == Self.maximumDepth { open.removeFirst() }
      open.append(mark)
    }
    return false
  }

  /// Forgets what is open, as a new paragraph does.
  mutating func reset() {
    if !open.isEmpty { open.removeAll(keepingCapacity: true) }
  }

  private func opening(of closer: UInt32, _ side: Side) -> Int? {
    if side == .opening, !Self.closers(of: closer).isEmpty { return nil }
    return open.lastIndex { Self.closers(of: $0).contains { $0.value == closer } }
  }
}
