import ElmanNetworks
import ElmanText

/// A column that a tagger fills, and the labels that it tells apart there.
package struct TaggerColumn: Sendable {
  /// The most labels that entities may have: what may follow what is a table of their square.
  static let maximumEntityLabels = 4_096

  /// Which column.
  package let column: TagColumn
  /// The labels. Those of lemmas are rules, as `LemmaRule/description` writes them.
  package let labels: LabelSet
  /// For each label of lemmas its rule, and behind these those of the lexicon that are no labels; empty for
  /// other columns.
  let rules: [LemmaRule]
  /// The rules of lemmas that were seen with their forms, if they are known.
  package let seen: SeenLemmas?
  /// Of entities, the spans that the labels stand for, in BIOES.
  let spans: SpanLabelSet?

  /// A column with its labels. Of lemmas, a label that is no rule leaves the form as it is; of
  /// entities, one that is of no scheme is as good as `O`.
  ///
  /// - Parameters:
  ///   - column: which column it is.
  ///   - labels: its labels.
  ///   - seen: of lemmas, those of the training corpus.
  ///   - rules: rules of lemmas that are no labels.
  ///   - isConstrained: whether a network decides among the labels, which of entities needs to know what may follow what.
  package init(
    _ column: TagColumn, labels: LabelSet, seen: SeenLemmas? = nil,
    addingRules rules: [LemmaRule] = [], isConstrained: Bool = true
  ) {
    precondition(
      seen.map { $0.rules.allSatisfy { Int($0) < labels.count } } ?? true, "a rule that is no label"
    )
    self.column = column
    self.labels = labels
    self.seen = column == .lemma ? seen : nil
    self.rules =
      column == .lemma ? labels.labels.map { LemmaRule($0) ?? .unchanged } + rules : []
    spans =
      column == .ner
      ? SpanLabelSet(labels, scheme: .bioes, isConstrained: isConstrained) : nil
  }

  /// The same column with what a lexicon adds to its rules, in place of what one added before.
  package func with(_ lexicon: Lexicon?, seen: SeenLemmas?) -> TaggerColumn {
    TaggerColumn(column, labels: labels, seen: seen, addingRules: lexicon?.rules ?? [])
  }

  /// The rules that are labels.
  package var labelRules: [LemmaRule] { Array(rules.prefix(labels.count)) }

  /// Which labels may follow each other: of entities those that write whole spans.
  package var constraints: LabelConstraints? { spans?.constraints }

  /// The types of entities, in alphabetical order; empty for other columns.
  package var entityTypes: [String] { spans?.types ?? [] }
}
