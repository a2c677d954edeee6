import ElmanTensors
import ElmanText

@testable import Elman

/// An identifier with random weights: enough to test everything but its judgement.
func randomIdentifier(
  _ change: (inout IdentifierConfiguration) -> Void = { _ in }
) throws -> LanguageIdentifier {
  var configuration = IdentifierConfiguration()
  (configuration.hiddenSize, configuration.pieceSize) = (6, 5)
  change(&configuration)
  let strings = ["a", "b", "ch", "e", " e", "er", "er ", "ö", "ер", "к", "日"]
  let pieces = WordPieces(
    try Vocabulary(strings: strings), longest: configuration.longestPiece)
  let languages = try LabelSet(["de", "el", "en", "ru"])
  let network = IdentifierNetwork(
    configuration, pieceCount: pieces.vocabulary.count, labelCount: languages.count)
  let weights = MutableParameterBuffer(zerosFor: network.layout)
  var random = Random(seed: 11)
  weights.initialize(with: &random)
  return try LanguageIdentifier(
    configuration: configuration, pieces: pieces, languages: languages,
    languageOfScript: [.greek: 1], network: network,
    weights: PackedWeights(weights, forTraining: false), temperature: 1.5)
}
