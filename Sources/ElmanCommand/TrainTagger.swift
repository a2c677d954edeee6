import ArgumentParser
import Elman
import ElmanNetworks
import ElmanTraining

extension TagColumn: ExpressibleByArgument {}
extension CellKind: ExpressibleByArgument {}
extension HeadKind: ExpressibleByArgument {}

/// `elman train tagger`.
struct TrainTagger: AsyncParsableCommand {
  private typealias Model = TaggerConfiguration

  static let configuration = CommandConfiguration(
    commandName: "tagger",
    abstract: "Trains a tagger on CoNLL-U files.",
    discussion: """
      The model with the best accuracy on the dev corpus is written, after each epoch that brought \
      a better one. Ctrl-C ends training and keeps it. By default there are \
      \(Model.training.epochs) epochs of batches of \(Model.training.batchSize) sentences, with a \
      learning rate of \(Model.training.learningRate).
      """)

  @OptionGroup var options: TrainingOptions
  @Option(help: "The column to learn.\(DefaultSetting.of(\Model.column.rawValue))")
  var column: TagColumn?
  @Option(help: "The recurrent cell over words.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(
    help: "The number of bidirectional layers over words.\(DefaultSetting.of(\Model.layers))")
  var layers: Int?
  @Option(help: "The units of each direction of a layer.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?
  @Option(help: "What turns scores into labels.\(DefaultSetting.of(\Model.head.rawValue))")
  var head: HeadKind?
  @Option(
    help: ArgumentHelp(
      "A model whose tokenizer the tagger's file is to hold too: a name or a path.",
      valueName: "model"))
  var tokenizer: String?

  func run() async throws {
    var settings = try TrainingSettings<Model>(path: options.config)
    options.override(&settings.training)
    if let column { settings.model.column = column }
    if let cell { settings.model.cell = cell }
    if let layers { settings.model.layers = layers }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    if let head { settings.model.head = head }
    settings = try settings.checked()
    try options.checkOutput()
    let tokenizer = try tokenizer.map { name in
      let tokenizer = try LearnedTokenizer(try ModelFinder.file(name))
      guard tokenizer.weights.precision == .float32 else {
        throw CommandError(
          "\(name): expected a tokenizer in single precision, found one in bytes",
          code: Failure.data)
      }
      return tokenizer
    }

    let train = try TaggedCorpus(path: options.train, column: settings.model.column)
    let dev = try TaggedCorpus(path: options.dev, column: settings.model.column)
    let display = TrainingDisplay(dev: dev.path)
    display.show(train.path, count: train.sentences.count, of: "sentences", words: train.tokenCount)
    display.show(dev.path, count: dev.sentences.count, of: "sentences", words: dev.tokenCount)
    let provenance = Provenance(
      corpora: [("train", train.path, train.hash), ("dev", dev.path, dev.hash)],
      training: settings.training, licence: options.licence, attribution: options.attribution)
    let trainer = TaggerTrainer(settings.model, settings.training)
    let threads = options.threads
    try await options.run(
      display, provenance: provenance,
      write: { (model: Tagger, path, metadata) throws(ModelError) in
        try model.with(tokenizer: tokenizer).write(to: path, metadata: metadata)
      },
      train: { (shouldStop, observe) throws(TrainingError) in
        try await trainer.train(
          on: train, dev: dev, threads: threads, shouldStop: shouldStop, observe: observe)
      })
  }
}
