import Elman
import ElmanCorpora
import ElmanText

/// Sentences with gold labels for each token, in one column or several.
public struct TaggedCorpus: Sendable {
  /// The path that it was read from.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed.
  public let hash: String
  /// The sentences, none of them empty.
  public let sentences: [Sentence]
  /// For each column and each sentence the labels of its tokens; `nil` for a sentence that has none
  /// in the column. A lemma of `_` says nothing, but for the form `_`.
  public let labels: [TagColumn: [[String]?]]

  /// The number of tokens.
  public var tokenCount: Int { sentences.reduce(0) { $0 + $1.tokens.count } }

  /// Puts a corpus together.
  public init(
    path: String, hash: String, sentences: [Sentence], labels: [TagColumn: [[String]?]]
  ) {
    for (column, labels) in labels {
      precondition(
        labels.count == sentences.count
          && zip(labels, sentences).allSatisfy { ($0?.count ?? $1.tokens.count) == $1.tokens.count },
        "labels of \(column) for other tokens")
    }
    self.path = path
    self.hash = hash
    self.sentences = sentences
    self.labels = labels
  }

  /// Puts a corpus of one column together.
  public init(
    path: String, hash: String, sentences: [Sentence], labels: [[String]],
    column: TagColumn = .upos
  ) {
    self.init(path: path, hash: hash, sentences: sentences, labels: [column: labels])
  }

  /// Reads a CoNLL-U file with the labels of one column.
  ///
  /// - Throws: as `init(path:columns:)`.
  public init(path: String, column: TagColumn) throws(TrainingError) {
    try self.init(path: path, columns: [column])
  }

  /// Reads a CoNLL-U file. Where a sentence has only `_` in a column, it has no labels there.
  ///
  /// - Throws: `TrainingError.corpus` for a file that cannot be read, `noSentences`, and `noLabels`
  ///   where a column is empty throughout.
  public init(path: String, columns: [TagColumn]) throws(TrainingError) {
    var sentences: [Sentence] = []
    var labels = Dictionary(uniqueKeysWithValues: columns.map { ($0, [[String]?]()) })
    let source: ByteSource
    do throws(CorpusError) {
      source = try ByteSource(path: path, hashing: true)
      let reader = ConlluReader(source)
      while let sentence = try reader.next() {
        guard sentence.wordCount > 0 else { continue }
        sentences.append(sentence.sentence())
        for column in columns { labels[column]?.append(column.labels(of: sentence)) }
      }
    } catch { throw .corpus(error) }
    guard !sentences.isEmpty else { throw .noSentences(path: path) }
    for column in columns where !column.hasLabels(labels[column] ?? []) {
      throw .noLabels(path: path, column: column)
    }
    self.init(
      path: path, hash: source.hash?.hexadecimal() ?? "", sentences: sentences, labels: labels)
  }

  /// The same sentences with the labels of one more column, read from another file of them.
  ///
  /// - Throws: `TrainingError.corpus` for a file that cannot be read, `noLabels`, and
  ///   `differentSentences` where the other file has other words.
  public func adding(_ column: TagColumn, from other: String) throws(TrainingError) -> TaggedCorpus
  {
    let second = try TaggedCorpus(path: other, column: column)
    guard
      let number = zip(sentences, second.sentences).enumerated()
        .first(where: { !Self.haveSameWords($0.element.0, $0.element.1) })?.offset
        ?? (sentences.count == second.sentences.count
          ? nil : min(sentences.count, second.sentences.count))
    else {
      return TaggedCorpus(
        path: path, hash: hash, sentences: sentences,
        labels: labels.merging(second.labels) { _, new in new })
    }
    func words(_ sentences: [Sentence]) -> String {
      guard number < sentences.count else { return "no sentence" }
      let sentence = sentences[number]
      return sentence.tokens.indices.map { sentence.form($0) }.joined(separator: " ")
    }
    throw .differentSentences(
      path: other, number: number + 1, expected: words(sentences), found: words(second.sentences))
  }

  private static func haveSameWords(_ one: Sentence, _ other: Sentence) -> Bool {
    one.tokens.count == other.tokens.count
      && one.tokens.indices.allSatisfy { one.bytes($0) == other.bytes($0) }
  }
}

extension TagColumn {
  /// The column of a CoNLL-U file; `nil` for what has none of its own.
  public var conllu: ConlluColumn? {
    switch self {
    case .upos: .upos
    case .xpos: .xpos
    case .feats: .feats
    case .lemma: .lemma
    case .ner: nil
    }
  }

  /// The labels of a sentence; `nil` if it has none in this column.
  func labels(of sentence: ConlluSentence) -> [String]? {
    guard let conllu else { return nil }
    func isEmpty(_ column: ConlluColumn) -> Bool {
      sentence.words.allSatisfy { $0.bytes(column).elementsEqual("_".utf8) }
    }
    // No word of a sentence may have features: then the other columns tell whether there are any.
    guard !isEmpty(conllu) || self == .feats && !(isEmpty(.upos) && isEmpty(.xpos)) else {
      return nil
    }
    return sentence.words.map { $0[conllu] }
  }

  /// Whether there are labels at all.
  func hasLabels(_ labels: [[String]?]) -> Bool {
    labels.contains { $0?.contains { $0 != "_" } == true }
  }
}
