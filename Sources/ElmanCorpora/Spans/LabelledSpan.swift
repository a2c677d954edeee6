import ElmanBytes

/// A stretch of a sentence with a type, such as the name of a person.
package struct LabelledSpan: Sendable, Hashable {
  /// The tokens, counted from 0; never empty.
  package var range: Range<Int>

  /// What the span is, such as `PER`.
  package var type: String

  /// Creates a span.
  package init(range: Range<Int>, type: String) {
    self.range = range
    self.type = type
  }
}

extension LabelledSpan {
  /// Whether two spans have the same place and, by its bytes, the same type.
  package static func == (left: LabelledSpan, right: LabelledSpan) -> Bool {
    left.range == right.range && left.type.hasSameBytes(as: right.type)
  }

  /// Hashes the place and the bytes of the type.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    hasher.combine(Spelling(type))
  }
}

extension LabelledSpan {
  /// Finds the spans that a sequence of labels stands for, whatever the scheme and its faults.
  ///
  /// `B-`, `S-`, `U-` and `W-` begin a span. `I-`, `M-`, `E-` and `L-` go on with the span of the label
  /// before, if that is open and of the same type, and begin one otherwise. `E-`, `L-`, `S-`, `U-` and
  /// `W-` end theirs. So count the programs of the CoNLL shared tasks. A label that no scheme knows is as good as `O`.
  ///
  /// - Returns: the spans in the order of the tokens, apart from each other.
  ///
  /// Reference: Tjong Kim Sang and Buchholz, 2000, Introduction to the CoNLL-2000 Shared Task: Chunking
  /// (`conlleval`).
  package static func spans(of labels: some Sequence<String>) -> [LabelledSpan] {
    spans(of: labels.lazy.map { SpanLabel($0) ?? .outside })
  }

  /// Finds the spans that a sequence of labels stands for, as for labels that are strings.
  package static func spans(of labels: some Sequence<SpanLabel>) -> [LabelledSpan] {
    var spans: [LabelledSpan] = []
    var open: (start: Int, label: SpanLabel)?
    var count = 0
    for label in labels {
      if let current = open, !label.prefix.mayContinue || !label.hasType(of: current.label) {
        spans.append(LabelledSpan(range: current.start..<count, type: current.label.type))
        open = nil
      }
      count += 1
      guard label.prefix != .outside else { continue }
      if open == nil { open = (count - 1, label) }
      if let current = open, label.prefix.closes {
        spans.append(LabelledSpan(range: current.start..<count, type: current.label.type))
        open = nil
      }
    }
    if let open { spans.append(LabelledSpan(range: open.start..<count, type: open.label.type)) }
    return spans
  }
}
