import ArgumentParser
import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanStreams
import ElmanTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is read and laid out before a tagger is trained.
extension TrainTagger {
  /// All that training needs.
  struct Plan {
    let training: TrainingOptions.Plan<Tagger>
    let corpora: (train: TaggedCorpus, dev: TaggedCorpus)
    /// What the user may want to do next.
    let next: [String]

    func showNext() { for line in next { StandardError.line(line) } }
  }

  /// Reads the corpora and the models, and finds the settings.
  func plan() async throws -> Plan {
    // What is wrong with the settings is told before long files are read.
    // Which columns the corpora have is not known yet.
    var model = TaggerConfiguration()
    model.columns = TagColumn.allCases
    var early = try TrainingSettings<Tagger>(model, updatedBy: options.config)
    override(&early)
    _ = try early.checked()
    try options.checkOutput(
      besides: [embeddings, silver, pretrained, tokenizer, lexicon] + also.map(\.train)
        + column.flatMap { [$0.train, $0.dev] })
    var inputs: [String: String] = [:]
    let start = try pretrained.map { name in
      let file = try ModelFinder.file(name)
      inputs["pretrained"] = CheckpointPlan.checksum(of: file)
      return try ModelFile(file).startingModel()
    }
    let fixed =
      try column.isEmpty ? TaggerConfiguration.columns(in: options.config) : column.map(\.column)
    let whole =
      try fixed.map { try files(\.train, $0).corpus(options.train) } ?? anyColumns(options.train)
    var resources = TrainingResources<Tagger>(vectors: embeddings)
    resources.start = start
    var settings = try TrainingSettings<Tagger>(
      for: whole, with: resources,
      updatedBy: options.config)
    if let fixed { settings.model.columns = fixed }
    override(&settings)
    try checkSizes(beside: start, layers: settings.model.layers)
    settings = try settings.checked()
    let columns = settings.model.columns
    if lexicon != nil, !LexiconFile.serves(columns) {
      throw ValidationError(
        "--lexicon needs the columns upos and lemma, found"
          + " \(columns.map(\.rawValue).joined(separator: ", "))")
    }
    let given = try readTokenizer(&inputs).map { ($0, Provenance.origin(of: $0)) }
    let lexicon = try lexicon.map { path throws(CorpusError) in try LexiconFile(path: path) }
    let silver = try silver.map { try TaggedCorpus(path: $0, anyOf: columns) }
    let added = try addedCorpora(columns)
    let (train, dev) =
      validation.folds == nil
      ? try options.divide(whole, seed: settings.training.seed) {
        try files(\.dev, columns).corpus($0)
      } : (whole, whole)

    let display = TrainingDisplay(dev: dev.path)
    var corpora: [(role: String, path: String, hash: String)] = []
    func show(_ role: String, _ corpus: TaggedCorpus) {
      display.show(
        corpus.path, count: corpus.sentences.count, of: "sentences", words: corpus.wordCount,
        note: role == "dev" ? options.keptApartNote : nil)
      corpora.append((options.role(role), corpus.path, corpus.hash))
      for file in corpus.files {
        StandardError.line(
          "\(file.path): \(file.column.rawValue) of \(file.sentenceCount) sentences")
        corpora.append(("\(role) \(file.column.rawValue)", file.path, file.hash))
      }
    }
    show("train", train)
    if validation.folds == nil { show("dev", dev) }
    if let silver { show("silver", silver) }
    for (more, corpus) in zip(also, added) { show("train \(more.column.rawValue)", corpus) }
    if let lexicon {
      StandardError.line(lexicon.summary)
      corpora.append(("lexicon", lexicon.path, lexicon.hash))
    }
    StandardError.line(TaggedCorpusSummary(train, columns).text)
    try TaggerWarnings(train: train, dev: dev, model: &settings.model, isHeadGiven: head != nil)
      .show(display, options)
    let learned = try await learnTokenizer(display)
    let tokenizer = (given ?? learned).map { (tokenizer: $0.0, origin: $0.1) }
    let provenance = try Provenance(
      corpora: corpora, embeddings: embeddings, training: settings.training, options: options,
      inputs: inputs)
    (resources.silver, resources.added) = (silver, added)
    resources.lexicon = lexicon?.entries ?? []
    let training = TrainingOptions.Plan(
      settings: settings, resources: resources, display: display, provenance: provenance,
      complete: { tagger, metadata in
        metadata[.lexicon] = lexicon?.licence
        metadata[.languageModelOrigin] = start.map { Provenance.origin(of: $0.metadata) }
        metadata[.tokenizerOrigin] = tokenizer?.origin
        return tagger.with(tokenizer: tokenizer?.tokenizer)
      })
    return Plan(
      training: training, corpora: (train, dev), next: next(hasTokenizer: tokenizer != nil))
  }

  /// Sets what the options say.
  private func override(_ settings: inout TrainingSettings<Tagger>) {
    options.override(&settings.training)
    settings.model.columnWeights = settings.model.columnWeights.filter {
      settings.model.columns.contains($0.key)
    }
    if let cell { settings.model.cell = cell }
    if let layers { settings.model.layers = layers }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    if let head { settings.model.head = head }
    if let extraWords { settings.model.extraWords = extraWords }
  }

  /// A corpus with all columns that it has.
  private func anyColumns(_ path: String) throws -> TaggedCorpus {
    let corpus = try TaggedCorpus(path: path, anyOf: TagColumn.allCases)
    corpus.warn()
    return corpus
  }

  private func addedCorpora(_ columns: [TagColumn]) throws -> [TaggedCorpus] {
    try also.compactMap { more in
      try more.train.map { path in
        guard columns.contains(more.column) else {
          throw ValidationError(
            "--also: expected a column that is learned, one of"
              + " \(columns.map(\.rawValue).joined(separator: ", ")), found \(more.column.rawValue)"
          )
        }
        let corpus = try TaggedCorpus(partOf: more.column, path: path)
        corpus.warn()
        return corpus
      }
    }
  }

  /// - Throws: `ValidationError` for sizes that a model to start from brings.
  private func checkSizes(beside start: (any StartingModel)?, layers count: Int) throws {
    if start is Tagger, layers ?? hiddenSize != nil {
      throw ValidationError(
        "--pretrained brings all layers of a tagger; --layers and --hidden-size cannot be given with it"
      )
    }
    if start is LanguageModel, hiddenSize != nil, count == 1 {
      throw ValidationError(
        "--pretrained brings the only layer; --hidden-size is for those above it (see --layers)")
    }
  }

  /// The files of their own that hold labels of the training or the dev corpus.
  private func files(
    _ path: KeyPath<ColumnArgument, String?>, _ columns: [TagColumn]
  ) -> ColumnFiles {
    ColumnFiles(
      columns: columns,
      files: column.compactMap { argument in
        argument[keyPath: path].map { (argument.column, $0) }
      })
  }

  private func next(hasTokenizer: Bool) -> [String] {
    guard let output = options.output else { return [] }
    let tokenizer =
      hasTokenizer
      ? [] : ["no tokenizer in this model: text is cut by rules; --tokenizer train learns one"]
    return tokenizer + ["next: elman evaluate --model \(ModelFinder.path(output)) GOLD"]
  }
}

/// The tokenizer that goes with a tagger.
extension TrainTagger {
  /// The name by which one is learned.
  private static let learned = "train"

  private func readTokenizer(_ inputs: inout [String: String]) throws -> LearnedTokenizer? {
    guard let tokenizer, !tokenizer.hasSameBytes(as: Self.learned) else { return nil }
    let file = try ModelFinder.file(tokenizer)
    inputs["tokenizer"] = CheckpointPlan.checksum(of: file)
    let found = try LearnedTokenizer(file)
    guard found.weights.precision == .float32 else {
      throw CommandError(
        "\(tokenizer): expected a tokenizer in single precision, found one in bytes",
        code: Failure.data)
    }
    return found
  }

  /// Learns a tokenizer from the same corpora, if that is asked for.
  private func learnTokenizer(_ display: TrainingDisplay) async throws -> (
    LearnedTokenizer, String
  )? {
    guard let tokenizer, tokenizer.hasSameBytes(as: Self.learned) else { return nil }
    display.note("the tokenizer:")
    let (train, dev) = try options.texts()
    var settings = TrainingSettings<LearnedTokenizer>()
    if options.quick { settings.training.epochs = max(1, settings.training.epochs / 4) }
    if let epochs = options.epochs {
      settings.training.epochs = min(settings.training.epochs, epochs)
    }
    if let seed = options.seed { settings.training.seed = seed }
    let provenance = try Provenance(
      corpora: [("train", train.path, train.hash), (options.role("dev"), dev.path, dev.hash)],
      training: settings.training, options: options)
    let interruption = Interruption.watch()
    let outcome = try await Trainer<LearnedTokenizer>(settings.model, settings.training).train(
      on: train, dev: dev, threads: options.threads,
      shouldStop: { interruption.wasRequested }, observe: { display.show($0) })
    if outcome.wasStopped { throw ExitCode(interruption.exitCode) }
    display.note("the tagger:")
    return (
      outcome.model,
      Provenance.origin(of: provenance.metadata(outcome.score, epoch: outcome.epoch))
    )
  }
}

extension TaggerConfiguration {
  /// The columns that a JSON file of settings names; `nil` where it names none.
  static func columns(in path: String?) throws -> [TagColumn]? {
    struct File: Decodable {
      struct Model: Decodable {
        let column: TagColumn?
        let columns: [TagColumn]?
      }
      let model: Model?
    }
    guard let path else { return nil }
    let file = try JSONDecoder().decode(File.self, from: Data(SettingsFile.contents(of: path)))
    return file.model.flatMap { $0.columns ?? $0.column.map { [$0] } }
  }
}
