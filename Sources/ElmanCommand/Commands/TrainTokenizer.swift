import ArgumentParser
import Elman
import ElmanNetworks
import ElmanEvaluation
import ElmanTraining

/// `elman train tokenizer`.
struct TrainTokenizer: ThreadedCommand {
  private typealias Model = TokenizerConfiguration

  static let configuration = CommandConfiguration(
    commandName: "tokenizer",
    abstract: "Trains a tokenizer and sentence splitter on CoNLL-U files.",
    discussion: """
      The text is made of the sentences and their spaces; paragraphs and documents are divided by \
      a blank line. The model with the best mean of token F1 and sentence F1 on the dev corpus is \
      written, after each epoch that brought a better one; a file that is there already stays until the end. Ctrl-C ends \
      training and keeps the best. By \
      default there are \(LearnedTokenizer.defaultTraining.epochs) epochs of batches of \(LearnedTokenizer.defaultTraining.batchSize) \
      windows of text, with a learning rate of \(LearnedTokenizer.defaultTraining.learningRate).
      """)

  @OptionGroup var options: TrainingOptions
  @Option(help: "The recurrent cell over characters.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(
    help: "The number of bidirectional layers over characters.\(DefaultSetting.of(\Model.layers))")
  var layers: Int?
  @Option(help: "The units of each direction of a layer.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?

  var threadCount: Int { options.threads }

  func run() async throws {
    var settings = try TrainingSettings<LearnedTokenizer>(path: options.config)
    options.override(&settings.training)
    if let cell { settings.model.cell = cell }
    if let layers { settings.model.layers = layers }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    settings = try settings.checked()
    _ = try options.outputPath()
    try options.checkOutput()

    let (train, dev) = try options.texts()
    let display = TrainingDisplay(dev: dev.path)
    display.show(train.path, count: train.sentenceCount, of: "sentences", words: train.tokenCount)
    display.show(
      dev.path, count: dev.sentenceCount, of: "sentences", words: dev.tokenCount,
      note: options.keptApartNote)
    let provenance = try Provenance(
      corpora: [("train", train.path, train.hash), (options.role("dev"), dev.path, dev.hash)],
      training: settings.training, options: options)
    try await options.run(
      TrainingOptions.Plan(
        settings: settings, resources: TrainingResources(), display: display, provenance: provenance
      ), (train, dev))
  }
}
