import ElmanSystem
import ElmanTensors
import ElmanText

extension Tagger: Model, StoredModel {
  /// What `elman.task` holds.
  package static let task = "tagger"

  /// What people call it.
  package static let name = "tagger"

  /// The columns that the tagger in a file fills, of which nothing but its settings is read.
  ///
  /// - Throws: `ModelError.wrongTask`, `invalidConfiguration`.
  package static func columns(of file: ModelFile) throws(ModelError) -> [TagColumn] {
    try file.expect(task: task)
    let configured: Configured<TaggerConfiguration> = try file.settings()
    return configured.settings.columns
  }

  /// Reads a tagger.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: ModelFile) throws(ModelError) {
    try file.expect(task: Self.task)
    let configured: Configured<TaggerConfiguration> = try file.settings()
    let configuration = configured.settings
    let words = try file.vocabulary("vocabulary.words")
    let characters = try file.characters("vocabulary.characters")
    let affixes = try file.affixes(ofSize: configuration.affixSize)
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
    let knowledge = try file.knowledge(of: columns)
    columns = columns.map {
      $0.column == .lemma && knowledge.lexicon != nil
        ? $0.with(knowledge.lexicon, seen: $0.seen) : $0
    }
    let network = TaggerNetwork(
      configuration, configured.shape, wordCount: words.count, characterCount: characters.count,
      affixCount: affixes?.vocabulary.count ?? 0, columns: columns)
    self.init(
      configuration: configuration, shape: configured.shape, metadata: file.metadata, words: words,
      characters: characters, affixes: affixes, columns: columns, knowledge: knowledge,
      network: network,
      weights: try file.weights(network.layout),
      tokenizer: try LearnedTokenizer.ifPresent(in: file))
  }

  /// What a file with the tagger holds, but for checksums.
  package func contents(
    _ metadata: ModelMetadata, precision: WeightPrecision? = nil
  ) -> SafetensorsWriter {
    var contents = ModelFile.contents(
      task: Self.task, Configured(configuration, shape), metadata: metadata, weights: weights,
      precision: precision,
      words: words, characters: characters,
      labels: columns.map { (configuration.name("labels", of: $0.column), $0.labels) })
    let precision = precision ?? weights.precision
    ModelFile.add(affixes, precision: precision, to: &contents)
    if let seen = columns.lazy.compactMap(\.seen).first {
      contents.add("lemmas", seen, slots: precision == .float32)
    }
    contents.add(knowledge, slots: precision == .float32)
    tokenizer?.add(to: &contents, precision: precision)
    return contents
  }

  /// What the tagger is made of, for people.
  package var summary: ModelSummary {
    ModelSummary(
      labels: columns.map {
        (columns.count == 1 ? "labels" : $0.column.rawValue, $0.labels.labels)
      },
      wordCount: words.count, characterCount: characters.count,
      network: ModelSummary.recurrent(configuration.cell, configuration.hiddenSizes)
        + ", \(configuration.head.rawValue) head",
      layout: network.layout,
      tokenizer: tokenizer.map { ($0.summary.network, $0.network.layout) })
  }
}

extension TaggerConfiguration {
  /// The name of one column's tables in a model file: `labels`, or `labels.upos` where there are
  /// several columns.
  fileprivate func name(_ name: String, of column: TagColumn) -> String {
    columns.count == 1 ? name : "\(name).\(column.rawValue)"
  }
}
