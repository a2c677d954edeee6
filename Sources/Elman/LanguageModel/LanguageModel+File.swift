import ElmanTensors
import ElmanText

extension LanguageModel: Model, StoredModel {
  /// What `elman.task` holds.
  package static let task = "language-model"
  /// What people call it.
  package static let name = "language model"

  /// Reads a language model.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configured: Configured<LanguageModelConfiguration> = try file.settings()
    let words = try file.vocabulary("vocabulary.words")
    let learned = configured.shape.learnedWordCount
    guard learned >= 2, learned <= words.count else {
      throw .invalidConfiguration(
        path: file.tensors.path,
        reason: "expected a learnedWordCount from 2 to \(words.count), found \(learned)")
    }
    let characters = try file.characters("vocabulary.characters")
    let network = LanguageModelNetwork(
      configured.settings, configured.shape, wordCount: words.count,
      characterCount: characters.count)
    self.init(
      configuration: configured.settings, shape: configured.shape, metadata: file.metadata,
      words: words,
      characters: characters, network: network,
      weights: try file.weights(network.layout))
  }

  /// What a file with the model holds, but for checksums.
  package func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    ModelFile.contents(
      task: Self.task, Configured(configuration, shape), metadata: metadata, weights: weights,
      precision: precision,
      words: words, characters: characters, labels: [])
  }

  /// What the model is made of, for people.
  package var summary: ModelSummary {
    ModelSummary(
      wordCount: words.count, characterCount: characters.count,
      network: ModelSummary.recurrent(configuration.cell, configuration.hiddenSizes),
      layout: network.layout)
  }
}
