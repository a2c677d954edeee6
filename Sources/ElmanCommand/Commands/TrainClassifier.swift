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
      a better one, with the temperature that fits its probabilities to that corpus. Ctrl-C ends \
      training and keeps it. By default there are \(Classifier.defaultTraining.epochs) epochs of batches of \
      \(Classifier.defaultTraining.batchSize) texts, with a learning rate of \(Classifier.defaultTraining.learningRate).

      \(LabelledTextArguments.help)
      """)

  @OptionGroup var options: TrainingOptions
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
    var settings = try TrainingSettings<Classifier>(path: options.config)
    options.override(&settings.training)
    if let cell { settings.model.cell = cell }
    if let layers { settings.model.layers = layers }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    if let pooling { settings.model.pooling = pooling }
    if let extraWords { settings.model.extraWords = extraWords }
    if freeze { settings.model.freezesWords = true }
    settings = try settings.checked()
    try options.checkOutput(besides: [embeddings, pretrained])
    var inputs = ["texts": texts.summary + (phrases ? ", phrases" : "")]
    let start = try pretrained.map { name in
      let file = try ModelFinder.file(name)
      inputs["pretrained"] = CheckpointPlan.checksum(of: file)
      return try ModelFile(file).startingModel()
    }

    let windowSize = settings.model.windowSize
    let train = try texts.corpus(options.train, windowSize: windowSize, phrases: phrases)
    let dev = try texts.corpus(options.dev, windowSize: windowSize)
    let display = TrainingDisplay(dev: dev.path)
    for corpus in [train, dev] {
      display.show(corpus.path, count: corpus.examples.count, of: "texts", words: corpus.wordCount)
    }
    let provenance = try Provenance(
      corpora: [("train", train.path, train.hash), ("dev", dev.path, dev.hash)],
      embeddings: embeddings, training: settings.training, options: options,
      inputs: inputs)
    var resources = TrainingResources<Classifier>(vectors: embeddings)
    resources.start = start
    try await options.run(
      settings, (train, dev), with: resources, display, provenance: provenance
    ) { classifier, metadata in
      metadata[.languageModelOrigin] = start.map { Provenance.origin(of: $0.metadata) }
      return classifier
    }
  }
}
