import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// The labels of a column as a network learns them, by their numbers.
struct ColumnLabels: Sendable {
  /// The column and its labels.
  let column: TaggerColumn
  /// For each sentence of all corpora the labels of its tokens: -1 for a token that has none, -2 - k for one that
  /// has one of set k of the alternatives; `nil` for a sentence without labels.
  let ids: [[Int32]?]
  /// Of trees, for each sentence of all corpora the heads of its tokens, as in `GoldTrees`.
  private(set) var heads: [[Int32]?] = []
  /// For each sentence how many of its tokens have labels.
  let counts: [Int]
  /// Sets of labels, for each label whether it is in the set.
  private(set) var alternatives: [[Bool]] = []

  /// Numbers the labels of a corpus.
  ///
  /// - Parameters:
  ///   - others: more corpora, whose labels count as far as the corpus has them. Of entities those of one that is
  ///     no silver add theirs, and what one of all these does not mark may be of a type that it lacks.
  ///   - minimumRuleCount: a rule for lemmas that makes fewer words' is no label.
  ///   - columns: the columns that the tagger knows; lemmas are remembered with their forms and those
  ///     of the parts of speech, if there are universal ones.
  ///   - lexicon: the entries of a lexicon.
  init(
    _ column: TagColumn, of corpus: TaggedCorpus, others: [AddedCorpus] = [],
    minimumRuleCount: Int, columns: [TagColumn], lexicon: [LexiconEntry] = []
  ) throws(VocabularyError) {
    func columnLabels(_ corpus: TaggedCorpus) -> [[String]?] {
      corpus.labels[column] ?? corpus.sentences.map { _ in nil }
    }
    let labels = columnLabels(corpus)
    var ids: [[Int32]?]
    switch column {
    case .lemma:
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
        seen: columns.contains(.upos)
          ? try SeenLemmas.seen(
            in: corpus, rules: ids, labels: table.rules, hasLanguageParts: columns.contains(.xpos),
            lexicon: lexicon) : nil)
      for other in others { ids += ruleIds(other.corpus) }
    case .ner:
      let types = EntityTypes([AddedCorpus(corpus, isSilver: false)] + others)
      let set = try LabelSet(types.labels)
      self.column = TaggerColumn(column, labels: set)
      ids = []
      for corpus in [corpus] + others.map(\.corpus) {
        ids += types.ids(of: columnLabels(corpus), in: set, &alternatives)
      }
    case .upos, .xpos, .feats, .deps:
      let set = try LabelSet(labels.compactMap { $0 }.joined().distinctSpellings)
      self.column = TaggerColumn(column, labels: set)
      ids = labels.map { $0?.map { Int32(set.id(of: $0) ?? 0) } }
      for other in others {
        // A label that nobody knows teaches nothing.
        ids += columnLabels(other.corpus).map { labels in
          labels?.map { label in set.id(of: label).map { Int32($0) } ?? -1 }.ifAnyIsKnown
        }
      }
    }
    if column == .deps { heads = ([corpus] + others.map(\.corpus)).flatMap(\.heads) }
    self.ids = ids
    counts = ids.map { $0?.count { $0 != -1 } ?? 0 }
  }

  /// Whether there is anything to learn.
  var hasAny: Bool {
    column.labels.count > 0 && (column.column != .ner || !column.entityTypes.isEmpty)
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

extension [Int32] {
  /// The labels of a sentence; `nil` where it has none.
  var ifAnyIsKnown: [Int32]? { contains { $0 != -1 } ? self : nil }
}
