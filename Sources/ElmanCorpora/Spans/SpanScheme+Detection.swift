/// Counts what tells schemes apart, one sentence after the other.
package struct SpanSchemeDetector: Sendable {
  /// How often each prefix stands.
  private var counts: [SpanLabel.Prefix: Int] = [:]
  /// Spans that do not follow one of their type at once, by the prefix that they begin with.
  private var beginnings = (begin: 0, inside: 0)

  /// Nothing counted yet.
  package init() {}

  /// Counts the labels of a sentence.
  package mutating func add(_ labels: some Sequence<String>) {
    var previous = SpanLabel.outside
    for text in labels {
      let label = SpanLabel(text) ?? .outside
      if label.prefix != .outside { counts[label.prefix, default: 0] += 1 }
      switch label.prefix {
      case .begin where !previous.hasType(of: label): beginnings.begin += 1
      case .inside where !previous.hasType(of: label): beginnings.inside += 1
      default: break
      }
      previous = label
    }
  }

  /// The scheme that fits best; `bio` where nothing tells.
  ///
  /// One label other than `B-` and `I-` is enough for `bioes`, `biluo`, `bmes` or `bmewo`, the first of
  /// those that have most of the labels. Faults in a corpus of `bio` do not make it `iob1` as long as
  /// most of its spans begin with `B-`.
  package var scheme: SpanScheme {
    guard counts.keys.allSatisfy(SpanScheme.bio.prefixes.contains) else {
      let schemes: [SpanScheme] = [.biluo, .bmes, .bmewo]
      return schemes.reduce(.bioes) { count(of: $1) > count(of: $0) ? $1 : $0 }
    }
    return beginnings.inside > beginnings.begin ? .iob1 : .bio
  }

  /// How many labels a scheme has.
  private func count(of scheme: SpanScheme) -> Int {
    scheme.prefixes.reduce(0) { $0 + (counts[$1] ?? 0) }
  }
}

extension SpanScheme {
  /// Finds the scheme of the labels of some sentences, as ``SpanSchemeDetector`` counts.
  package init(detectedIn sentences: some Sequence<[String]>) {
    var detector = SpanSchemeDetector()
    for labels in sentences { detector.add(labels) }
    self = detector.scheme
  }
}
