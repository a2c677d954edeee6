import ElmanSystem
import ElmanTensors
import ElmanText

extension Classifier: Model, StoredModel {
  /// What `elman.task` holds.
  package static let task = "classifier"

  /// What people call it.
  package static let name = "classifier"

  /// Reads a classifier.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configured: Configured<ClassifierConfiguration> = try file.settings()
    let words = try file.vocabulary("vocabulary.words")
    let characters = try file.characters("vocabulary.characters")
    let affixes = try file.affixes(ofSize: configured.settings.affixSize)
    let labels = try file.labels("labels")
    let network = ClassifierNetwork(
      configured.settings, configured.shape, wordCount: words.count,
      characterCount: characters.count,
      affixCount: affixes?.vocabulary.count ?? 0, labels: labels.labels)
    self.init(
      configuration: configured.settings, shape: configured.shape, metadata: file.metadata,
      words: words, characters: characters, affixes: affixes, labels: labels, network: network,
      weights: try file.weights(network.layout), temperature: try file.temperature())
  }

  /// What a file with the classifier holds, but for checksums; the temperature is filled in too.
  package func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    var metadata = metadata
    metadata[.temperature] = String(temperature)
    var contents = ModelFile.contents(
      task: Self.task, Configured(configuration, shape), metadata: metadata, weights: weights,
      precision: precision, words: words, characters: characters, labels: [("labels", labels)])
    ModelFile.add(affixes, precision: precision ?? weights.precision, to: &contents)
    return contents
  }

  /// What the classifier is made of, for people.
  package var summary: ModelSummary {
    ModelSummary(
      labels: [("labels", labels.labels)], wordCount: words.count,
      characterCount: characters.count,
      network: ModelSummary.recurrent(configuration.cell, configuration.hiddenSizes)
        + ", \(configuration.pooling.rawValue) pooling",
      layout: network.layout)
  }
}
