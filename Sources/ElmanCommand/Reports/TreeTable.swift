import ElmanEvaluation
import ElmanStreams
import ElmanText

/// The score of trees as tables and as JSON.
struct TreeTable {
  let score: TreeScore

  /// How many heads are right, heads with relations, and the same of words of content.
  var summary: [String] {
    [("UAS", score.unlabelled), ("LAS", score.labelled), ("CLAS", score.content)].map {
      "\($0.padded(15))  \(LabelTable.percent($1.f1))   \($1.correct) of \($1.gold) words"
    }
  }

  /// Heads by how far off they are.
  var distances: [String] {
    ["distance    precision   recall       F1    words"]
      + TreeScore.Distance.allCases.compactMap { distance in
        score.distances[distance].map { row(distance.name.padded(10), $0) }
      }
  }

  /// Heads and relations by relation.
  var relations: [String] {
    let names = LookAlikes.names(of: score.byRelation.map(\.relation))
    let width = max(10, names.map(\.count).max() ?? 0)
    return ["\("relation".padded(width))  precision   recall       F1    words"]
      + zip(names, score.byRelation).map { row($0.padded(width), $1.counts) }
  }

  private func row(_ name: String, _ counts: MatchCounts) -> String {
    "\(name)  \(LabelTable.shares(of: counts))  \(String(counts.gold).padded(-7))"
  }

  /// The same for JSON.
  var json: Summary {
    func label(_ counts: MatchCounts) -> LabelTable.Label { LabelTable.Label(counts) }
    return Summary(
      uas: score.unlabelled.f1, las: score.labelled.f1, clas: score.content.f1,
      words: score.labelled.gold,
      distances: Dictionary(
        score.distances.map { ($0.key.name, label($0.value)) }, uniquingKeysWith: { $1 }),
      relations: Dictionary(
        zip(
          LookAlikes.names(of: score.byRelation.map(\.relation)),
          score.byRelation.map { label($0.counts) }), uniquingKeysWith: { $1 }))
  }

  /// What the JSON holds.
  struct Summary: Encodable {
    let uas, las, clas: Double
    let words: Int
    let distances, relations: [String: LabelTable.Label]
  }
}
