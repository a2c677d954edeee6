import Elman
import ElmanBytes
import ElmanText

/// How often a tagger is right, in each of its columns.
public struct TaggerScore: DevScore, Hashable, Sendable {
  /// The score of one column.
  public struct Column: Sendable, Hashable {
    /// The column.
    public let column: TagColumn
    /// All tokens.
    public fileprivate(set) var all = ConfusionCounts()
    /// Tokens whose word the model's vocabulary lacks.
    public fileprivate(set) var unknown = ConfusionCounts()
    /// Of entities, how many are found.
    public fileprivate(set) var entities: EntityScore?

    /// Of trees, how many heads and relations are right. What ``all`` counts of them are relations.
    package fileprivate(set) var trees: TreeScore?

    fileprivate init(_ column: TagColumn) {
      self.column = column
      trees = column == .deps ? TreeScore() : nil
      entities = column == .ner ? EntityScore() : nil
    }

    /// What the column counts for: the F1 of entities, of trees the labelled attachment score, else the accuracy.
    public var value: Double { entities?.all.f1 ?? trees?.labelled.f1 ?? all.accuracy }

    /// The name of that.
    public var measure: String {
      entities != nil ? "entity F1" : trees != nil ? "LAS" : "accuracy"
    }
  }

  /// The columns, in the tagger's order.
  public private(set) var columns: [Column]

  /// The score of nothing yet, in at least one column.
  package init(_ columns: [TagColumn] = [.upos]) {
    precondition(!columns.isEmpty, "a score of no column")
    self.columns = columns.map { Column($0) }
  }

  /// The columns that the corpus has.
  public var measured: [Column] { columns.filter { $0.all.total > 0 } }

  /// All tokens, in the first column that the corpus has.
  public var all: ConfusionCounts { (measured.first ?? columns[0]).all }
  /// Tokens whose word the model's vocabulary lacks, in the first column that the corpus has.
  public var unknown: ConfusionCounts { (measured.first ?? columns[0]).unknown }

  /// The share of tokens whose label was found, or of entities the F1: the mean over the columns that
  /// the corpus has.
  public var selectionValue: Double { Self.mean(measured.map(\.value)) }

  /// The name of that: accuracy, entity F1, or of both the mean.
  public var measure: String {
    let names = measured.map(\.measure).distinctSpellings
    return names.count > 1 ? "mean" : names.first ?? "accuracy"
  }

  /// How many entities are found, if the tagger finds entities.
  public var entities: EntityScore? { columns.lazy.compactMap(\.entities).first }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// The accuracy of all tokens and of those with an unknown word; of several columns the mean, and
  /// the accuracy of each. Of entities precision, recall, F1 and calibration.
  public var summary: [String: Double] {
    var summary = entities?.summary ?? [:]
    let tags = measured.filter { $0.entities == nil }
    if columns.count > 1 || entities == nil {
      summary["devAccuracy"] = selectionValue
      summary["devUnknownAccuracy"] = Self.mean(
        tags.filter { $0.unknown.total > 0 }.map(\.unknown.accuracy))
    }
    if columns.count > 1 {
      for column in columns where column.entities == nil {
        summary["devAccuracy.\(column.column.rawValue)"] = column.value
      }
    }
    return summary
  }

  /// The accuracy, or of entities alone the F1; of several columns the mean and that of each.
  package var headline: [ScoreFigure] {
    if columns.count == 1 { return [ScoreFigure("dev \(columns[0].measure)", selectionValue)] }
    return [ScoreFigure(entities == nil ? "dev accuracy" : "dev mean", selectionValue)]
      + columns.map {
        let name = $0.column.rawValue
        return ScoreFigure(
          $0.entities != nil ? "\(name) F1" : $0.trees != nil ? "\(name) LAS" : name, $0.value)
      }
  }

  /// The columns where the most frequent label alone would be right as often, or no entity is found. Lemmas are no
  /// labels.
  package var faults: (lines: [String], isAll: Bool) {
    let tags = measured.filter { $0.column != .lemma }
    let lines = tags.compactMap { column -> String? in
      guard let entities = column.entities else {
        return column.all.faultAgainstMajority(column.column.rawValue)
      }
      return entities.all.gold > 0 && entities.all.correct == 0
        ? "ner: none of the \(entities.all.gold) entities of dev is found" : nil
    }
    return (lines, !lines.isEmpty && lines.count == tags.count)
  }

  /// Counts one token.
  package mutating func add(
    gold: String, predicted: String, isUnknown: Bool, at index: Int = 0
  ) {
    columns[index].all.add(gold: gold, predicted: predicted)
    if isUnknown { columns[index].unknown.add(gold: gold, predicted: predicted) }
  }

  /// Counts the entities of a sentence by its labels, in BIOES.
  ///
  /// - Parameters:
  ///   - gold: the gold labels.
  ///   - predicted: the labels found.
  ///   - probabilities: one for each predicted entity; empty where none are known.
  ///   - index: the column's place.
  package mutating func addEntities(
    gold: [String], predicted: [String], probabilities: [Float] = [], at index: Int = 0
  ) {
    columns[index].entities?.add(
      gold: gold, predicted: predicted, probabilities: probabilities)
  }
}

extension TaggerScore {
  /// Counts the tree of a sentence.
  fileprivate mutating func addTree(
    _ sentence: TaggedSentence, _ relations: [String], _ heads: [Int32], at index: Int
  ) {
    columns[index].trees?.add(
      gold: zip(heads, relations).map { (head: $0, relation: $1) },
      predicted: relations.indices.map { word in
        (
          head: sentence.head(of: word).map { Int32($0 + 1) } ?? 0,
          relation: sentence.label(word, at: index)
        )
      })
  }
}

extension Tagger {
  /// Tags a corpus's sentences, whose tokens are given, and compares the labels of those columns that
  /// both have. Where the gold lemma is `_`, any is right.
  public func score(on corpus: TaggedCorpus, batchSize: Int = TaggerSession.defaultBatchSize)
    -> TaggerScore
  {
    let session = TaggerSession(self, batchSize: batchSize)
    return score(
      of: session.tag(corpus.sentences, entityProbabilities: corpus.labels[.ner] != nil),
      against: corpus)
  }

  /// Compares the labels of tagged sentences with their gold labels.
  func score(of sentences: [TaggedSentence], against corpus: TaggedCorpus) -> TaggerScore {
    let indexer = TokenIndexer(words: words, characters: characters)
    let columns = columns(nil).map(\.column)
    var score = TaggerScore(columns)
    for (index, column) in columns.enumerated() {
      guard let labels = corpus.labels[column] else { continue }
      for (number, (sentence, gold)) in zip(sentences, labels).enumerated() {
        guard let gold else { continue }
        let found = gold.indices.map { sentence.label($0, at: index) }
        for (token, label) in gold.enumerated() {
          score.add(
            gold: column == .lemma && label == "_" ? found[token] : label,
            predicted: found[token],
            isUnknown: sentence.sentence.withBytes(of: token) { indexer.isUnknown($0) }, at: index)
        }
        if column == .deps { score.addTree(sentence, gold, corpus.heads[number] ?? [], at: index) }
        if column == .ner {
          score.addEntities(
            gold: gold, predicted: found, probabilities: sentence.entityProbabilities ?? [],
            at: index)
        }
      }
    }
    return score
  }
}
