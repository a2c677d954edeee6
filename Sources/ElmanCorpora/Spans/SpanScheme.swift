import ElmanBytes

/// The ways to write spans as one label a token.
///
/// Reference: Ramshaw and Marcus, 1995, Text Chunking Using Transformation-Based Learning; Tjong Kim
/// Sang and Veenstra, 1999, Representing Text Chunks; Ratinov and Roth, 2009, Design Challenges and
/// Misconceptions in Named Entity Recognition.
package enum SpanScheme: String, Sendable, Hashable, CaseIterable, Codable {
  /// `I-` throughout; `B-` only where a span follows another of its type at once.
  case iob1

  /// `B-` begins every span, `I-` goes on. Also called IOB2.
  case bio

  /// As `bio`, with `E-` at the end of a span and `S-` for a span of one token. Also called IOBES.
  case bioes

  /// As `bioes`, with `L-` for `E-` and `U-` for `S-`. Also called BILOU.
  case biluo

  /// As `bioes`, with `M-` for `I-`. Also called BMESO.
  case bmes

  /// As `bmes`, with `W-` for `S-`.
  case bmewo

  /// The labels that stand for spans.
  ///
  /// - Parameters:
  ///   - spans: within `0..<count`, in order and apart from each other.
  ///   - count: the number of tokens.
  package func labels(of spans: some Sequence<LabelledSpan>, count: Int) -> [String] {
    var labels = [String](repeating: "O", count: count)
    var previous = LabelledSpan(range: 0..<0, type: "")
    for span in spans {
      let range = span.range
      precondition(
        range.lowerBound >= previous.range.upperBound && range.upperBound <= count
          && !range.isEmpty,
        "a span of \(range) after \(previous.range) in \(count) tokens")
      let touches =
        !previous.range.isEmpty && previous.range.upperBound == range.lowerBound
        && previous.type.hasSameBytes(as: span.type)
      for index in range {
        let prefix = prefix(
          isFirst: index == range.lowerBound, isLast: index + 1 == range.upperBound,
          touches: touches)
        labels[index] = SpanLabel(prefix, span.type).description
      }
      previous = span
    }
    return labels
  }

  private func prefix(isFirst: Bool, isLast: Bool, touches: Bool) -> SpanLabel.Prefix {
    switch self {
    case .iob1: isFirst && touches ? .begin : .inside
    case .bio: isFirst ? .begin : .inside
    case .bioes: isFirst ? isLast ? .single : .begin : isLast ? .end : .inside
    case .biluo: isFirst ? isLast ? .unit : .begin : isLast ? .last : .inside
    case .bmes: isFirst ? isLast ? .single : .begin : isLast ? .end : .middle
    case .bmewo: isFirst ? isLast ? .whole : .begin : isLast ? .end : .middle
    }
  }

  /// Writes labels anew in this scheme, by way of the spans that they stand for.
  ///
  /// Valid labels of this scheme stay as they are, and only those do: what the scheme does not allow is
  /// repaired as `LabelledSpan.spans(of:)` reads it.
  package func labels(from labels: [String]) -> [String] {
    self.labels(of: LabelledSpan.spans(of: labels), count: labels.count)
  }

  /// Whether one label may follow another.
  ///
  /// A sequence is valid in this scheme if and only if all its steps are allowed, the one to its first
  /// label and the one from its last label among them.
  ///
  /// - Parameters:
  ///   - previous: the label before, or `nil` at the start of the sentence.
  ///   - next: the label after, or `nil` at the end of the sentence.
  package func allows(from previous: SpanLabel?, to next: SpanLabel?) -> Bool {
    let previous = previous ?? .outside
    let next = next ?? .outside
    guard knows(previous), knows(next) else { return false }
    // Types without a name cannot be told from what is outside.
    let isSameType = previous.hasType(of: next) && previous.prefix != .outside
    switch self {
    case .iob1: return next.prefix != .begin || isSameType
    case .bio: return next.prefix != .inside || isSameType
    case .bioes, .biluo, .bmes, .bmewo:
      let isOpen = previous.prefix != .outside && !previous.prefix.closes
      return isOpen ? next.prefix.mayContinue && isSameType : !next.prefix.mayContinue
    }
  }

  /// The places in a span that the scheme tells apart.
  var prefixes: [SpanLabel.Prefix] {
    switch self {
    case .iob1, .bio: [.begin, .inside]
    case .bioes: [.begin, .inside, .end, .single]
    case .biluo: [.begin, .inside, .last, .unit]
    case .bmes: [.begin, .middle, .end, .single]
    case .bmewo: [.begin, .middle, .end, .whole]
    }
  }

  /// Whether the scheme has such a label.
  private func knows(_ label: SpanLabel) -> Bool {
    if label.prefix == .outside { return true }
    return !label.type.isEmpty && prefixes.contains(label.prefix)
  }
}
