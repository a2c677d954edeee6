import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

extension TaggerKnowledge {
  /// What a corpus and a lexicon tell a tagger.
  ///
  /// - Parameters:
  ///   - corpus: the corpus, which need not have all columns.
  ///   - columns: the columns of the tagger.
  ///   - lemmaRules: for each sentence the rules of its lemmas, by their labels' numbers; -1 for a token that has
  ///     none. `nil` if there are no lemmas.
  ///   - lexicon: the entries of a lexicon.
  init(
    _ corpus: TaggedCorpus, columns: [TaggerColumn], lemmaRules: [[Int32]?]?,
    lexicon: [LexiconEntry]
  ) throws(VocabularyError) {
    self.init()
    let places = columns.tagPlaces
    let labels = Self.labels(of: corpus, columns, places)
    if places.count > 1 {
      combinations = TagCombinations(
        Set(labels.joined().filter { !$0.contains(-1) }), columns: places)
    }
    if !places.isEmpty { shapes = Self.shapes(of: corpus, labels, columns: places) }
    variants = Self.variants(in: corpus)
    guard let column = columns.first(where: { $0.column == .lemma }), let lemmaRules else { return }
    ruleUses = try LemmaRuleUses(Self.uses(of: column.labelRules, in: corpus, lemmaRules))
    guard let parts = columns.first(where: { $0.column == .upos })?.labels else { return }
    followed = try FollowedForms.learned(from: corpus, columns: columns, rules: lemmaRules)
    let entries = lexicon + Self.entriesWithoutLabel(in: corpus, lemmaRules)
    if !entries.isEmpty {
      self.lexicon = try Lexicon(entries, labels: column.labelRules, partsOfSpeech: parts)
    }
  }

  /// For each sentence and token the labels of some columns, -1 for one that is none of the tagger's.
  private static func labels(
    of corpus: TaggedCorpus, _ columns: [TaggerColumn], _ places: [Int]
  ) -> [[[Int32]]] {
    corpus.sentences.enumerated().map { index, sentence in
      let labels = places.map { corpus.labels[columns[$0].column]?[index] }
      return sentence.words.indices.map { token in
        zip(places, labels).map { place, labels in
          labels.flatMap { columns[place].labels.id(of: $0[token]) }.map { Int32($0) } ?? -1
        }
      }
    }
  }

  /// How many tokens of a shape tell how it is labelled, and how many of them must agree.
  private static let shapeMinimum = 5
  private static let shapeShare = 0.9

  private static func shapes(
    of corpus: TaggedCorpus, _ labels: [[[Int32]]], columns: [Int]
  ) -> ShapeTags? {
    var counts = TokenShape.allCases.map { _ in [[Int32]: Int]() }
    for (sentence, labels) in zip(corpus.sentences, labels) {
      for token in sentence.words.indices {
        guard let shape = sentence.withBytes(of: token, { TokenShape($0) }) else { continue }
        counts[shape.rawValue][labels[token], default: 0] += 1
      }
    }
    // A picture is used as a face is, and older corpora have these alone.
    let (picture, face) = (TokenShape.picture.rawValue, TokenShape.face.rawValue)
    if counts[picture].values.reduce(0, +) < shapeMinimum { counts[picture] = counts[face] }
    let found = counts.map { counts -> [Int32] in
      let total = counts.values.reduce(0, +)
      let best = counts.max {
        $0.value != $1.value
          ? $0.value < $1.value : $1.key.lexicographicallyPrecedes($0.key)
      }
      guard let best, total >= shapeMinimum, !best.key.contains(-1),
        Double(best.value) >= shapeShare * Double(total)
      else {
        return columns.map { _ in -1 }
      }
      return best.key
    }
    return found.joined().contains { $0 >= 0 }
      ? ShapeTags(Array(found.joined()), columns: columns) : nil
  }

  /// A corpus that has one character ten times as often as one that is written for it tells nothing of the
  /// other.
  private static func variants(in corpus: TaggedCorpus) -> CharacterVariants? {
    let known = CharacterVariants.known
    let scalars = Set(known.flatMap { [$0.variant, $0.original] })
    var counts: [Unicode.Scalar: Int] = [:]
    for sentence in corpus.sentences {
      for token in sentence.words.indices {
        let form = sentence.form(token).unicodeScalars
        if form.count < 2 { continue }
        for scalar in form where scalars.contains(scalar) { counts[scalar, default: 0] += 1 }
      }
    }
    let found = known.filter {
      let original = counts[$0.original] ?? 0
      return original >= 10 && 10 * (counts[$0.variant] ?? 0) <= original
    }
    return found.isEmpty ? nil : CharacterVariants(found)
  }

  /// The forms of rules that replace the whole word.
  private static func uses(
    of rules: [LemmaRule], in corpus: TaggedCorpus, _ lemmaRules: [[Int32]?]
  ) -> [(form: [UInt8], rule: Int32)] {
    let folding = TextNormalizer(foldsCase: true)
    var uses: [(form: [UInt8], rule: Int32)] = []
    for (sentence, ids) in zip(corpus.sentences, lemmaRules) {
      for (token, rule) in (ids ?? []).enumerated()
      where rule >= 0 && rules[Int(rule)].isWhole {
        uses.append((Array(folding.normalized(sentence.form(token)).utf8), rule))
      }
    }
    return uses
  }

  /// Lemmas that no label makes, as entries of a lexicon: what the corpus has too seldom for the network. Each form
  /// has the one that is most frequent.
  private static func entriesWithoutLabel(
    in corpus: TaggedCorpus, _ lemmaRules: [[Int32]?]
  ) -> [LexiconEntry] {
    struct Key: Hashable {
      let form: [UInt8]
      let partOfSpeech: [UInt8]
    }
    var counts: [Key: [[UInt8]: Int]] = [:]
    var others: Set<Key> = []
    for (index, sentence) in corpus.sentences.enumerated() {
      guard let rules = lemmaRules[index], let lemmas = corpus.labels[.lemma]?[index],
        let parts = corpus.labels[.upos]?[index]
      else { continue }
      for token in sentence.words.indices {
        let form = Array(sentence.bytes(token))
        let key = Key(form: form, partOfSpeech: Array(parts[token].utf8))
        let lemma = Array(lemmas[token].utf8)
        if rules[token] >= 0 {
          others.insert(key)
        } else if lemma != [0x5F] || form == [0x5F] {
          counts[key, default: [:]][lemma, default: 0] += 1
        }
      }
    }
    let entries = counts.compactMap { key, lemmas -> LexiconEntry? in
      guard !others.contains(key), !key.form.isEmpty, key.form.count <= Lexicon.maximumCount,
        let best = lemmas.max(by: {
          $0.value != $1.value
            ? $0.value < $1.value : $1.key.lexicographicallyPrecedes($0.key)
        })?.key
      else { return nil }
      return LexiconEntry(form: key.form, lemma: best, partOfSpeech: key.partOfSpeech)
    }
    return entries.sorted {
      $0.form != $1.form
        ? $0.form.lexicographicallyPrecedes($1.form)
        : $0.partOfSpeech.lexicographicallyPrecedes($1.partOfSpeech)
    }
  }
}

extension Tagger {
  /// The same tagger with what a corpus and a lexicon tell, in place of what was told before.
  ///
  /// The network stays as it is: which labels stand together, which lemmas were seen, and which forms are known,
  /// can be learned without training it again.
  ///
  /// - Parameters:
  ///   - corpus: what the tagger learned from.
  ///   - lexicon: the entries of a lexicon.
  /// - Throws: a `VocabularyError` for more than the tables can hold.
  package func extended(
    with corpus: TaggedCorpus, lexicon: [LexiconEntry] = []
  ) throws(VocabularyError) -> Tagger {
    var rules: [[Int32]?]?
    var seen: SeenLemmas?
    if let column = columns.first(where: { $0.column == .lemma }), corpus.labels[.lemma] != nil {
      var finder = LabelFinder(column.labelRules)
      let found = corpus.sentences.enumerated().map { index, sentence -> [Int32]? in
        guard let lemmas = corpus.labels[.lemma]?[index] else { return nil }
        return lemmas.enumerated().map { token, lemma in
          let form = sentence.form(token)
          if lemma.hasSameBytes(as: "_"), !form.hasSameBytes(as: "_") { return -1 }
          return finder.label(form: form, lemma: lemma)
        }
      }
      rules = found
      let hasParts = columns.contains { $0.column == .upos } && corpus.labels[.upos] != nil
      seen =
        hasParts
        ? try SeenLemmas.seen(
          in: corpus, rules: found, labels: column.labelRules,
          hasLanguageParts: columns.contains { $0.column == .xpos }, lexicon: lexicon)
        : nil
    }
    let knowledge = try TaggerKnowledge(
      corpus, columns: columns, lemmaRules: rules, lexicon: lexicon)
    return with(knowledge, seen: seen)
  }

  /// Finds for a form and its lemma the label that the network learned: the most frequent that makes it.
  private struct LabelFinder {
    private let labels: [LemmaRule: Int32]
    private var found: [[[UInt8]]: Int32] = [:]

    init(_ rules: [LemmaRule]) {
      labels = Dictionary(rules.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    }

    mutating func label(form: String, lemma: String) -> Int32 {
      let key = [Array(form.utf8), Array(lemma.utf8)]
      if let label = found[key] { return label }
      let candidates = LemmaRule.candidates(form: form, lemma: lemma)
      let label = candidates.compactMap { labels[$0.rule] }.min() ?? -1
      found[key] = label
      return label
    }
  }
}
