import ElmanLibc
import ElmanText

/// Chooses the rule of each token's lemma, with what the model knows besides the scores.
///
/// A form that the training corpus has with the same part of speech gets the lemma that it has there; of
/// several, the lexicon or else the score decides. Else a form that the lexicon has as this part of speech gets
/// a lemma that it has there. Else the rule with the best score is taken, unless its lemma is less of a known
/// word than that of another rule, nearly as good: a lemma of the lexicon or the corpus goes before a word that is
/// merely known, and this before any other. A rule that replaces the whole word serves the forms that it was
/// seen with alone.
struct LemmaChooser {
  /// How much less the score of a rule may be whose lemma is a known word.
  static let margin: Float = 2
  /// How much less that of one may be whose lemma is known as a lemma of the part of speech.
  static let lemmaMargin: Float = 6
  /// How much less either may be where the best rule leaves the form as it is: what is no known word may be a name,
  /// and its own lemma.
  static let unchangedMargin: Float = 1

  /// How probable it must be that a letter stands for a word, else it stands for itself.
  static let letterProbability: Float = 0.9
  /// The fewest bytes of a form's end that tells of the whole.
  static let shortestEnd = 5

  private let column: TaggerColumn
  private let partsOfSpeech: LabelSet?
  private let languagePartsOfSpeech: LabelSet?
  private let features: LabelSet?
  /// The number of the part of speech of names.
  private let nameNumber: Int?
  private let words: Vocabulary
  private let knowledge: TaggerKnowledge
  private let folding = TextNormalizer(foldsCase: true)

  /// Memory that each call uses again.
  private var plain: [UInt8] = []
  private var folded: [UInt8] = []
  private var lemma: [UInt8] = []
  private var foldedLemma: [UInt8] = []
  private var key: [UInt8] = []
  private var numbers: [Int32] = []
  private var otherNumbers: [Int32] = []
  private var readings: [Reading] = []

  /// A lemma that the lexicon has, as it is and without case, and the rule that makes it.
  private struct Reading {
    let rule: Int32
    let lemma: [UInt8]
    let folded: [UInt8]
  }

  /// - Parameters:
  ///   - column: the lemmas.
  ///   - partsOfSpeech: the labels of the universal parts of speech, if the tagger knows them.
  ///   - languagePartsOfSpeech: those of the language's.
  ///   - features: those of features.
  ///   - words: the words of the tagger.
  ///   - knowledge: what it knows besides.
  init(
    _ column: TaggerColumn, partsOfSpeech: LabelSet?, languagePartsOfSpeech: LabelSet?,
    features: LabelSet? = nil, words: Vocabulary, knowledge: TaggerKnowledge = TaggerKnowledge()
  ) {
    self.column = column
    self.partsOfSpeech = partsOfSpeech
    self.languagePartsOfSpeech = languagePartsOfSpeech
    self.features = features
    nameNumber = partsOfSpeech?.id(of: "PROPN")
    self.words = words
    self.knowledge = knowledge
  }

  /// The rule of a token.
  ///
  /// - Parameters:
  ///   - form: the token's form.
  ///   - labels: those of other columns.
  ///   - best: the rule with the best score.
  ///   - scores: those of all rules that are labels.
  mutating func rule(
    for form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels, best: Int32,
    scores: UnsafeMutableBufferPointer<Float>
  ) -> Int32 {
    let decision = decision(for: form, labels, best: best)
    return rule(by: decision, for: form, labels, best: best, scores: scores)
  }

  /// What can be said of a token before scores are looked at, but for which is the best.
  mutating func decision(
    for form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels, best: Int32
  ) -> LemmaDecision {
    guard knowledge.ruleUses != nil else { return plainDecision(for: form, labels, best: best) }
    knowledge.read(form, into: &plain, folded: &folded)
    if let seen = seenKey(labels), let table = column.seen {
      let alternatives = table.alternatives(ofKey: seen)
      if alternatives.isEmpty { return .rule(written(table.rules[Int(seen)], form)) }
      findReadings(form, labels)
      return decision(of: alternatives.map(\.rule), for: form)
    }
    findReadings(form, labels)
    if !readings.isEmpty {
      makeLemma(best, form)
      // So that the network decides about case.
      if readings.contains(where: { $0.folded == foldedLemma }) { return .rule(best) }
      return .oneOf(readings.map(\.rule))
    }
    guard isUsable(best) else { return .score(grade: nil) }
    let grade = grade(of: best, form, labels)
    return grade == 2 ? .rule(best) : .score(grade: grade)
  }

  /// The rule that a decision and the scores lead to.
  mutating func rule(
    by decision: LemmaDecision, for form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels,
    best: Int32, scores: UnsafeMutableBufferPointer<Float>
  ) -> Int32 {
    switch decision {
    case .rule(let rule): return rule
    case .oneOf(let rules):
      var chosen = rules[0]
      for rule in rules.dropFirst() where score(of: rule, scores) > score(of: chosen, scores) {
        chosen = rule
      }
      return chosen
    case .letter(let itself, let words):
      var chosen = words[0]
      for rule in words.dropFirst() where score(of: rule, scores) > score(of: chosen, scores) {
        chosen = rule
      }
      let highest = scores[Int(best)]
      let total = scores.reduce(0) { $0 + exp($1 - highest) }
      return exp(score(of: chosen, scores) - highest) >= Self.letterProbability * total
        ? chosen : itself
    case .score(let grade):
      return knowledge.ruleUses == nil
        ? plainRule(for: form, best: best, scores: scores)
        : ruleByScore(for: form, labels, best: best, grade: grade, scores)
    }
  }

  /// A rule that makes of the form what a rule makes of it in the characters that the corpus has: *'s* of *’s*; the
  /// rule itself if there is none.
  private func written(_ rule: Int32, _ form: UnsafeBufferPointer<UInt8>) -> Int32 {
    if form.elementsEqual(plain) { return rule }
    let lemma = plain.withUnsafeBufferPointer { column.rules[Int(rule)].lemma(of: $0) }
    let same = column.labelRules.firstIndex { $0.lemma(of: form) == lemma }
    return same.map { Int32($0) } ?? rule
  }

  private mutating func seenKey(_ labels: WordLabels) -> Int32? {
    guard let name = labels.partOfSpeech.flatMap({ partsOfSpeech?[$0] }) else { return nil }
    let languageName = labels.languagePartOfSpeech.flatMap { languagePartsOfSpeech?[$0] }
    return plain.withUnsafeBufferPointer {
      column.seen?.key(of: $0, name, languageName, using: &key)
    }
  }

  /// Finds what the lexicon has for the form with these labels; if nothing, what it has for the longest end of the
  /// form, of which the whole may be composed.
  private mutating func findReadings(
    _ form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels
  ) {
    readings.removeAll(keepingCapacity: true)
    guard let lexicon = knowledge.lexicon, let partOfSpeech = labels.partOfSpeech else { return }
    findNumbers(from: 0, lexicon, partOfSpeech)
    let isWhole = !numbers.isEmpty
    var start = mayBeComposed(partOfSpeech) ? 0 : folded.count
    while numbers.isEmpty, folded.count - start > Self.shortestEnd {
      start += 1
      // Not within a character.
      if folded[start] & 0xC0 != 0x80 { findNumbers(from: start, lexicon, partOfSpeech) }
    }
    if numbers.isEmpty { return }
    if let features = labels.features, let names = self.features {
      let known = FeatureSet(names[features].utf8)
      let agreeing = numbers.filter {
        lexicon.features[Int(lexicon.readings[Int($0)].features)].agrees(with: known)
      }
      if !agreeing.isEmpty { numbers = agreeing }
    }
    for number in numbers {
      let rule = lexicon.readings[Int(number)].rule
      guard isWhole || column.rules[Int(rule)].keepsStart else { continue }
      makeLemma(rule, form)
      if !readings.contains(where: { $0.lemma == lemma }) {
        readings.append(Reading(rule: rule, lemma: lemma, folded: foldedLemma))
      }
    }
  }

  /// Whether the form may be a word composed of others: it has nothing but letters and hyphens, and is no name.
  private func mayBeComposed(_ partOfSpeech: Int) -> Bool {
    partOfSpeech != nameNumber
      && folded.allSatisfy { $0 >= 0x80 || $0 == 0x2D || 0x61...0x7A ~= $0 }
  }

  /// Finds the readings of the form's end as this part of speech.
  private mutating func findNumbers(from start: Int, _ lexicon: Lexicon, _ partOfSpeech: Int) {
    numbers.removeAll(keepingCapacity: true)
    folded.withUnsafeBufferPointer {
      lexicon.findReadings(of: UnsafeBufferPointer(rebasing: $0[start...]), into: &numbers)
    }
    // A verb may end in a finite one by chance, as Portuguese *começa* in *meça*, of *medir*.
    numbers.removeAll {
      lexicon.readings[Int($0)].partOfSpeech != partOfSpeech || start > 0 && lexicon.isFinite($0)
    }
  }

  /// Of rules that were seen with the form those whose lemma the lexicon has, if there are any.
  private mutating func decision(
    of rules: [Int32], for form: UnsafeBufferPointer<UInt8>
  ) -> LemmaDecision {
    let known = rules.filter { rule in
      makeLemma(rule, form)
      return readings.contains { $0.lemma == lemma }
    }
    if known.count == 1 { return .rule(known[0]) }
    let candidates = known.isEmpty ? rules : known
    if known.isEmpty, folded.count == 1 {
      let words = candidates.filter { !column.rules[Int($0)].isCasing }
      let itself = candidates.first { rule in
        makeLemma(rule, form)
        return lemma == plain
      }
      if let itself, !words.isEmpty { return .letter(itself: itself, words: words) }
    }
    return .oneOf(candidates)
  }

  /// The rule with the best score, unless another's lemma is better known.
  ///
  /// - Parameter bestGrade: how well that of the best is known; `nil` if it may not serve the form.
  private mutating func ruleByScore(
    for form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels, best: Int32, grade bestGrade: Int?,
    _ scores: UnsafeMutableBufferPointer<Float>
  ) -> Int32 {
    let isUnchanged = bestGrade != nil && column.rules[Int(best)].isCasing
    let highest = Self.bonus(2, isUnchanged: isUnchanged)
    var greatest =
      bestGrade.map { scores[Int(best)] + Self.bonus($0, isUnchanged: isUnchanged) } ?? -.infinity
    var chosen = best
    var isRead = false
    for rule in scores.indices where scores[rule] + highest > greatest && rule != Int(best) {
      if !isRead { knowledge.read(form, into: &plain, folded: &folded) }
      isRead = true
      guard isUsable(Int32(rule)) else { continue }
      let value =
        scores[rule] + Self.bonus(grade(of: Int32(rule), form, labels), isUnchanged: isUnchanged)
      if value > greatest { (chosen, greatest) = (Int32(rule), value) }
    }
    return chosen
  }

  private static func bonus(_ grade: Int, isUnchanged: Bool) -> Float {
    switch grade {
    case 0: 0
    case _ where isUnchanged: unchangedMargin
    case 1: margin
    default: lemmaMargin
    }
  }

  /// How well a rule's lemma is known: 2 as a lemma of the part of speech, 1 as a word, 0 not at all.
  private mutating func grade(
    of rule: Int32, _ form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels
  ) -> Int {
    makeLemma(rule, form)
    if let partOfSpeech = labels.partOfSpeech {
      if let lexicon = knowledge.lexicon,
        foldedLemma.withUnsafeBufferPointer({
          lexicon.isLemma($0, partOfSpeech: Int32(partOfSpeech), using: &otherNumbers)
        })
      {
        return 2
      }
      if let name = partsOfSpeech?[partOfSpeech], let seen = column.seen,
        let known = lemma.withUnsafeBufferPointer({
          seen.key(of: $0, name, nil, using: &key)
        }), column.rules[Int(seen.rules[Int(known)])].isCasing
      {
        return 2
      }
    }
    if isLemmaOfForm(form) { return 2 }
    return foldedLemma.withUnsafeBufferPointer { words.id(of: $0) } != Vocabulary.unknown ? 1 : 0
  }

  /// Whether the lexicon has the lemma that was made last as one of the form, whatever part of speech it is.
  private mutating func isLemmaOfForm(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let lexicon = knowledge.lexicon else { return false }
    numbers.removeAll(keepingCapacity: true)
    folded.withUnsafeBufferPointer { lexicon.findReadings(of: $0, into: &numbers) }
    if numbers.isEmpty { return false }
    let wanted = foldedLemma
    defer { foldedLemma = wanted }
    return numbers.contains { number in
      makeLemma(lexicon.readings[Int(number)].rule, form)
      return foldedLemma == wanted
    }
  }

  /// Whether a rule may serve the form: one for whole words only if it was seen with it, one that takes digits
  /// away never.
  private mutating func isUsable(_ rule: Int32) -> Bool {
    guard let uses = knowledge.ruleUses else { return true }
    if column.rules[Int(rule)].isWhole { return uses.contains(folded, rule: rule, key: &key) }
    guard folded.contains(where: \.isDigit) else { return true }
    let lemma = folded.withUnsafeBufferPointer { column.rules[Int(rule)].lemma(of: $0) }
    return lemma.filter(\.isDigit) == folded.filter(\.isDigit)
  }

  private func score(of rule: Int32, _ scores: UnsafeMutableBufferPointer<Float>) -> Float {
    Int(rule) < scores.count ? scores[Int(rule)] : -.infinity
  }

  /// Makes a lemma, as it is and without case.
  private mutating func makeLemma(_ rule: Int32, _ form: UnsafeBufferPointer<UInt8>) {
    lemma.removeAll(keepingCapacity: true)
    column.rules[Int(rule)].append(to: &lemma, lemmaOf: form)
    lemma.withUnsafeBufferPointer { folding.normalize($0, into: &foldedLemma) }
  }
}

/// What models choose that know no more than seen lemmas.
extension LemmaChooser {
  private mutating func plainDecision(
    for form: UnsafeBufferPointer<UInt8>, _ labels: WordLabels, best: Int32
  ) -> LemmaDecision {
    if let name = labels.partOfSpeech.flatMap({ partsOfSpeech?[$0] }),
      let seen = column.seen?.rule(
        of: form, name, labels.languagePartOfSpeech.flatMap { languagePartsOfSpeech?[$0] },
        key: &key)
    {
      return .rule(seen)
    }
    return isKnown(best, form) ? .rule(best) : .score(grade: 0)
  }

  private mutating func plainRule(
    for form: UnsafeBufferPointer<UInt8>, best: Int32, scores: UnsafeMutableBufferPointer<Float>
  ) -> Int32 {
    let lowest = scores[Int(best)] - Self.margin
    var other: (rule: Int, score: Float)?
    for (rule, score) in scores.enumerated()
    where score > lowest && score > other?.score ?? -.infinity {
      if isKnown(Int32(rule), form) { other = (rule, score) }
    }
    return other.map { Int32($0.rule) } ?? best
  }

  private mutating func isKnown(_ rule: Int32, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    makeLemma(rule, form)
    return foldedLemma.withUnsafeBufferPointer { words.id(of: $0) } != Vocabulary.unknown
  }
}

/// The labels that a token has in other columns than that of lemmas, by their numbers.
struct WordLabels {
  /// Its universal part of speech.
  var partOfSpeech: Int?
  /// That of the language.
  var languagePartOfSpeech: Int?
  /// Its features.
  var features: Int?
}

/// What decides about the rule of a lemma, given the form, its labels and the best rule.
enum LemmaDecision: Hashable {
  /// The rule, whatever the scores.
  case rule(Int32)
  /// The best of these, at least one.
  case oneOf([Int32])
  /// The best of some that make another word of a letter, if it is probable enough, else that by which a letter stands for
  /// itself.
  case letter(itself: Int32, words: [Int32])
  /// The best of all, with regard to what is known of their lemmas; that of the best has this grade, `nil` if the
  /// best may not serve the form.
  case score(grade: Int?)
}

extension UInt8 {
  /// Whether it is a digit of ASCII.
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
