import ElmanSystem
import ElmanTensors
import ElmanText

extension Classifier: StoredModel {
  /// What `elman.task` holds.
  package static let task = "classifier"

  /// What people call it.
  package static let name = "classifier"

  /// Reads a classifier.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configuration: ClassifierConfiguration = try file.settings()
    let words = try file.vocabulary("vocabulary.words")
    let characters = try file.characters("vocabulary.characters")
    let labels = try file.labels("labels")
    let network = ClassifierNetwork(
      configuration, wordCount: words.count, characterCount: characters.count,
      labels: labels.labels)
    self.init(
      configuration: configuration, metadata: file.metadata, words: words,
      characters: characters, labels: labels, network: network,
      weights: try file.weights(network.layout), temperature: try file.temperature())
  }

  /// What a file with the classifier holds, but for checksums; the temperature is filled in too.
  package func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    var metadata = metadata
    metadata[.temperature] = String(temperature)
    return ModelFile.contents(
      task: Self.task, configuration, metadata: metadata, weights: weights, precision: precision,
      words: words, characters: characters, labels: [("labels", labels)])
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

extension Classifier {
  /// Maps a file of a classifier.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  public init(path: String) throws(ModelError) { try self.init(ModelFile(path: path)) }

  /// The classifier that is part of the program.
  ///
  /// - Throws: what ``init(path:)`` throws for a file with these bytes.
  public init(_ model: EmbeddedModel) throws(ModelError) { try self.init(ModelFile(model.file)) }

  /// Writes the classifier, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: where the file is to be.
  ///   - metadata: what the file says about itself; format, task, configuration and Unicode version are
  ///     filled in.
  /// - Throws: `ModelError.file`, and `invalidFile` for metadata that no file can hold.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    try contents(metadata, precision: nil).writeModel(to: path)
  }

  /// The bytes that ``write(to:metadata:)`` puts into a file.
  ///
  /// - Throws: `ModelError.invalidFile` for metadata that no file can hold.
  public func serialized(metadata: ModelMetadata) throws(ModelError) -> [UInt8] {
    try contents(metadata, precision: nil).serializedModel()
  }

  /// The same classifier with its weights in bytes: a quarter of the size, and faster, for a small loss of
  /// accuracy. One in bytes stays as it is.
  ///
  /// - Throws: `ModelError.invalidFile` for metadata that no file can hold.
  public func quantized() throws(ModelError) -> Classifier { try inBytes() }
}
