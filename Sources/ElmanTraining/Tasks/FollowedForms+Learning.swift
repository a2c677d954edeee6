import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanText

extension FollowedForms {
  /// The parts of speech whose forms are frequent and stand for few words.
  private static let closedClasses: Set<Spelling> = Set(
    ["ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"].map { Spelling($0) })
  /// How often a form has each of its rules at least, and how often it stands before a word, or before any with a
  /// part of speech.
  private static let ruleMinimum = 3
  private static let wordMinimum = 3
  private static let labelMinimum = 10

  private struct Form: Hashable {
    let form: [UInt8]
    let partOfSpeech: Spelling
  }

  private struct Place: Hashable {
    let form: Form
    let follower: Follower
  }

  private struct Labels: Hashable {
    let languagePart: Int32
    let rule: Int32
  }

  /// What a corpus tells of forms by what follows them: where it has one rule alone, which is not the form's most
  /// frequent. What is marked as a typing error tells nothing.
  ///
  /// - Parameters:
  ///   - corpus: the corpus, with universal parts of speech.
  ///   - columns: the columns of the tagger.
  ///   - rules: for each sentence the rules of its lemmas, -1 for a token that has none.
  /// - Returns: `nil` if it tells nothing.
  static func learned(
    from corpus: TaggedCorpus, columns: [TaggerColumn], rules: [[Int32]?]
  ) throws(VocabularyError) -> FollowedForms? {
    let languageParts = columns.first { $0.column == .xpos }?.labels
    let passedOver = Set(FollowedForms.passedOver.map { Spelling($0) })
    let folding = TextNormalizer(foldsCase: true)
    var rulesOfForm: [Form: [Int32: Int]] = [:]
    var labelsAtPlace: [Place: [Labels: Int]] = [:]
    for (index, sentence) in corpus.sentences.enumerated() {
      guard let rules = rules[index], let parts = corpus.labels[.upos]?[index] else { continue }
      let names = corpus.labels[.xpos]?[index]
      let features = corpus.labels[.feats]?[index]
      let classes = parts.map { Spelling($0) }
      func folded(_ token: Int) -> [UInt8] {
        Array(folding.normalized(sentence.form(token)).utf8)
      }
      for token in sentence.words.indices
      where rules[token] >= 0 && closedClasses.contains(classes[token]) {
        if let features, features[token].utf8.split(separator: 0x7C).contains(where: isTypo) {
          continue
        }
        let form = Form(form: folded(token), partOfSpeech: classes[token])
        rulesOfForm[form, default: [:]][rules[token], default: 0] += 1
        let next = classes[(token + 1)...].firstIndex { !passedOver.contains($0) }
        guard let next else { continue }
        let labels = Labels(
          languagePart: names.flatMap { languageParts?.id(of: $0[token]) }.map { Int32($0) } ?? -1,
          rule: rules[token])
        var followers = [Follower.word(folded(next))]
        if let names { followers.append(Follower.languagePartOfSpeech(names[next])) }
        for follower in followers {
          labelsAtPlace[Place(form: form, follower: follower), default: [:]][labels, default: 0] +=
            1
        }
      }
    }
    let entries = labelsAtPlace.compactMap { place, labels in
      entry(place, labels, rulesOfForm[place.form] ?? [:])
    }
    return entries.isEmpty ? nil : try FollowedForms(entries)
  }

  private static func isTypo(_ feature: Substring.UTF8View.SubSequence) -> Bool {
    feature.elementsEqual("Typo=Yes".utf8)
  }

  private static func entry(
    _ place: Place, _ labels: [Labels: Int], _ rules: [Int32: Int]
  ) -> Entry? {
    let total = labels.values.reduce(0, +)
    let minimum = if case .word = place.follower { wordMinimum } else { labelMinimum }
    guard total >= minimum, let rule = labels.keys.first?.rule,
      labels.keys.allSatisfy({ $0.rule == rule }),
      rules.count(where: { $0.value >= ruleMinimum }) > 1, (rules[rule] ?? 0) >= ruleMinimum,
      rules.contains(where: { $0.value > rules[rule] ?? 0 })
    else { return nil }
    let parts = Set(labels.keys.map(\.languagePart))
    return Entry(
      form: place.form.form, partOfSpeech: place.form.partOfSpeech.text, follower: place.follower,
      languagePartOfSpeech: parts.count == 1 ? parts.first ?? -1 : -1, rule: rule)
  }
}
