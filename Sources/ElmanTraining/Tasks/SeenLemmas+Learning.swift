import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanText

extension SeenLemmas {
  /// The rules of each form with each part of speech; with that of the language, where it tells more than the
  /// universal one.
  ///
  /// - Parameters:
  ///   - corpus: the corpus, with universal parts of speech.
  ///   - rules: for each sentence the rules of its tokens, -1 for a token that has none.
  ///   - hasLanguageParts: whether the tagger knows the language's parts of speech.
  static func seen(
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
    let seen = counts.mapValues { RuleCounts($0) }
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
    init(_ counts: [Int32: Int]) {
      // Of equally frequent rules the one that is more frequent elsewhere, which stands first.
      let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let best = sorted.first?.key ?? 0
      let total = sorted.reduce(0) { $0 + $1.value }
      self.best = best
      others = sorted.dropFirst().filter { _, count in
        25 * count >= total && (count > 1 || 10 * count >= total)
      }.map(\.key).sorted()
    }
  }
}
