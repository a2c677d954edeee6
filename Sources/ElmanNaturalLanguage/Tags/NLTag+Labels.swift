import Elman

extension NLTag {
  /// What Chinese treebanks call a classifier.
  static let classifierLabel = "NNB"

  /// The lexical class that a universal part of speech stands for.
  ///
  /// - Parameters:
  ///   - partOfSpeech: the part of speech.
  ///   - languagePartOfSpeech: that of the language, by which Chinese tells classifiers.
  init(_ partOfSpeech: PartOfSpeech?, _ languagePartOfSpeech: String? = nil) {
    self =
      switch partOfSpeech {
      case .noun:
        languagePartOfSpeech.map { $0.utf8.elementsEqual(Self.classifierLabel.utf8) } == true
          ? .classifier : .noun
      case .properNoun: .noun
      case .verb, .auxiliary: .verb
      case .adjective: .adjective
      case .adverb: .adverb
      case .pronoun: .pronoun
      case .determiner: .determiner
      case .particle: .particle
      case .adposition: .preposition
      case .numeral: .number
      case .coordinatingConjunction, .subordinatingConjunction: .conjunction
      case .interjection: .interjection
      case .punctuation, .symbol, .other, nil: .otherWord
      }
  }

  /// The name that a type of entities stands for; `nil` for one that is none of a person, place or organization.
  init?(entityType type: some StringProtocol) {
    switch type.uppercased() {
    case "PER", "PERSON": self = .personalName
    case "LOC", "GPE", "LOCATION", "PLACE", "FAC": self = .placeName
    case "ORG", "CORP", "ORGANIZATION": self = .organizationName
    default: return nil
    }
  }
}
