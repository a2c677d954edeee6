import ElmanSystem
import ElmanTensors
import ElmanText

extension Classifier {
  /// What `elman.task` holds.
  public static let task = "classifier"

  /// Maps a model file.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  public init(path: String) throws(ModelError) {
    try self.init(ModelFile(path: path))
  }

  /// Reads a model that is in memory already, such as one embedded in the program.
  public init(_ file: MappedFile) throws(ModelError) {
    try self.init(ModelFile(file))
  }

  init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configuration: ClassifierConfiguration = try file.configuration()
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

  /// Writes the model, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: where the file is to be.
  ///   - metadata: what the file says about itself; format, task, configuration,
  ///     temperature and Unicode version are filled in.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    try contents(metadata).writeModel(to: path)
  }

  /// The same classifier with its weights in bytes: a quarter of the size, and faster, for a small
  /// loss of accuracy. A classifier in bytes stays as it is.
  ///
  /// - Throws: `ModelError.file` for metadata that no file can hold.
  public func quantized() throws(ModelError) -> Classifier {
    try Classifier(
      ModelFile(contents(metadata, precision: .int8), name: "the classifier in bytes"))
  }

  private func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    var metadata = metadata
    metadata[.temperature] = String(temperature)
    return ModelFile.contents(
      task: Self.task, configuration, metadata: metadata, weights: weights, precision: precision,
      words: words, characters: characters, labels: [("labels", labels)])
  }
}
