import ElmanTensors
import ElmanText

extension Tagger {
  /// What `elman.task` holds.
  public static let task = "tagger"

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
    let configuration: TaggerConfiguration = try file.configuration()
    let words = try file.vocabulary("vocabulary.words")
    let characters = try file.characters("vocabulary.characters")
    let labels = try file.labels("labels")
    let network = TaggerNetwork(
      configuration, wordCount: words.count, characterCount: characters.count,
      labelCount: labels.count)
    self.init(
      configuration: configuration, metadata: file.metadata, words: words,
      characters: characters, labels: labels, network: network,
      weights: try file.parameters(network.layout))
  }

  /// Writes the model, whole or not at all.
  ///
  /// - Parameter metadata: what the file says about itself; format, task, configuration and
  ///   Unicode version are filled in.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    var metadata = metadata
    metadata[.task] = Self.task
    metadata[.configuration] = Settings.json(configuration)
    var writer = SafetensorsWriter(modelWith: metadata)
    writer.add(weights.parameters)
    writer.add("vocabulary.words", words)
    writer.add("vocabulary.characters", characters.scalars, shape: [characters.scalars.count])
    writer.add("labels", labels)
    do throws(SafetensorsError) { try writer.write(to: path) } catch { throw .file(error) }
  }
}

/// A model of any task.
public enum AnyModel: Sendable {
  /// A tagger.
  case tagger(Tagger)
  /// A classifier.
  case classifier(Classifier)

  /// Reads a model for whichever task it is.
  public init(_ file: MappedFile) throws(ModelError) {
    let file = try ModelFile(file)
    self =
      file.metadata[.task] == Classifier.task
      ? .classifier(try Classifier(file)) : .tagger(try Tagger(file))
  }
}
