import ElmanBytes

/// What had to be repaired in a corpus because its labels broke its scheme.
package struct SpanRepairs: Sendable, Hashable {
  /// The path of the corpus.
  package var path: String

  /// The scheme of the corpus.
  package var scheme: SpanScheme

  /// The line of the first label that was changed, counted from 1.
  package var firstLine: Int

  /// That label as it was.
  package var firstFound: String

  /// That label as it is now.
  package var firstRepaired: String

  /// How many labels were changed.
  package var labelCount: Int

  /// In how many sentences.
  package var sentenceCount: Int

  /// Repairs the labels of a sentence.
  ///
  /// - Parameters:
  ///   - labels: the labels, which become valid.
  ///   - lines: for each label the line that it stands on.
  ///   - repairs: what is counted up, made with the first repair.
  static func repair(
    _ labels: inout [String], lines: [Int], path: String, scheme: SpanScheme,
    _ repairs: inout SpanRepairs?
  ) {
    let valid = scheme.labels(from: labels)
    let changed = labels.indices.filter { !labels[$0].hasSameBytes(as: valid[$0]) }
    guard let first = changed.first else { return }
    var counts =
      repairs
      ?? SpanRepairs(
        path: path, scheme: scheme, firstLine: lines[first], firstFound: labels[first],
        firstRepaired: valid[first], labelCount: 0, sentenceCount: 0)
    counts.labelCount += changed.count
    counts.sentenceCount += 1
    repairs = counts
    labels = valid
  }
}

extension SpanRepairs: CustomStringConvertible {
  /// The warning on one line, such as `train.conll:12: expected labels that are valid BIO, found I-PER,
  /// read as B-PER; so were 3 labels in 2 sentences`.
  package var description: String {
    """
    \(path):\(firstLine): expected labels that are valid \(scheme.rawValue.uppercased()), found \
    \(CorpusError.quote(Array(firstFound.utf8)[...])), read as '\(firstRepaired)'; repaired are \
    \(labelCount) label\(labelCount == 1 ? "" : "s") in \(sentenceCount) \
    sentence\(sentenceCount == 1 ? "" : "s")
    """
  }
}
