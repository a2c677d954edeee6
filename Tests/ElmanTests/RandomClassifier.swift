import ElmanTensors
import ElmanText

@testable import Elman

/// A classifier with random weights: enough to test everything but its judgement.
func randomClassifier(
  labels: [String] = ["negative", "neutral", "positive"], temperature: Float = 1,
  seed: UInt64 = 7, _ change: (inout ClassifierConfiguration) -> Void = { _ in }
) throws -> Classifier {
  var configuration = ClassifierConfiguration()
  configuration.hiddenSize = 10
  configuration.attentionSize = 7
  configuration.wordSize = 9
  configuration.windowSize = 16
  configuration.characterSize = 5
  change(&configuration)
  let words = try Vocabulary(strings: ["the", "owl", "sings", "at", "night", "größe", "."])
  let characters = CharacterVocabulary("abcdefghijklmnopqrstuvwxyzö.".unicodeScalars)
  let network = ClassifierNetwork(
    configuration, wordCount: words.count, characterCount: characters.count, labels: labels)
  let weights = MutableParameterBuffer(zerosFor: network.layout)
  var random = Random(seed: seed)
  weights.initialize(with: &random)
  return Classifier(
    configuration: configuration, words: words, characters: characters,
    labels: try LabelSet(labels), network: network,
    weights: PackedWeights(weights, forTraining: false),
    temperature: temperature)
}

/// Texts of random words, some of them unknown, long, or outside ASCII; some texts have no words.
func randomTexts(_ count: Int, longest: Int = 40, seed: UInt64 = 3) -> [String] {
  let forms = [
    "The", "owl", "sings", "at", "night", ".", "GRÖSSE", "Größe", "unseen", "犬", "👩‍🔬", "!\n\n",
    String(repeating: "long", count: 40), "e\u{301}te\u{301}", "\0",
  ]
  var random = Random(seed: seed)
  return (0..<count).map { _ in
    (0..<random.index(below: longest)).map { _ in forms[random.index(below: forms.count)] }
      .joined(separator: " ")
  }
}
