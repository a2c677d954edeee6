import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanText

/// A language model in both directions, learned from raw text, that taggers can start from.
public struct LanguageModel: Sendable {
  /// What the network looks like.
  public let configuration: LanguageModelConfiguration
  /// What training found out: which words have what vectors.
  public let shape: EncoderShape
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// The words that have a vector.
  public let words: Vocabulary
  /// The characters that have a vector.
  public let characters: CharacterVocabulary
  /// The layers.
  public let network: LanguageModelNetwork
  /// The weights.
  public let weights: any Weights

  /// Puts a language model together.
  public init(
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
