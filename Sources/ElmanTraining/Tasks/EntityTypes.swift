import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// A corpus to learn beside the one whose tags are asked for.
struct AddedCorpus: Sendable {
  let corpus: TaggedCorpus
  /// Whether another model gave its labels.
  let isSilver: Bool

  init(_ corpus: TaggedCorpus, isSilver: Bool) {
    (self.corpus, self.isSilver) = (corpus, isSilver)
  }
}

/// The types of entities that several corpora mark, each of them some or all.
struct EntityTypes {
  /// All of them.
  let types: [String]

  /// Those that silver corpora have alone are left out.
  init(_ corpora: [AddedCorpus]) {
    types =
      corpora.filter { !$0.isSilver }
      .flatMap { Self.types(of: $0.corpus.labels[.ner] ?? []) }.distinctSpellings
  }

  private static func types(of labels: [[String]?]) -> [String] {
    labels.compactMap { $0 }.joined().distinctSpellings.compactMap { SpanLabel($0)?.type }
      .filter { !$0.isEmpty }.distinctSpellings
  }

  /// `O`, and for each type all that BIOES has: a span of a length that the corpora lack must not be
  /// impossible.
  var labels: [String] {
    let prefixes: [SpanLabel.Prefix] = [.begin, .inside, .end, .single]
    return [SpanLabel.outside.description]
      + types.flatMap { type in prefixes.map { SpanLabel($0, type).description } }
  }

  /// Numbers the labels of a corpus.
  ///
  /// A corpus marks the types that occur in it. What it leaves outside may be of the others; what it marks of a type
  /// that is none here, and what is `_`, may be anything.
  ///
  /// - Parameters:
  ///   - corpus: for each sentence its labels.
  ///   - set: all labels.
  ///   - alternatives: gets the set of those that a token outside may have.
  func ids(
    of corpus: [[String]?], in set: LabelSet, _ alternatives: inout [[Bool]]
  ) -> [[Int32]?] {
    let marked = Set(Self.types(of: corpus).map { Spelling($0) })
    let isOpen = set.labels.map { label in
      SpanLabel(label).map { $0.prefix == .outside || !marked.contains(Spelling($0.type)) } ?? false
    }
    var outside = Int32(set.id(of: SpanLabel.outside.description) ?? 0)
    if isOpen.count(where: { $0 }) > 1 {
      let number = alternatives.firstIndex(of: isOpen) ?? alternatives.count
      if number == alternatives.count { alternatives.append(isOpen) }
      outside = -2 - Int32(number)
    }
    return corpus.map { labels in
      labels?.map { label in
        label.hasSameBytes(as: SpanLabel.outside.description)
          ? outside : set.id(of: label).map { Int32($0) } ?? -1
      }.ifAnyIsKnown
    }
  }
}
