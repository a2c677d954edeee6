import ElmanTensors
import ElmanText

extension LanguageIdentifier: Model, StoredModel {
  /// What `elman.task` holds.
  package static let task = "language-identifier"
  /// What people call it.
  package static let name = "language identifier"

  /// Reads a language identifier.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configured: Configured<IdentifierConfiguration> = try file.settings()
    let configuration = configured.settings
    let vocabulary = try file.vocabulary("vocabulary.words")
    let languages = try file.labels("languages")
    let network = IdentifierNetwork(
      configuration, pieceCount: vocabulary.count, labelCount: languages.count)
    var scripts: [Script: Int] = [:]
    for text in try file.texts("scripts").labels {
      let parts = text.utf8.split(separator: UInt8(ascii: "="))
      guard parts.count == 2, let script = Script(rawValue: String(Substring(parts[0]))),
        let language = languages.id(of: String(Substring(parts[1])))
      else {
        throw .invalidVocabulary(
          path: file.tensors.path, table: "scripts",
          reason: "expected a script and one of the languages, found '\(text)'")
      }
      scripts[script] = language
    }
    let weights = try file.weights(network.layout)
    let temperature = try file.temperature()
    do throws(VocabularyError) {
      try self.init(
        configuration: configuration, metadata: file.metadata,
        pieces: WordPieces(vocabulary, longest: configuration.longestPiece), languages: languages,
        languageOfScript: scripts, network: network, weights: weights, temperature: temperature)
    } catch {
      throw .invalidVocabulary(path: file.tensors.path, table: "languages", reason: "\(error)")
    }
  }

  /// What a file with the model holds, but for checksums.
  package func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    var metadata = metadata
    metadata[.temperature] = "\(temperature)"
    var writer = ModelFile.contents(
      task: Self.task, Configured(configuration), metadata: metadata, weights: weights,
      precision: precision, words: pieces.vocabulary,
      characters: CharacterVocabulary([Unicode.Scalar]()), labels: [("languages", languages)])
    writer.add("scripts", scripts)
    return writer
  }

  /// What the model is made of, for people.
  package var summary: ModelSummary {
    var summary = ModelSummary(
      characterCount: 1,
      network: ModelSummary.recurrent(configuration.cell, [configuration.hiddenSize]),
      layout: network.layout)
    summary.labels = [("languages", languages.labels)]
    summary.wordCount = pieces.vocabulary.count
    return summary
  }
}
