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

  /// A rule, and whether it would be the same with any other scores of which the best is the same.
  struct Choice: Equatable {
    let rule: Int32
    let isLasting: Bool
  }

  private let column: TaggerColumn
  private let partsOfSpeech: LabelSet?
  private let languagePartsOfSpeech: LabelSet?
  private let features: LabelSet?
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
    self.words = words
    self.knowledge = knowledge
  }

  /// The rule of a token.
  ///
  /// - Parameters:
  ///   - form: the token's form.
  ///   - partOfSpeech: the number of the universal part of speech.
  ///   - languagePartOfSpeech: that of the language's.
  ///   - features: that of the features.
  ///   - best: the rule with the best score.
  ///   - scores: those of all rules that are labels.
  mutating func choice(
    for form: UnsafeBufferPointer<UInt8>, partOfSpeech: Int?, languagePartOfSpeech: Int?,
    features: Int? = nil, best: Int32, scores: UnsafeMutableBufferPointer<Float>
  ) -> Choice {
    guard knowledge.ruleUses != nil else {
      return plainChoice(
        for: form, partOfSpeech: partOfSpeech, languagePartOfSpeech: languagePartOfSpeech,
        best: best, scores: scores)
    }
    if knowledge.variants?.replace(form, into: &plain) != true {
      plain.removeAll(keepingCapacity: true)
      plain.append(contentsOf: form)
    }
    plain.withUnsafeBufferPointer { folding.normalize($0, into: &folded) }
    findReadings(form, partOfSpeech, features)
    if let seen = seenKey(partOfSpeech, languagePartOfSpeech), let table = column.seen {
      let alternatives = table.alternatives(ofKey: seen)
      if alternatives.isEmpty { return Choice(rule: table.rules[Int(seen)], isLasting: true) }
      return choice(of: alternatives.map(\.rule), for: form, scores)
    }
    if !readings.isEmpty { return choiceOfReadings(for: form, best: best, scores) }
    return choiceByScore(for: form, partOfSpeech, best: best, scores)
  }

  private mutating func seenKey(_ partOfSpeech: Int?, _ languagePartOfSpeech: Int?) -> Int32? {
    guard let partOfSpeech, let name = partsOfSpeech?[partOfSpeech] else { return nil }
    let languageName = languagePartOfSpeech.flatMap { languagePartsOfSpeech?[$0] }
    return plain.withUnsafeBufferPointer {
      column.seen?.key(of: $0, name, languageName, using: &key)
    }
  }

  /// Finds what the lexicon has for the form with these labels.
  private mutating func findReadings(
    _ form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: Int?, _ features: Int?
  ) {
    readings.removeAll(keepingCapacity: true)
    guard let lexicon = knowledge.lexicon, let partOfSpeech else { return }
    numbers.removeAll(keepingCapacity: true)
    folded.withUnsafeBufferPointer { lexicon.findReadings(of: $0, into: &numbers) }
    numbers.removeAll { lexicon.readings[Int($0)].partOfSpeech != partOfSpeech }
    if numbers.isEmpty { return }
    if let features, let names = self.features {
      let known = FeatureSet(names[features].utf8)
      let agreeing = numbers.filter {
        lexicon.features[Int(lexicon.readings[Int($0)].features)].agrees(with: known)
      }
      if !agreeing.isEmpty { numbers = agreeing }
    }
    for number in numbers {
      let rule = lexicon.readings[Int(number)].rule
      makeLemma(rule, form)
      if !readings.contains(where: { $0.lemma == lemma }) {
        readings.append(Reading(rule: rule, lemma: lemma, folded: foldedLemma))
      }
    }
  }

  /// Of rules that were seen with the form the one whose lemma the lexicon has, else the best.
  private mutating func choice(
    of rules: [Int32], for form: UnsafeBufferPointer<UInt8>,
    _ scores: UnsafeMutableBufferPointer<Float>
  ) -> Choice {
    let known = rules.filter { rule in
      makeLemma(rule, form)
      return readings.contains { $0.lemma == lemma }
    }
    let candidates = known.isEmpty ? rules : known
    var best = candidates[0]
    for rule in candidates where score(of: rule, scores) > score(of: best, scores) { best = rule }
    return Choice(rule: best, isLasting: candidates.count == 1)
  }

  /// The rule with the best score if its lemma is one of the lexicon's, else the best of the lexicon's.
  private mutating func choiceOfReadings(
    for form: UnsafeBufferPointer<UInt8>, best: Int32, _ scores: UnsafeMutableBufferPointer<Float>
  ) -> Choice {
    makeLemma(best, form)
    // So that the network decides about case.
    if readings.contains(where: { $0.folded == foldedLemma }) {
      return Choice(rule: best, isLasting: true)
    }
    var chosen = readings[0].rule
    for reading in readings.dropFirst()
    where score(of: reading.rule, scores) > score(of: chosen, scores) {
      chosen = reading.rule
    }
    return Choice(rule: chosen, isLasting: readings.count == 1)
  }

  private mutating func choiceByScore(
    for form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: Int?, best: Int32,
    _ scores: UnsafeMutableBufferPointer<Float>
  ) -> Choice {
    let isUsable = isUsable(best)
    let bestGrade = isUsable ? grade(of: best, form, partOfSpeech) : 0
    if bestGrade == 2 { return Choice(rule: best, isLasting: true) }
    let isUnchanged = isUsable && column.rules[Int(best)].isCasing
    var chosen = isUsable ? best : nil
    var greatest =
      isUsable
      ? scores[Int(best)] + Self.bonus(bestGrade, isUnchanged: isUnchanged) : -.infinity
    let highest = Self.bonus(2, isUnchanged: isUnchanged)
    for (rule, score) in scores.enumerated() where score + highest > greatest && rule != Int(best) {
      guard self.isUsable(Int32(rule)) else { continue }
      let grade = grade(of: Int32(rule), form, partOfSpeech)
      let value = score + Self.bonus(grade, isUnchanged: isUnchanged)
      if value > greatest { (chosen, greatest) = (Int32(rule), value) }
    }
    return Choice(rule: chosen ?? best, isLasting: false)
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
    of rule: Int32, _ form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: Int?
  ) -> Int {
    makeLemma(rule, form)
    if let partOfSpeech {
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
    return foldedLemma.withUnsafeBufferPointer { words.id(of: $0) } != Vocabulary.unknown ? 1 : 0
  }

  /// Whether a rule may serve the form: one for whole words only if it was seen with it.
  private mutating func isUsable(_ rule: Int32) -> Bool {
    guard column.rules[Int(rule)].isWhole, let uses = knowledge.ruleUses else { return true }
    return uses.contains(folded, rule: rule, key: &key)
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
  private mutating func plainChoice(
    for form: UnsafeBufferPointer<UInt8>, partOfSpeech: Int?, languagePartOfSpeech: Int?,
    best: Int32, scores: UnsafeMutableBufferPointer<Float>
  ) -> Choice {
    if let partOfSpeech, let name = partsOfSpeech?[partOfSpeech],
      let seen = column.seen?.rule(
        of: form, name, languagePartOfSpeech.flatMap { languagePartsOfSpeech?[$0] }, key: &key)
    {
      return Choice(rule: seen, isLasting: true)
    }
    guard !isKnown(best, form) else { return Choice(rule: best, isLasting: true) }
    let lowest = scores[Int(best)] - Self.margin
    var other: (rule: Int, score: Float)?
    for (rule, score) in scores.enumerated()
    where score > lowest && score > other?.score ?? -.infinity {
      if isKnown(Int32(rule), form) { other = (rule, score) }
    }
    return Choice(rule: other.map { Int32($0.rule) } ?? best, isLasting: false)
  }

  private mutating func isKnown(_ rule: Int32, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    makeLemma(rule, form)
    return foldedLemma.withUnsafeBufferPointer { words.id(of: $0) } != Vocabulary.unknown
  }
}
