import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// The labels of a column as a network learns them, by their numbers.
struct ColumnLabels: Sendable {
  /// The column and its labels.
  let column: TaggerColumn
  /// For each sentence, silver ones last, the labels of its tokens, -1 for a token that has none; `nil`
  /// for a sentence without labels.
  let ids: [[Int32]?]
  /// For each sentence how many of its tokens have labels.
  let counts: [Int]

  /// Numbers the labels of a corpus.
  ///
  /// - Parameters:
  ///   - silver: more sentences, whose labels count as far as the corpus has them.
  ///   - minimumRuleCount: a rule for lemmas that makes fewer words' is no label.
  ///   - others: the columns that the tagger knows; lemmas are remembered with their forms and those
  ///     of the parts of speech, if there are universal ones.
  ///   - lexicon: the entries of a lexicon.
  init(
    _ column: TagColumn, of corpus: TaggedCorpus, silver: TaggedCorpus? = nil,
    minimumRuleCount: Int, others: [TagColumn], lexicon: [LexiconEntry] = []
  ) throws(VocabularyError) {
    func columnLabels(_ corpus: TaggedCorpus) -> [[String]?] {
      corpus.labels[column] ?? corpus.sentences.map { _ in nil }
    }
    let labels = columnLabels(corpus)
    var ids: [[Int32]?]
    if column == .lemma {
      let table = Self.rules(of: corpus, labels, minimumCount: minimumRuleCount)
      func ruleIds(_ corpus: TaggedCorpus) -> [[Int32]?] {
        zip(corpus.sentences, columnLabels(corpus)).map { sentence, lemmas in
          lemmas?.enumerated().map { token, lemma in
            table.index(form: sentence.form(token), lemma: lemma).map { Int32($0) } ?? -1
          }
        }
      }
      ids = ruleIds(corpus)
      self.column = TaggerColumn(
        column, labels: try LabelSet(table.rules.map(\.description)),
        seen: others.contains(.upos)
          ? try SeenLemmas.seen(
            in: corpus, rules: ids, labels: table.rules, hasLanguageParts: others.contains(.xpos),
            lexicon: lexicon) : nil)
      if let silver { ids += ruleIds(silver) }
    } else {
      let found = labels.compactMap { $0 }.joined().distinctSpellings
      let set = try LabelSet(column == .ner ? Self.spanLabels(of: found) : found)
      self.column = TaggerColumn(column, labels: set)
      ids = labels.map { $0?.map { Int32(set.id(of: $0) ?? 0) } }
      if let silver {
        ids += columnLabels(silver).map { labels in
          let known = labels?.compactMap { set.id(of: $0).map { Int32($0) } }
          // A sentence with a label that nobody knows teaches nothing.
          return known?.count == labels?.count ? known : nil
        }
      }
    }
    self.ids = ids
    counts = ids.map { $0?.count { $0 >= 0 } ?? 0 }
  }

  /// Whether there is anything to learn.
  var hasAny: Bool {
    column.labels.count > 0 && (column.column != .ner || !column.entityTypes.isEmpty)
  }

  /// `O`, and for each type of the labels all that BIOES has: a span of a length that the corpus lacks
  /// must not be impossible.
  private static func spanLabels(of labels: [String]) -> [String] {
    let types = labels.compactMap { SpanLabel($0)?.type }.filter { !$0.isEmpty }.distinctSpellings
    let prefixes: [SpanLabel.Prefix] = [.begin, .inside, .end, .single]
    return [SpanLabel.outside.description]
      + types.flatMap { type in prefixes.map { SpanLabel($0, type).description } }
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
