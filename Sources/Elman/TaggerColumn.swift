import ElmanText

/// A column that a tagger fills, and the labels that it tells apart there.
public struct TaggerColumn: Sendable {
  /// Which column.
  public let column: TagColumn
  /// The labels. Those of lemmas are rules, as `LemmaRule/description` writes them.
  public let labels: LabelSet
  /// For each label of lemmas its rule; empty for other columns.
  let rules: [LemmaRule]
  /// The rules of lemmas that were seen with their forms, if they are known.
  let seen: SeenLemmas?

  /// A column with its labels. Of lemmas, a label that is no rule leaves the form as it is.
  ///
  /// - Parameters:
  ///   - column: which column it is.
  ///   - labels: its labels.
  ///   - seen: of lemmas, those of the training corpus.
  public init(_ column: TagColumn, labels: LabelSet, seen: SeenLemmas? = nil) {
    precondition(
      seen.map { $0.rules.allSatisfy { Int($0) < labels.count } } ?? true, "a rule that is no label"
    )
    self.column = column
    self.labels = labels
    self.seen = column == .lemma ? seen : nil
    rules = column == .lemma ? labels.labels.map { LemmaRule($0) ?? .unchanged } : []
  }
}
