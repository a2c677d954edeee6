import ElmanBytes
import ElmanText

/// A corpus of sentences with labelled spans, read as a whole and written in one scheme.
package struct EntityCorpus: Sendable {
  /// The path that it was read from.
  package let path: String

  /// The SHA-256 hash of the file, uncompressed.
  package let hash: String

  /// The scheme that the file is in.
  package let sourceScheme: SpanScheme

  /// The scheme that the labels below are in.
  package let scheme: SpanScheme

  /// The sentences, none of them empty, with labels that are valid in `scheme`.
  package let sentences: [LabelledSentence]

  /// What had to be repaired, which a program tells its user once; `nil` for nothing.
  package let repairs: SpanRepairs?

  /// The spans of all sentences.
  package var spans: [[LabelledSpan]] {
    sentences.map { LabelledSpan.spans(of: $0.labels) }
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - format: the form of the file; `nil` to guess it.
  ///   - scheme: the scheme that the labels are wanted in.
  ///   - sourceScheme: the scheme of the file; `nil` to detect it.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - allowsUnknown: whether a token may have ``unknownLabel``.
  /// - Throws: what the readers throw; `malformed` for a label that no scheme knows.
  package init(
    path: String, format: LabelledSentenceFormat? = nil, scheme: SpanScheme = .bioes,
    sourceScheme: SpanScheme? = nil, illFormedText: IllFormedText = .reject,
    allowsUnknown: Bool = false
  ) throws(CorpusError) {
    try self.init(
      ByteSource(path: path, hashing: true), format: format, scheme: scheme,
      sourceScheme: sourceScheme, illFormedText: illFormedText, allowsUnknown: allowsUnknown)
  }

  /// Reads a source to its end, as a file is read.
  ///
  /// - Throws: what the readers throw; `malformed` for a label that no scheme knows.
  package init(
    _ source: ByteSource, format: LabelledSentenceFormat? = nil, scheme: SpanScheme = .bioes,
    sourceScheme: SpanScheme? = nil, illFormedText: IllFormedText = .reject,
    allowsUnknown: Bool = false
  ) throws(CorpusError) {
    let format =
      if let format { format } else { try LabelledSentenceFormat(guessedFrom: source) }
    let reader = format.reader(source, illFormedText: illFormedText)
    var sentences: [LabelledSentence] = []
    while let sentence = try reader.next() { sentences.append(sentence) }
    try self.init(
      path: reader.path, hash: source.hash?.hexadecimal() ?? "", sentences: sentences,
      scheme: scheme, sourceScheme: sourceScheme, allowsUnknown: allowsUnknown)
  }

  /// What a token has for a label where it may be of a span or not; it ends spans.
  package static let unknownLabel = "_"

  /// Takes sentences that were read already, as a file is read.
  ///
  /// - Throws: `malformed` for a label that no scheme knows.
  package init(
    path: String, hash: String, sentences: [LabelledSentence], scheme: SpanScheme = .bioes,
    sourceScheme: SpanScheme? = nil, allowsUnknown: Bool = false
  ) throws(CorpusError) {
    var sentences = sentences
    var unknown: [[Int]] = []
    if allowsUnknown {
      unknown = sentences.map { sentence in
        sentence.labels.indices.filter { sentence.labels[$0].hasSameBytes(as: Self.unknownLabel) }
      }
      for (index, tokens) in unknown.enumerated() {
        for token in tokens { sentences[index].labels[token] = SpanLabel.outside.description }
      }
    }
    var detector = SpanSchemeDetector()
    for sentence in sentences {
      if let unknown = sentence.labels.firstIndex(where: { SpanLabel($0) == nil }) {
        throw .malformed(
          path: path, line: sentence.lines[unknown], expected: "a label such as B-PER or O",
          found: CorpusError.quote(Array(sentence.labels[unknown].utf8)[...]))
      }
      detector.add(sentence.labels)
    }
    let found = sourceScheme ?? detector.scheme
    var repairs: SpanRepairs?
    for index in sentences.indices {
      SpanRepairs.repair(
        &sentences[index].labels, lines: sentences[index].lines, path: path,
        scheme: found, &repairs)
      if found != scheme {
        sentences[index].labels = scheme.labels(from: sentences[index].labels)
      }
    }
    for (index, tokens) in unknown.enumerated() {
      for token in tokens { sentences[index].labels[token] = Self.unknownLabel }
    }
    self.path = path
    self.hash = hash
    self.sourceScheme = found
    self.scheme = scheme
    self.sentences = sentences
    self.repairs = repairs
  }
}
