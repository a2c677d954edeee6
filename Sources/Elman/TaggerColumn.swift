import ElmanText

/// A column that a tagger fills, and the labels that it tells apart there.
public struct TaggerColumn: Sendable {
  /// Which column.
  public let column: TagColumn
  /// The labels. Those of lemmas are rules, as ``LemmaRule/description`` writes them.
  public let labels: LabelSet
  /// For each label of lemmas its rule; empty for other columns.
  let rules: [LemmaRule]

  /// A column with its labels. Of lemmas, a label that is no rule leaves the form as it is.
  public init(_ column: TagColumn, labels: LabelSet) {
    self.column = column
    self.labels = labels
    rules = column == .lemma ? labels.labels.map { LemmaRule($0) ?? .unchanged } : []
  }
}
