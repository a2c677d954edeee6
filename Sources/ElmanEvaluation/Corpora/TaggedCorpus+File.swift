import Elman
import ElmanCorpora
import ElmanText

extension TaggedCorpus {
  /// Reads a file with the labels of one column.
  ///
  /// - Throws: as `init(path:columns:)`.
  public init(path: String, column: TagColumn) throws(CorpusError) {
    try self.init(path: path, columns: [column])
  }

  /// Reads a file with the labels of all the columns. Where a sentence has only `_` in a column, it
  /// has no labels there.
  ///
  /// The file is CoNLL-U, where entities stand in MISC, `NER=B-PER`. One of entities alone may be of
  /// any `LabelledSentenceFormat` and any `SpanScheme`.
  ///
  /// - Throws: what the file's reader throws; `noExamples` for a file without sentences, and `noLabels`
  ///   where a column is empty throughout.
  public init(path: String, columns: [TagColumn]) throws(CorpusError) {
    try self.init(path: path, columns: columns, isLenient: false)
  }

  /// Reads a file in which tokens may have `_` for a label of the column: it is not known.
  ///
  /// - Throws: as `init(path:columns:)`.
  package init(partOf column: TagColumn, path: String) throws(CorpusError) {
    try self.init(path: path, columns: [column], isLenient: false, allowsUnknown: true)
  }

  /// Reads a file with the labels of those of the columns that it has.
  ///
  /// - Throws: as `init(path:columns:)`; `noLabels` where all columns are empty throughout.
  public init(path: String, anyOf columns: [TagColumn]) throws(CorpusError) {
    try self.init(path: path, columns: columns, isLenient: true)
  }

  private init(
    path: String, columns: [TagColumn], isLenient: Bool, allowsUnknown: Bool = false
  ) throws(CorpusError) {
    // One that is named twice is read once.
    var seen: Set<TagColumn> = []
    let columns = columns.filter { seen.insert($0).inserted }
    let source = try ByteSource(path: path, hashing: true)
    let corpus =
      try Self.holdsEntitiesAlone(source, columns, isLenient: isLenient)
      ? TaggedCorpus(try EntityCorpus(source, allowsUnknown: allowsUnknown))
      : TaggedCorpus(conllu: source, columns: columns, allowsUnknown: allowsUnknown)
    guard !corpus.sentences.isEmpty else { throw .noExamples(path: path, of: "sentence") }
    let missing = columns.filter { corpus.labels[$0] == nil }
    if let column = missing.first, !isLenient || missing.count == columns.count {
      throw .noLabels(path: path, column: column.rawValue, found: column.emptyLabel)
    }
    self = corpus
  }

  /// Whether a file is of a form that has entities and nothing else.
  private static func holdsEntitiesAlone(
    _ source: ByteSource, _ columns: [TagColumn], isLenient: Bool
  ) throws(CorpusError) -> Bool {
    guard columns.contains(.ner) else { return false }
    if columns.count == 1 { return try LabelledSentenceFormat(guessedFrom: source) != .conllu }
    // What is of no form at all is told by the reader of CoNLL-U.
    guard isLenient, let format = try? LabelledSentenceFormat(guessedFrom: source) else {
      return false
    }
    return format != .conllu
  }

  /// A corpus of entities alone.
  private init(_ corpus: EntityCorpus) {
    self.init(
      path: corpus.path, hash: corpus.hash, sentences: corpus.sentences.map(\.sentence),
      labels: [.ner: corpus.sentences.map(\.labels)], ids: corpus.sentences.map(\.id))
    repairs = corpus.repairs.map { [$0] } ?? []
  }

  /// Those of the columns that are not empty throughout.
  private init(
    conllu source: ByteSource, columns: [TagColumn], allowsUnknown: Bool
  ) throws(CorpusError) {
    var sentences: [Sentence] = []
    var ids: [String?] = []
    var heads: [[Int32]?] = []
    var labels = Dictionary(uniqueKeysWithValues: columns.map { ($0, [[String]?]()) })
    var entities: [LabelledSentence] = []
    let reader = ConlluReader(source)
    while let block = try reader.next() {
      guard block.wordCount > 0 else { continue }
      sentences.append(block.sentence(isPlaced: false))
      ids.append(block.sentenceID)
      for column in columns where column != .ner {
        labels[column]?.append(column.labels(of: block))
      }
      if let relations = labels[.deps]?.last {
        heads.append(relations == nil ? nil : block.heads)
        // Relations without heads are no tree.
        if heads.last == .some(nil) { labels[.deps]?[heads.count - 1] = nil }
      }
      if columns.contains(.ner) {
        entities.append(
          LabelledSentence(
            sentence: block.sentence(isPlaced: false), labels: block.spanLabels(),
            lines: (0..<block.wordCount).map(block.line(ofWord:))))
      }
    }
    let spans = try EntityCorpus(
      path: reader.path, hash: "", sentences: entities, allowsUnknown: allowsUnknown)
    if columns.contains(.ner) { labels[.ner] = spans.sentences.map(\.labels) }
    self.init(
      path: reader.path, hash: source.hash?.hexadecimal() ?? "", sentences: sentences,
      labels: labels.filter { $0.key.hasLabels($0.value) },
      heads: labels[.deps].map { TagColumn.deps.hasLabels($0) } == true ? heads : [], ids: ids)
    repairs = spans.repairs.map { [$0] } ?? []
  }
}
