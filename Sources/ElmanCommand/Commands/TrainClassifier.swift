import ArgumentParser
import Elman
import ElmanNetworks
import ElmanStreams
import ElmanCorpora
import ElmanTraining

extension PoolingKind: ExpressibleByArgument {}

/// `elman train classifier`.
struct TrainClassifier: ThreadedCommand {
  private typealias Model = ClassifierConfiguration

  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Trains a classifier of texts, such as by their sentiment.",
    discussion: """
      The model with the best accuracy on the dev corpus is written, after each epoch that brought \
      a better one, with the temperature that fits its probabilities to that corpus; a file that is there already stays \
      until the end. Ctrl-C ends training and keeps the best. The settings go by the size of the corpus: see 'elman train --settings'.

      \(LabelledTextArguments.help)
      """)

  @OptionGroup var options: TrainingOptions
  @OptionGroup var validation: ValidationOptions
  @OptionGroup var texts: LabelledTextArguments
  @Flag(help: "Learn the phrases of the sentences of 'sst' too.") var phrases = false
  @Option(help: "The recurrent cell over words.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(
    help: "The number of bidirectional layers over words.\(DefaultSetting.of(\Model.layers))")
  var layers: Int?
  @Option(help: "The units of each direction of a layer.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?
  @Option(help: "What makes one vector of a text.\(DefaultSetting.of(\Model.pooling.rawValue))")
  var pooling: PoolingKind?
  @Option(
    help: """
      A file of word vectors to start from: GloVe or word2vec as text, word2vec binary, fastText \
      .vec, may be gzipped.
      """)
  var embeddings: String?
  @Option(
    help: ArgumentHelp(
      """
      A model to start from, by name or path: a language model, as 'elman pretrain' makes it, or a tagger. It \
      brings the words, the cell, the units, the lowest layer and what lies below.
      """, valueName: "model"))
  var pretrained: String?
  @Flag(help: "Leave the vectors of --embeddings as they are.") var freeze = false
  @Option(
    help: """
      How many words get a vector of --embeddings besides those of the training corpus, from the \
      file's start on.\(DefaultSetting.of(\Model.extraWords))
      """)
  var extraWords: Int?

  func validate() throws {
    try validation.check(options)
    if embeddings == nil, freeze { throw ValidationError("--freeze needs --embeddings") }
    if embeddings == nil, pretrained == nil, extraWords != nil {
      throw ValidationError("--extra-words needs --embeddings or --pretrained")
    }
    if embeddings != nil, pretrained != nil {
      throw ValidationError("--pretrained brings its own vectors; --embeddings cannot be added")
    }
    if pretrained != nil, cell != nil || hiddenSize != nil {
      throw ValidationError(
        "--pretrained brings its own cell and units; --cell and --hidden-size cannot be given with it"
      )
    }
    if phrases, texts.format != .sst { throw ValidationError("--phrases needs --format sst") }
  }

  var threadCount: Int { options.threads }

  func run() async throws {
    // What is wrong with the settings is told before long files are read.
    var early = try TrainingSettings<Classifier>(path: options.config)
    override(&early)
    early = try early.checked()
    try options.checkOutput(besides: [embeddings, pretrained])
    var inputs = ["texts": texts.summary + (phrases ? ", phrases" : "")]
    let start = try pretrained.map { name in
      let file = try ModelFinder.file(name)
      inputs["pretrained"] = CheckpointPlan.checksum(of: file)
      return try ModelFile(file).startingModel()
    }
    let windowSize = early.model.windowSize
    let whole = try texts.corpus(options.train, windowSize: windowSize, phrases: phrases)
    var resources = TrainingResources<Classifier>(vectors: embeddings)
    resources.start = start
    var settings = try TrainingSettings<Classifier>(
      for: whole, with: resources,
      updatedBy: options.config)
    override(&settings)
    settings = try settings.checked()
    let (train, dev) =
      validation.folds == nil
      ? try options.divide(whole, seed: settings.training.seed) {
        try texts.corpus($0, windowSize: windowSize)
      } : (whole, whole)
    let display = TrainingDisplay(dev: dev.path)
    display.show(
      train.path, count: train.examples.count, of: "texts", words: train.wordCount,
      note: whole.table?.summary)
    if validation.folds == nil {
      display.show(
        dev.path, count: dev.examples.count, of: "texts", words: dev.wordCount,
        note: options.keptApartNote)
    }
    if let summary = LabelledTextsSummary(train) { StandardError.line(summary.text) }
    try ClassifierWarnings(train: train, dev: dev).show(display, options)
    let provenance = try Provenance(
      corpora: [("train", train.path, train.hash), (options.role("dev"), dev.path, dev.hash)],
      embeddings: embeddings, training: settings.training, options: options,
      inputs: inputs)
    let plan = TrainingOptions.Plan(
      settings: settings, resources: resources, display: display, provenance: provenance,
      complete: { classifier, metadata in
        metadata[.languageModelOrigin] = start.map { Provenance.origin(of: $0.metadata) }
        return classifier
      },
      // Probabilities that were fitted to texts that are learned now would be too certain.
      adopt: { $0.with(temperature: $1.temperature) })
    if let folds = validation.folds {
      try await options.crossValidate(plan, whole, folds: folds)
    } else if validation.allData {
      try await options.runOnAll(plan, (train, dev))
    } else {
      try await options.run(plan, (train, dev))
    }
    if let output = options.output {
      StandardError.line("next: elman evaluate --model \(ModelFinder.path(output)) GOLD")
    }
  }

  /// Sets what the options say.
  private func override(_ settings: inout TrainingSettings<Classifier>) {
    options.override(&settings.training)
    if let cell { settings.model.cell = cell }
    if let layers { settings.model.layers = layers }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    if let pooling { settings.model.pooling = pooling }
    if let extraWords { settings.model.extraWords = extraWords }
    if freeze { settings.model.freezesWords = true }
  }
}
