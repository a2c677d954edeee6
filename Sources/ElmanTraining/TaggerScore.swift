import Elman
import ElmanText

/// How often a tagger is right, in each of its columns.
public struct TaggerScore: DevScore, Hashable {
  /// The score of one column.
  public struct Column: Sendable, Hashable {
    /// The column.
    public let column: TagColumn
    /// All tokens.
    public fileprivate(set) var all = ConfusionCounts()
    /// Tokens whose word the model's vocabulary lacks.
    public fileprivate(set) var unknown = ConfusionCounts()
  }

  /// The columns, in the tagger's order.
  public private(set) var columns: [Column]

  /// The score of nothing yet, in at least one column.
  public init(_ columns: [TagColumn] = [.upos]) {
    precondition(!columns.isEmpty, "a score of no column")
    self.columns = columns.map { Column(column: $0) }
  }

  /// All tokens, in the first column.
  public var all: ConfusionCounts { columns[0].all }
  /// Tokens whose word the model's vocabulary lacks, in the first column.
  public var unknown: ConfusionCounts { columns[0].unknown }

  /// The share of tokens whose label was found: the mean over the columns that the corpus has.
  public var accuracy: Double { mean(\.all) }

  private func mean(_ counts: KeyPath<Column, ConfusionCounts>) -> Double {
    let found = columns.map { $0[keyPath: counts] }.filter { $0.total > 0 }
    return found.isEmpty ? 0 : found.reduce(0) { $0 + $1.accuracy } / Double(found.count)
  }

  /// The accuracy of all tokens and of those with an unknown word; of several columns the mean, and
  /// the accuracy of each.
  public var summary: [String: Double] {
    let means = ["devAccuracy": accuracy, "devUnknownAccuracy": mean(\.unknown)]
    return parts.reduce(into: means) { $0["devAccuracy.\($1.name)"] = $1.value }
  }

  /// The accuracy, and that of each of several columns.
  public var headline: [(name: String, value: Double)] { [("dev accuracy", accuracy)] + parts }

  private var parts: [(name: String, value: Double)] {
    columns.count == 1 ? [] : columns.map { ($0.column.rawValue, $0.all.accuracy) }
  }

  /// Counts one token.
  public mutating func add(
    gold: String, predicted: String, isUnknown: Bool, at index: Int = 0
  ) {
    columns[index].all.add(gold: gold, predicted: predicted)
    if isUnknown { columns[index].unknown.add(gold: gold, predicted: predicted) }
  }
}

extension Tagger {
  /// Tags a corpus's sentences, whose tokens are given, and compares the labels of those columns that
  /// both have. Where the gold lemma is `_`, any is right.
  public func score(on corpus: TaggedCorpus, batchSize: Int = TaggerSession.defaultBatchSize)
    -> TaggerScore
  {
    let session = TaggerSession(self, batchSize: batchSize)
    return score(of: session.tag(corpus.sentences), against: corpus)
  }

  /// Compares the labels of tagged sentences with their gold labels.
  func score(of sentences: [TaggedSentence], against corpus: TaggedCorpus) -> TaggerScore {
    let indexer = TokenIndexer(words: words, characters: characters)
    var score = TaggerScore(columns.map(\.column))
    for (index, column) in columns.map(\.column).enumerated() {
      guard let labels = corpus.labels[column] else { continue }
      for (sentence, gold) in zip(sentences, labels) {
        guard let gold else { continue }
        for (token, label) in gold.enumerated() {
          let predicted = sentence.label(token, at: index)
          score.add(
            gold: column == .lemma && label == "_" ? predicted : label, predicted: predicted,
            isUnknown: sentence.sentence.withBytes(of: token) { indexer.isUnknown($0) }, at: index)
        }
      }
    }
    return score
  }
}
