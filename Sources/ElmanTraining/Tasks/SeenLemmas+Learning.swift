import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanText

extension SeenLemmas {
  /// What the corpus has no more often may be a slip.
  private static let slip = 1

  /// The rules of each form with each part of speech; with that of the language, where it tells more than the
  /// universal one.
  ///
  /// - Parameters:
  ///   - corpus: the corpus, with universal parts of speech.
  ///   - rules: for each sentence the rules of its tokens, -1 for a token that has none.
  ///   - labels: the rules by their numbers.
  ///   - hasLanguageParts: whether the tagger knows the language's parts of speech.
  ///   - lexicon: the entries of a lexicon, which goes before another lemma that the corpus has
  ///     but once.
  static func seen(
    in corpus: TaggedCorpus, rules: [[Int32]?], labels: [LemmaRule], hasLanguageParts: Bool,
    lexicon: [LexiconEntry]
  ) throws(VocabularyError) -> SeenLemmas {
    struct Known: Hashable {
      let form: [UInt8]
      let partOfSpeech: [UInt8]
    }
    let folding = TextNormalizer(foldsCase: true)
    func folded(_ text: [UInt8]) -> Spelling {
      Spelling(folding.normalized(String(decoding: text, as: UTF8.self)))
    }
    var known: [Known: Set<Spelling>] = [:]
    for entry in lexicon {
      known[Known(form: entry.form, partOfSpeech: entry.partOfSpeech), default: []].insert(
        folded(entry.lemma))
    }
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
    var casings: [[UInt8]: Set<Int32>] = [:]
    for (key, rules) in counts {
      let form = String(decoding: key.form, as: UTF8.self)
      guard form.unicodeScalars.count == 1 else { continue }
      casings[key.form, default: []].formUnion(
        rules.keys.filter { labels[Int($0)].lemma(of: form).hasSameBytes(as: form) })
    }
    var seen: [Key: RuleCounts] = [:]
    for (key, rules) in counts {
      if rules.values.reduce(0, +) <= Self.slip,
        let lemmas = known[Known(form: key.form, partOfSpeech: Array(key.partOfSpeech.text.utf8))]
      {
        let form = String(decoding: key.form, as: UTF8.self)
        let isKnown = rules.keys.contains {
          lemmas.contains(folded(Array(labels[Int($0)].lemma(of: form).utf8)))
        }
        if !isKnown { continue }
      }
      seen[key] = RuleCounts(rules, labels, letter: casings[key.form] ?? [])
    }
    return try SeenLemmas(
      seen.compactMap { key, rules in
        let universal = Key(form: key.form, partOfSpeech: key.partOfSpeech)
        if key.languagePart != nil, seen[universal] == rules { return nil }
        return SeenLemmas.Entry(
          form: key.form, partOfSpeech: key.partOfSpeech.text,
          languagePartOfSpeech: key.languagePart?.text, rule: rules.best, others: rules.others)
      })
  }

  /// The rules that a corpus has for a form.
  private struct RuleCounts: Equatable {
    let best: Int32
    let others: [Int32]

    /// What less than one in 25 has is taken for a slip, and so is what stands there once, unless all of it is rare.
    ///
    /// A letter that stands for a word may stand for itself as well.
    ///
    /// - Parameter letter: of forms of one letter the rules by which they stand for themselves.
    init(_ counts: [Int32: Int], _ labels: [LemmaRule], letter: Set<Int32>) {
      // Of equally frequent rules the one that is more frequent elsewhere, which stands first.
      let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let best = sorted.first?.key ?? 0
      let total = sorted.reduce(0) { $0 + $1.value }
      self.best = best
      var others = sorted.dropFirst().filter { _, count in
        25 * count >= total && (count > 1 || 10 * count >= total)
      }.map(\.key)
      if !letter.isEmpty, !labels[Int(best)].isCasing { others += letter }
      self.others = Set(others).subtracting([best]).sorted()
    }
  }
}
