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
  /// in the column. A lemma of `_` says nothing, but for the form `_`. Entities are in BIOES.
  public internal(set) var labels: [TagColumn: [[String]?]]
  /// For each sentence the heads of its words, 0 for a root, else a word, from 1 on; `nil` for a sentence without
  /// relations.
  public internal(set) var heads: [[Int32]?]
  /// For each sentence its name, where the corpus gives one.
  public let ids: [String?]
  /// What had to be repaired in the labels of entities, which a program tells its user once.
  package internal(set) var repairs: [SpanRepairs] = []
  /// The files that columns were added from.
  package internal(set) var files: [ColumnFile] = []

  /// A file that the labels of one column come from.
  package struct ColumnFile: Sendable {
    /// The column.
    package let column: TagColumn
    /// The path.
    package let path: String
    /// The SHA-256 hash of the file, uncompressed.
    package let hash: String
    /// How many of the corpus's sentences have labels there.
    package let sentenceCount: Int
    /// How many have none because their words are others there, and the first of these.
    package let differences: (count: Int, first: CorpusError)?
  }

  /// The number of tokens.
  public var wordCount: Int { sentences.reduce(0) { $0 + $1.words.count } }

  /// Puts a corpus together.
  ///
  /// - Parameters:
  ///   - path: the path that it was read from.
  ///   - hash: the SHA-256 hash of the file.
  ///   - sentences: the sentences, none of them empty.
  ///   - labels: for each column and each sentence the labels of its tokens.
  ///   - heads: for each sentence with relations the heads of its words; empty if there are none.
  ///   - ids: the names of the sentences; empty if there are none.
  public init(
    path: String, hash: String, sentences: [Sentence], labels: [TagColumn: [[String]?]],
    heads: [[Int32]?] = [], ids: [String?] = []
  ) {
    for (column, labels) in labels {
      precondition(
        labels.count == sentences.count
          && zip(labels, sentences).allSatisfy { ($0?.count ?? $1.words.count) == $1.words.count },
        "labels of \(column) for other tokens")
    }
    precondition(
      ids.isEmpty || ids.count == sentences.count,
      "\(ids.count) names of \(sentences.count) sentences")
    self.path = path
    self.hash = hash
    self.sentences = sentences
    self.labels = labels
    self.heads = heads.isEmpty ? sentences.map { _ in nil } : heads
    let relations = labels[.deps] ?? sentences.map { _ in nil }
    precondition(
      self.heads.count == sentences.count
        && zip(self.heads, relations).allSatisfy { $0?.count == $1?.count },
      "heads of other tokens than relations")
    self.ids = ids.isEmpty ? sentences.map { _ in nil } : ids
  }

  /// Puts a corpus of one column together.
  public init(
    path: String, hash: String, sentences: [Sentence], labels: [[String]],
    column: TagColumn = .upos
  ) {
    self.init(path: path, hash: hash, sentences: sentences, labels: [column: labels])
  }
}

extension TagColumn {
  /// The labels of a sentence; `nil` if it has none in this column. Entities are read elsewhere.
  func labels(of sentence: ConlluSentence) -> [String]? {
    guard let conllu else { return nil }
    func isEmpty(_ column: ConlluColumn) -> Bool {
      (0..<sentence.wordCount).allSatisfy {
        sentence.bytes($0, column).elementsEqual("_".utf8)
      }
    }
    // No word of a sentence may have features: then the other columns tell whether there are any.
    guard !isEmpty(conllu) || self == .feats && !(isEmpty(.upos) && isEmpty(.xpos)) else {
      return nil
    }
    return (0..<sentence.wordCount).map { sentence[$0, conllu] }
  }

  /// The label of a token that is nothing in this column.
  package var emptyLabel: String { self == .ner ? "O" : "_" }

  /// Whether there are labels at all.
  func hasLabels(_ labels: [[String]?]) -> Bool {
    labels.contains { $0?.contains { $0 != emptyLabel } == true }
  }
}
