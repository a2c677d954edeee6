import ElmanSystem
import ElmanTensors
import ElmanText

extension LearnedTokenizer: Model, StoredModel {
  /// What `elman.task` holds in a file with a tokenizer alone.
  package static let task = "tokenizer"

  /// What people call it.
  package static let name = "tokenizer"

  /// Reads a file of a tokenizer, or one of another task that holds a tokenizer too.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: ModelFile) throws(ModelError) {
    guard let tokenizer = try Self.ifPresent(in: file) else {
      throw .wrongTask(
        path: file.tensors.path, expected: Self.task, found: file.metadata[.task] ?? "none")
    }
    self = tokenizer
  }

  /// The tokenizer of a model's file, or `nil` if it holds none.
  static func ifPresent(in file: ModelFile) throws(ModelError) -> LearnedTokenizer? {
    guard file.metadata[.tokenizer] != nil else { return nil }
    let configured: Configured<TokenizerConfiguration> = try file.settings(.tokenizer)
    let configuration = configured.settings
    let features = CharacterFeatures(
      characters: try file.characters("tokenizer.vocabulary.characters"),
      wordKnowledge: configured.readsWords
        ? (
          pairs: try file.vocabulary("tokenizer.vocabulary.pairs"),
          words: try file.vocabulary("tokenizer.vocabulary.words")
        ) : nil,
      longestWord: configuration.longestWord,
      pieces: configured.readsPieces
        ? CharacterPieces(
          try file.vocabulary("tokenizer.vocabulary.pieces"), longest: configuration.longestPiece)
        : nil)
    let network = TokenizerNetwork(configuration, configured.shape, features: features)
    return LearnedTokenizer(
      configuration: configuration, shape: configured.shape, metadata: file.metadata,
      features: features,
      multiwords: try file.multiwordSplitter("tokenizer.multiwords"),
      boundaries: try file.boundaryRules("tokenizer.boundaries"), network: network,
      weights: try file.weights(network.layout))
  }

  /// What a file with the tokenizer alone holds, but for checksums.
  package func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    let precision = precision ?? weights.precision
    var metadata = metadata
    metadata[.format] = String(ModelMetadata.currentFormat)
    metadata[.task] = Self.task
    metadata[.unicode] = TextNormalizer.unicodeVersion
    var writer = SafetensorsWriter()
    metadata[.precision] = precision == .float32 ? nil : precision.rawValue
    metadata[.checksums] = nil
    writer.metadata = metadata.values
    add(to: &writer, precision: precision)
    return writer
  }

  /// Adds the tokenizer to a model's file, whose weights are all of one precision.
  func add(to writer: inout SafetensorsWriter, precision: WeightPrecision) {
    writer.metadata[ModelMetadata.Key.tokenizer.rawValue] = Settings.json(
      Configured(configuration, shape))
    if precision == .int8, let single = weights as? PackedWeights {
      writer.add(quantizing: single.parameters)
    } else {
      weights.add(to: &writer)
    }
    let characters = features.characters.scalars
    writer.add("tokenizer.vocabulary.characters", characters, shape: [characters.count])
    writer.add("tokenizer.multiwords", multiwords)
    writer.add("tokenizer.boundaries", boundaries)
    if let pieces = features.pieces {
      writer.add(
        "tokenizer.vocabulary.pieces", pieces.vocabulary, slots: precision == .float32)
    }
    if let (pairs, words) = features.wordKnowledge {
      writer.add("tokenizer.vocabulary.pairs", pairs, slots: precision == .float32)
      writer.add("tokenizer.vocabulary.words", words, slots: precision == .float32)
    }
  }

  /// What the tokenizer is made of, for people.
  package var summary: ModelSummary {
    ModelSummary(
      wordCount: features.wordKnowledge?.words.count, characterCount: features.characters.count,
      network: ModelSummary.recurrent(configuration.cell, configuration.hiddenSizes),
      layout: network.layout)
  }
}
