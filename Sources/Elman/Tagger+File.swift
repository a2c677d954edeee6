import ElmanTensors
import ElmanText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Tagger {
  /// What `elman.task` holds.
  public static let task = "tagger"

  /// Maps a model file.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  public init(path: String) throws(ModelError) {
    let tensors: SafetensorsFile
    do throws(SafetensorsError) { tensors = try SafetensorsFile(path: path) } catch {
      throw .file(error)
    }
    try self.init(tensors)
  }

  /// Reads a model that is in memory already, such as one embedded in the program.
  public init(_ file: MappedFile) throws(ModelError) {
    let tensors: SafetensorsFile
    do throws(SafetensorsError) { tensors = try SafetensorsFile(file) } catch {
      throw .file(error)
    }
    try self.init(tensors)
  }

  private init(_ tensors: SafetensorsFile) throws(ModelError) {
    let file = try ModelFile(tensors, task: Self.task)
    let configuration: TaggerConfiguration
    do {
      configuration = try JSONDecoder().decode(
        TaggerConfiguration.self, from: Data((file.metadata[.configuration] ?? "").utf8))
    } catch {
      throw .invalidConfiguration(path: tensors.path, reason: Settings.reason(for: error))
    }
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
    metadata[.format] = String(ModelMetadata.currentFormat)
    metadata[.task] = Self.task
    metadata[.configuration] = Settings.json(configuration)
    metadata[.unicode] = TextNormalizer.unicodeVersion
    var writer = SafetensorsWriter()
    writer.metadata = metadata.values
    writer.add(weights.parameters)
    writer.add("vocabulary.words", words)
    writer.add(
      "vocabulary.characters", characters.scalars, shape: [characters.scalars.count])
    writer.add("labels", labels)
    do throws(SafetensorsError) { try writer.write(to: path) } catch { throw .file(error) }
  }
}
