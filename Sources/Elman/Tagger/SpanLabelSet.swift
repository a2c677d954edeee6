import ElmanBytes
import ElmanCorpora
import ElmanNetworks
import ElmanText

/// The labels of a model that finds spans, such as `O B-PER I-PER E-PER S-PER`.
package struct SpanLabelSet: Sendable {
  /// The scheme that the labels are in.
  package let scheme: SpanScheme

  /// The types of the spans, in alphabetical order.
  package let types: [String]

  /// Which labels may follow each other; `nil` where the labels lack one that may stand anywhere.
  package let constraints: LabelConstraints?

  private let labels: [SpanLabel]

  /// Reads a set of labels. One that is of no scheme is as good as `O`.
  ///
  /// - Parameters:
  ///   - labels: the labels.
  ///   - scheme: the scheme that they are in.
  ///   - isConstrained: whether ``constraints`` are wanted, which take the time and memory of the labels' square.
  package init(_ labels: LabelSet, scheme: SpanScheme, isConstrained: Bool = true) {
    let parsed = labels.labels.map { SpanLabel($0) ?? .outside }
    self.scheme = scheme
    self.labels = parsed
    types = parsed.lazy.filter { $0.prefix != .outside }.map(\.type).distinctSpellings
    constraints =
      isConstrained
      ? LabelConstraints(labelCount: parsed.count) { from, to in
        scheme.allows(from: from.map { parsed[$0] }, to: to.map { parsed[$0] })
      } : nil
  }

  /// The labels that write a span of a type; none in IOB1, where the label before decides.
  package func spanLabels(ofType type: String) -> SpanLabels {
    func id(_ prefix: SpanLabel.Prefix) -> Int32? {
      labels.firstIndex(of: SpanLabel(prefix, type)).map(Int32.init)
    }
    return switch scheme {
    case .iob1: SpanLabels(first: nil, inside: nil, last: nil, single: nil)
    case .bio:
      SpanLabels(
        first: id(.begin), inside: id(.inside), last: id(.inside), single: id(.begin),
        continuation: id(.inside))
    case .bioes:
      SpanLabels(first: id(.begin), inside: id(.inside), last: id(.end), single: id(.single))
    case .biluo:
      SpanLabels(first: id(.begin), inside: id(.inside), last: id(.last), single: id(.unit))
    case .bmes:
      SpanLabels(first: id(.begin), inside: id(.middle), last: id(.end), single: id(.single))
    case .bmewo:
      SpanLabels(first: id(.begin), inside: id(.middle), last: id(.end), single: id(.whole))
    }
  }

  /// The spans that labels stand for, given by their numbers.
  package func spans(of ids: some Sequence<Int32>) -> [LabelledSpan] {
    LabelledSpan.spans(of: ids.lazy.map { labels[Int($0)] })
  }
}
