import Elman
import ElmanText

/// The labels of a column as a network learns them, by their numbers.
struct ColumnLabels: Sendable {
  /// The column and its labels.
  let column: TaggerColumn
  /// For each sentence the labels of its tokens, -1 for a token that has none; `nil` for a sentence
  /// without labels.
  let ids: [[Int32]?]
  /// For each sentence how many of its tokens have labels.
  let counts: [Int]

  /// Numbers the labels of a corpus.
  ///
  /// - Parameter minimumRuleCount: a rule for lemmas that makes fewer words' is no label.
  init(
    _ column: TagColumn, of corpus: TaggedCorpus, minimumRuleCount: Int
  ) throws(VocabularyError) {
    let labels = corpus.labels[column] ?? corpus.sentences.map { _ in nil }
    if column == .lemma {
      let table = Self.rules(of: corpus, labels, minimumCount: minimumRuleCount)
      self.column = TaggerColumn(column, labels: try LabelSet(table.rules.map(\.description)))
      ids = zip(corpus.sentences, labels).map { sentence, lemmas in
        lemmas?.enumerated().map { token, lemma in
          table.index(form: sentence.form(token), lemma: lemma).map { Int32($0) } ?? -1
        }
      }
    } else {
      let set = try LabelSet(Set(labels.compactMap { $0 }.joined()).sorted())
      self.column = TaggerColumn(column, labels: set)
      ids = labels.map { $0?.map { Int32(set.id(of: $0) ?? 0) } }
    }
    counts = ids.map { $0?.count { $0 >= 0 } ?? 0 }
  }

  /// The rules that make the lemmas of a corpus.
  private static func rules(
    of corpus: TaggedCorpus, _ labels: [[String]?], minimumCount: Int
  ) -> LemmaRuleTable {
    var builder = LemmaRuleBuilder()
    for (sentence, lemmas) in zip(corpus.sentences, labels) {
      for (token, lemma) in (lemmas ?? []).enumerated() {
        let form = sentence.form(token)
        if lemma != "_" || form == "_" { builder.add(form: form, lemma: lemma) }
      }
    }
    let table = builder.build(minimumCount: minimumCount)
    // A corpus of a few words has no frequent rule.
    return table.rules.isEmpty ? builder.build() : table
  }
}
