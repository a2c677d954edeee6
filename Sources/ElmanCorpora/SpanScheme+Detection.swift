/// Counts what tells schemes apart, one sentence after the other.
public struct SpanSchemeDetector: Sendable {
  private var bioes = 0
  private var biluo = 0
  /// Spans that do not follow one of their type at once, by the prefix that they begin with.
  private var beginnings = (begin: 0, inside: 0)

  /// Nothing counted yet.
  public init() {}

  /// Counts the labels of a sentence.
  public mutating func add(_ labels: some Sequence<String>) {
    var previous = SpanLabel.outside
    for text in labels {
      let label = SpanLabel(text) ?? .outside
      switch label.prefix {
      case .outside: break
      case .end, .single: bioes += 1
      case .last, .unit: biluo += 1
      case .begin where !previous.hasType(of: label): beginnings.begin += 1
      case .inside where !previous.hasType(of: label): beginnings.inside += 1
      case .begin, .inside: break
      }
      previous = label
    }
  }

  /// The scheme that fits best; `bio` where nothing tells.
  ///
  /// One `E-`, `S-`, `L-` or `U-` is enough for `bioes` or `biluo`. Faults in a corpus of `bio` do not
  /// make it `iob1` as long as most of its spans begin with `B-`.
  public var scheme: SpanScheme {
    if bioes > 0 || biluo > 0 { return biluo > bioes ? .biluo : .bioes }
    return beginnings.inside > beginnings.begin ? .iob1 : .bio
  }
}

extension SpanScheme {
  /// Finds the scheme of the labels of some sentences, as ``SpanSchemeDetector`` counts.
  public init(detectedIn sentences: some Sequence<[String]>) {
    var detector = SpanSchemeDetector()
    for labels in sentences { detector.add(labels) }
    self = detector.scheme
  }
}
