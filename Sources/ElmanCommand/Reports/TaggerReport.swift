import Elman
import ElmanEvaluation

/// A tagger's score as a person or a program reads it.
struct TaggerReport: EvaluationReport {
  let score: TaggerScore
  let wordsPerSecond: Double

  /// The columns of tags, which are neither entities nor trees.
  private var tagColumns: [TaggerScore.Column] {
    score.measured.filter { $0.entities == nil && $0.trees == nil }
  }

  /// The first of them, if there is one.
  private var tags: TaggerScore.Column? { tagColumns.first }

  /// The trees, if the corpus has them.
  private var trees: TreeTable? {
    score.measured.lazy.compactMap(\.trees).first.map { TreeTable(score: $0) }
  }

  /// The entities, if the corpus has them.
  private var entities: EntityTable? {
    score.measured.lazy.compactMap(\.entities).first.map { EntityTable(score: $0) }
  }

  /// Tables.
  var text: String {
    var lines = accuracies + ["speed          \(Int(wordsPerSecond)) words/s"]
    if let entities { lines += [""] + entities.scores }
    if let trees { lines += [""] + trees.distances + [""] + trees.relations }
    if let tags {
      let table = LabelTable(counts: tags.all, unit: "words")
      lines += [""] + table.scores + table.errors(most: 10)
    }
    return lines.joined(separator: "\n")
  }

  /// The accuracy, of several columns that of each.
  private var accuracies: [String] {
    guard score.measured.count > 1 else {
      if let entities { return entities.summary }
      if let trees { return trees.summary }
      return [
        "accuracy       \(LabelTable.percent(score.all.accuracy))   \(score.all.correct) of"
          + " \(score.all.total) words",
        "unknown words  \(LabelTable.percent(score.unknown.accuracy))   \(score.unknown.correct) of"
          + " \(score.unknown.total) words",
      ]
    }
    return ["column           accuracy  unknown words    words"]
      + tagColumns.map { column in
        "\(column.column.rawValue.padded(15))  \(LabelTable.percent(column.all.accuracy))"
          + "      \(LabelTable.percent(column.unknown.accuracy))"
          + "  \(String(column.all.total).padded(-7))"
      }
      + (trees?.summary ?? []) + (entities?.summary ?? [])
      + ["mean".padded(entities == nil ? 17 : 19) + LabelTable.percent(score.selectionValue)]
  }

  /// One JSON object.
  var json: String {
    let table = tags.map { LabelTable(counts: $0.all, unit: "words") }
    return Settings.json(
      Summary(
        columns: score.columns.count == 1
          ? nil
          : Dictionary(
            tagColumns.map {
              (
                $0.column.rawValue,
                Summary.Column(
                  accuracy: $0.all.accuracy, unknownAccuracy: $0.unknown.accuracy,
                  words: $0.all.total, unknownWords: $0.unknown.total)
              )
            }, uniquingKeysWith: { first, _ in first }),
        entities: entities?.json, trees: trees?.json,
        accuracy: tags?.all.accuracy, unknownAccuracy: tags?.unknown.accuracy,
        words: score.all.total, unknownWords: score.unknown.total,
        wordsPerSecond: wordsPerSecond, labels: table?.scoresByName, confusions: table?.confusions))
  }

  private struct Summary: Encodable {
    /// One of several columns; the rest is the first one's.
    struct Column: Encodable {
      let accuracy, unknownAccuracy: Double
      let words, unknownWords: Int
    }

    let columns: [String: Column]?
    let entities: EntityTable.Summary?
    let trees: TreeTable.Summary?
    let accuracy: Double?
    let unknownAccuracy: Double?
    let words: Int
    let unknownWords: Int
    let wordsPerSecond: Double
    let labels: [String: LabelTable.Label]?
    let confusions: [LabelTable.Confusion]?
  }
}
