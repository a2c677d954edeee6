import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanText

/// A language model in both directions, learned from raw text, that taggers can start from.
public struct LanguageModel: Sendable {
  /// What `elman.task` holds.
  public static let task = "language-model"

  /// What the network looks like.
  public let configuration: LanguageModelConfiguration
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// The words that have a vector.
  public let words: Vocabulary
  /// The characters that have a vector.
  public let characters: CharacterVocabulary
  /// The layers.
  public let network: LanguageModelNetwork
  /// The weights.
  public let weights: PackedWeights

  /// Puts a language model together.
  public init(
    configuration: LanguageModelConfiguration, metadata: ModelMetadata = ModelMetadata(),
    words: Vocabulary, characters: CharacterVocabulary, network: LanguageModelNetwork,
    weights: PackedWeights
  ) {
    self.configuration = configuration
    self.metadata = metadata
    self.words = words
    self.characters = characters
    self.network = network
    self.weights = weights
  }

  /// Maps a model file.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  public init(path: String) throws(ModelError) {
    try self.init(ModelFile(path: path))
  }

  /// Reads a model that is in memory already.
  public init(_ file: MappedFile) throws(ModelError) {
    try self.init(ModelFile(file))
  }

  init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configuration: LanguageModelConfiguration = try file.configuration()
    let words = try file.vocabulary("vocabulary.words")
    let learned = configuration.learnedWordCount
    guard learned >= 2, learned <= words.count else {
      throw .invalidConfiguration(
        path: file.tensors.path,
        reason: "expected a learnedWordCount from 2 to \(words.count), found \(learned)")
    }
    let characters = try file.characters("vocabulary.characters")
    let network = LanguageModelNetwork(
      configuration, wordCount: words.count, characterCount: characters.count)
    guard let weights = try file.weights(network.layout) as? PackedWeights else {
      throw .invalidConfiguration(
        path: file.tensors.path, reason: "expected a language model in single precision")
    }
    self.init(
      configuration: configuration, metadata: file.metadata, words: words,
      characters: characters, network: network, weights: weights)
  }

  /// Writes the model, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - metadata: what the file says about itself; format, task, configuration and Unicode version
  ///     are filled in.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    try ModelFile.contents(
      task: Self.task, configuration, metadata: metadata, weights: weights, words: words,
      characters: characters, labels: []
    ).writeModel(to: path)
  }
}
