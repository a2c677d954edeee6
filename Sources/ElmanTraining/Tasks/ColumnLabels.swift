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
  init(
    _ column: TagColumn, of corpus: TaggedCorpus, silver: TaggedCorpus? = nil,
    minimumRuleCount: Int, others: [TagColumn]
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
          ? try Self.seen(in: corpus, rules: ids, hasLanguageParts: others.contains(.xpos)) : nil)
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

  /// The most frequent rule of each form with each part of speech; of the language's, where it is not
  /// that of the universal one.
  private static func seen(
    in corpus: TaggedCorpus, rules: [[Int32]?], hasLanguageParts: Bool
  ) throws(VocabularyError) -> SeenLemmas {
    struct Key: Hashable {
      let form: [UInt8]
      let partOfSpeech: Spelling
      var languagePart: Spelling?
    }
    var counts: [Key: [Int32: Int]] = [:]
    for (index, sentence) in corpus.sentences.enumerated() {
      guard let rules = rules[index], let parts = corpus.labels[.upos]?[index] else { continue }
      let languageParts = hasLanguageParts ? corpus.labels[.xpos]?[index] : nil
      for token in sentence.words.indices where rules[token] >= 0 {
        var key = Key(form: Array(sentence.bytes(token)), partOfSpeech: Spelling(parts[token]))
        counts[key, default: [:]][rules[token], default: 0] += 1
        guard let languageParts else { continue }
        key.languagePart = Spelling(languageParts[token])
        counts[key, default: [:]][rules[token], default: 0] += 1
      }
    }
    // Of equally frequent rules the one that is more frequent elsewhere, which stands first.
    let best = counts.compactMapValues { rules in
      rules.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    return try SeenLemmas(
      best.compactMap { key, rule in
        if key.languagePart != nil,
          best[Key(form: key.form, partOfSpeech: key.partOfSpeech)] == rule
        {
          return nil
        }
        return SeenLemmas.Entry(
          form: key.form, partOfSpeech: key.partOfSpeech.text,
          languagePartOfSpeech: key.languagePart?.text, rule: rule)
      })
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
