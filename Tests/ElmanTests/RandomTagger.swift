import ElmanTensors
import ElmanText
import Testing

@testable import Elman

/// A tagger with random weights: enough to test everything but its judgement.
func randomTagger(
  shape: EncoderShape = EncoderShape(),
  _ change: (inout TaggerConfiguration) -> Void = { _ in }, seed: UInt64 = 7
) throws -> Tagger {
  var configuration = TaggerConfiguration()
  configuration.hiddenSize = 19
  configuration.wordSize = 16
  configuration.characterSize = 8
  configuration.characterHiddenSize = 10
  change(&configuration)
  let words = try Vocabulary(strings: ["the", "dog", "barks", "at", "night", "größe", "."])
  let characters = CharacterVocabulary("abcdefghijklmnopqrstuvwxyzö.".unicodeScalars)
  let columns = try configuration.columns.map { column in
    if column == .ner {
      return TaggerColumn(
        column,
        labels: try LabelSet(
          ["O", "B-LOC", "I-LOC", "E-LOC", "S-LOC", "B-PER", "I-PER", "E-PER", "S-PER"]))
    }
    if column == .deps {
      return TaggerColumn(
        column, labels: try LabelSet(["case", "det", "nsubj", "parataxis", "root"]))
    }
    return column == .lemma
      ? TaggerColumn(
        column,
        labels: try LabelSet(["lower 0 0 0 ", "lower 0 1 0 ", "keep 0 0 0 ", "whole be"]),
        seen: try SeenLemmas([.init(form: Array("at".utf8), partOfSpeech: "NOUN", rule: 3)]))
      : TaggerColumn(column, labels: try LabelSet(["ADP", "DET", "NOUN", "PUNCT", "VERB"]))
  }
  let affixes =
    configuration.affixSize == 0
    ? nil
    : try Affixes(
      of: ["the", "dog", "barks", "Größe"].map { Array($0.utf8)[...] }, minimumCount: 1)
  let network = TaggerNetwork(
    configuration, shape, wordCount: words.count, characterCount: characters.count,
    affixCount: affixes?.vocabulary.count ?? 0, columns: columns)
  let weights = MutableParameterBuffer(zerosFor: network.layout)
  var random = Random(seed: seed)
  weights.initialize(with: &random)
  return Tagger(
    configuration: configuration, shape: shape, words: words, characters: characters,
    affixes: affixes, columns: columns,
    network: network, weights: PackedWeights(weights, forTraining: false))
}

extension Tagger {
  /// The same with all that a tagger can know besides its network: a little of each.
  func knowing() throws -> Tagger {
    let lemmas = try #require(columns.first { $0.column == .lemma })
    let places = columns.tagPlaces
    var knowledge = TaggerKnowledge()
    knowledge.combinations = TagCombinations(
      (0..<5).map { label in places.map { Int32((label + $0) % 5) } }, columns: places)
    knowledge.shapes = ShapeTags(
      TokenShape.allCases.flatMap { shape in places.map { Int32((shape.rawValue + $0) % 5) } },
      columns: places)
    knowledge.ruleUses = try LemmaRuleUses([
      (form: Array("is".utf8), rule: 3), (form: Array("barks".utf8), rule: 3),
    ])
    knowledge.followed = try FollowedForms(
      ["ADP", "DET", "NOUN", "PUNCT", "VERB"].map {
        .init(
          form: Array("is".utf8), partOfSpeech: $0, follower: .word(Array("at".utf8)),
          languagePartOfSpeech: -1, rule: 1)
      })
    knowledge.variants = CharacterVariants(CharacterVariants.known)
    knowledge.lexicon = try Lexicon(
      [
        ("dogs", "dog", "_"), ("dog", "dog", "Number=Sing"), ("geese", "goose", "Number=Plur"),
        ("The", "thee", "_"), ("night", "knight", "_"), ("night", "night", "_"),
      ].map {
        LexiconEntry(
          form: $0.0.utf8, lemma: $0.1.utf8, partOfSpeech: "NOUN".utf8, features: $0.2.utf8)
      },
      labels: lemmas.labelRules,
      partsOfSpeech: try LabelSet(["ADP", "DET", "NOUN", "PUNCT", "VERB"]))
    let seen = try SeenLemmas([
      .init(form: Array("at".utf8), partOfSpeech: "NOUN", rule: 3),
      .init(form: Array("dog".utf8), partOfSpeech: "VERB", rule: 0, others: [1, 2]),
    ])
    return with(knowledge, seen: seen)
  }
}

/// Sentences of random words, some of them unknown, long, or outside ASCII.
func randomSentences(_ count: Int, longest: Int = 12, seed: UInt64 = 3) -> [Sentence] {
  let forms = [
    "The", "dog", "barks", "geese", "don’t", "https://example.org", "😀", "mira@example.org", "is",
    "at", "night", ".", "GRÖSSE", "Größe", "unseen", "犬", "👩‍🔬",
    String(repeating: "long", count: 40), "e\u{301}te\u{301}",
  ]
  var random = Random(seed: seed)
  return (0..<count).map { _ in
    Sentence(
      words: (0...random.index(below: longest)).map { _ in forms[random.index(below: forms.count)] }
    )
  }
}

extension Weights {
  /// The same, known to be in single precision.
  var single: PackedWeights { get throws { try #require(self as? PackedWeights) } }
}
