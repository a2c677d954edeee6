import ElmanSystem
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
    var columns: [TaggerColumn] = []
    for column in configuration.columns {
      let table = configuration.name("labels", of: column)
      let labels = try file.labels(table)
      if let label = labels.labels.first(where: { $0.utf8.contains { $0 == 0x09 || $0 == 0x0A } }) {
        throw .invalidLabel(path: file.tensors.path, table: table, found: label)
      }
      if column == .lemma, let other = labels.labels.first(where: { LemmaRule($0) == nil }) {
        throw .invalidLemmaRule(path: file.tensors.path, found: other)
      }
      guard column != .ner || labels.count <= TaggerColumn.maximumEntityLabels else {
        throw .invalidConfiguration(
          path: file.tensors.path,
          reason: "expected at most \(TaggerColumn.maximumEntityLabels) labels of entities, found"
            + " \(labels.count)")
      }
      let seen = column == .lemma ? try file.seenLemmas(ruleCount: labels.count) : nil
      columns.append(TaggerColumn(column, labels: labels, seen: seen))
    }
    let network = TaggerNetwork(
      configuration, wordCount: words.count, characterCount: characters.count,
      columns: columns)
    self.init(
      configuration: configuration, metadata: file.metadata, words: words,
      characters: characters, columns: columns, network: network,
      weights: try file.weights(network.layout),
      tokenizer: try LearnedTokenizer.ifPresent(in: file))
  }

  /// Writes the model, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: where the file is to be.
  ///   - metadata: what the file says about itself; format, task, configuration and
  ///     Unicode version are filled in.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    try contents(metadata).writeModel(to: path)
  }

  /// The bytes that ``write(to:metadata:)`` puts into a file.
  ///
  /// - Throws: `ModelError.file` for metadata that no file can hold.
  public func serialized(metadata: ModelMetadata) throws(ModelError) -> [UInt8] {
    do throws(SafetensorsError) { return try contents(metadata).withChecksums.serialized() } catch {
      throw .file(error)
    }
  }

  /// The same tagger with its weights in bytes: a quarter of the size, and faster, for a small loss
  /// of accuracy. A tagger in bytes stays as it is.
  ///
  /// - Throws: `ModelError.file` for metadata that no file can hold.
  public func quantized() throws(ModelError) -> Tagger {
    try Tagger(ModelFile(contents(metadata, precision: .int8), name: "the tagger in bytes"))
  }

  private func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    var contents = ModelFile.contents(
      task: Self.task, configuration, metadata: metadata, weights: weights, precision: precision,
      words: words, characters: characters,
      labels: columns.map { (configuration.name("labels", of: $0.column), $0.labels) })
    let precision = precision ?? weights.precision
    if let seen = columns.lazy.compactMap(\.seen).first {
      contents.add("lemmas", seen, slots: precision == .float32)
    }
    tokenizer?.add(to: &contents, precision: precision)
    return contents
  }
}

extension TaggerConfiguration {
  /// The name of one column's tables in a model file: `labels`, or `labels.upos` where there are
  /// several columns.
  fileprivate func name(_ name: String, of column: TagColumn) -> String {
    columns.count == 1 ? name : "\(name).\(column.rawValue)"
  }
}
