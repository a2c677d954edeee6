import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanText

/// A language model in both directions, learned from raw text, that taggers can start from.
public struct LanguageModel: Sendable {
  /// What the network looks like.
  public let configuration: LanguageModelConfiguration
  /// What training found out: which words have what vectors.
  package let shape: EncoderShape
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// The words that have a vector.
  package let words: Vocabulary
  /// The characters that have a vector.
  package let characters: CharacterVocabulary
  /// The layers.
  package let network: LanguageModelNetwork
  /// The weights.
  package let weights: any Weights

  /// Puts a language model together.
  package init(
    configuration: LanguageModelConfiguration, shape: EncoderShape,
    metadata: ModelMetadata = ModelMetadata(),
    words: Vocabulary, characters: CharacterVocabulary, network: LanguageModelNetwork,
    weights: any Weights
  ) {
    self.configuration = configuration
    self.shape = shape
    self.metadata = metadata
    self.words = words
    self.characters = characters
    self.network = network
    self.weights = weights
  }
}
