import ElmanText

/// Chooses the rule of each token's lemma, with what the model knows besides the scores.
///
/// A form that the training corpus has with the same part of speech gets the lemma that it has there.
/// Else the rule with the best score is taken, unless its lemma is no known word and that of another
/// rule, nearly as good, is one.
struct LemmaChooser {
  /// How much less another rule's score may be.
  static let margin: Float = 2

  private let column: TaggerColumn
  private let partsOfSpeech: LabelSet?
  private let languagePartsOfSpeech: LabelSet?
  private let words: Vocabulary
  private let folding = TextNormalizer(foldsCase: true)
  private var lemma: [UInt8] = []
  private var normalized: [UInt8] = []

  /// - Parameters:
  ///   - column: the lemmas.
  ///   - partsOfSpeech: the labels of the universal parts of speech, if the tagger knows them.
  ///   - languagePartsOfSpeech: those of the language's.
  ///   - words: the words of the tagger.
  init(
    _ column: TaggerColumn, partsOfSpeech: LabelSet?, languagePartsOfSpeech: LabelSet?,
    words: Vocabulary
  ) {
    self.column = column
    self.partsOfSpeech = partsOfSpeech
    self.languagePartsOfSpeech = languagePartsOfSpeech
    self.words = words
  }

  /// The number of the rule.
  ///
  /// - Parameters:
  ///   - partOfSpeech: the number of the universal part of speech.
  ///   - languagePartOfSpeech: that of the language's.
  ///   - best: the rule with the best score.
  ///   - scores: those of all rules.
  mutating func rule(
    for form: UnsafeBufferPointer<UInt8>, partOfSpeech: Int?, languagePartOfSpeech: Int?,
    best: Int32, scores: UnsafeMutableBufferPointer<Float>
  ) -> Int32 {
    if let partOfSpeech, let name = partsOfSpeech?[partOfSpeech],
      let seen = column.seen?.rule(
        of: form, name, languagePartOfSpeech.flatMap { languagePartsOfSpeech?[$0] }, key: &lemma)
    {
      return seen
    }
    guard !isKnown(column.rules[Int(best)], form) else { return best }
    let lowest = scores[Int(best)] - Self.margin
    var other: (rule: Int, score: Float)?
    for (rule, score) in scores.enumerated()
    where score > lowest && score > other?.score ?? -.infinity {
      if isKnown(column.rules[rule], form) { other = (rule, score) }
    }
    return other.map { Int32($0.rule) } ?? best
  }

  private mutating func isKnown(_ rule: LemmaRule, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    lemma.removeAll(keepingCapacity: true)
    rule.append(to: &lemma, lemmaOf: form)
    lemma.withUnsafeBufferPointer { folding.normalize($0, into: &normalized) }
    return normalized.withUnsafeBufferPointer { words.id(of: $0) } != Vocabulary.unknown
  }
}
