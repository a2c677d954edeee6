import ElmanBytes

/// A label that tells the place of a token in a span, and the span's type: `B-PER`, or `O`.
package struct SpanLabel: Sendable, Hashable {
  /// Where a token stands in its span.
  package enum Prefix: String, Sendable, Hashable, CaseIterable {
    /// In none.
    case outside = "O"
    /// At the beginning.
    case begin = "B"
    /// Inside, or in IOB1 at the beginning.
    case inside = "I"
    /// Inside, in BMES and BMEWO.
    case middle = "M"
    /// At the end, in BIOES, BMES and BMEWO.
    case end = "E"
    /// Alone, in BIOES and BMES.
    case single = "S"
    /// At the end, in BILUO.
    case last = "L"
    /// Alone, in BILUO.
    case unit = "U"
    /// Alone, in BMEWO.
    case whole = "W"

    /// Whether a span that is open may go on with such a token.
    var mayContinue: Bool {
      switch self {
      case .inside, .middle, .end, .last: true
      case .outside, .begin, .single, .unit, .whole: false
      }
    }

    /// Whether the span ends with such a token.
    var closes: Bool {
      switch self {
      case .end, .single, .last, .unit, .whole: true
      case .outside, .begin, .inside, .middle: false
      }
    }
  }

  /// Where the token stands.
  package var prefix: Prefix

  /// The type of the span; empty for `O`.
  package var type: String

  /// The label of a token in no span.
  package static let outside = SpanLabel(.outside, "")

  /// Creates a label.
  package init(_ prefix: Prefix, _ type: String) {
    self.prefix = prefix
    self.type = type
  }

  /// Reads a label: the prefix ends at the first hyphen, so that a type may hold more of them.
  ///
  /// A label without a hyphen, such as `B`, has an empty type. Anything that does not begin with one of
  /// the prefixes gives `nil`.
  package init?(_ label: String) {
    let prefix: Substring
    if let hyphen = label.utf8.firstIndex(of: UInt8(ascii: "-")) {
      prefix = label[..<hyphen]
      type = String(label[label.utf8.index(after: hyphen)...])
    } else {
      prefix = label[...]
      type = ""
    }
    guard let known = Prefix(rawValue: String(prefix)) else { return nil }
    self.prefix = known
    if known == .outside { type = "" }
  }
}

extension SpanLabel {
  /// Whether the types have the same bytes.
  func hasType(of other: SpanLabel) -> Bool { type.hasSameBytes(as: other.type) }

  /// Whether two labels have the same prefix and, by its bytes, the same type.
  package static func == (left: SpanLabel, right: SpanLabel) -> Bool {
    left.prefix == right.prefix && left.hasType(of: right)
  }

  /// Hashes the prefix and the bytes of the type.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(prefix)
    hasher.combine(Spelling(type))
  }
}

extension SpanLabel: CustomStringConvertible {
  /// The label as it stands in a file.
  package var description: String {
    prefix == .outside ? prefix.rawValue : "\(prefix.rawValue)-\(type)"
  }
}
