import ArgumentParser
import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanStreams
import ElmanTraining

/// `elman train identifier`.
struct TrainIdentifier: ThreadedCommand {
  private typealias Model = IdentifierConfiguration

  static let configuration = CommandConfiguration(
    commandName: "identifier",
    abstract: "Trains an identifier of languages.",
    discussion: """
      Learns from texts whose labels are codes of languages: pieces of them, from one word to all that a text has. \
      The model that tells most of the dev texts, and of one and two words of each, is written.

      \(LabelledTextArguments.help)
      """)

  @OptionGroup var options: TrainingOptions
  @OptionGroup var texts: LabelledTextArguments
  @Option(
    help: "The recurrent cell over characters.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(help: "The units of each direction.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?

  var threadCount: Int { options.threads }

  func run() async throws {
    var settings = try TrainingSettings<LanguageIdentifier>(path: options.config)
    options.override(&settings.training)
    if let cell { settings.model.cell = cell }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    settings = try settings.checked()
    try options.checkOutput()
    let whole = try texts.rawCorpus(options.train)
    let (train, dev) = try options.divide(whole, seed: settings.training.seed) {
      try texts.rawCorpus($0)
    }
    let display = TrainingDisplay(dev: dev.path)
    for (corpus, note) in [(train, whole.table?.summary), (dev, options.keptApartNote)] {
      display.show(corpus.path, count: corpus.examples.count, of: "texts", note: note)
    }
    let provenance = try Provenance(
      corpora: [("train", train.path, train.hash), (options.role("dev"), dev.path, dev.hash)],
      training: settings.training, options: options, inputs: ["texts": texts.summary])
    try await options.run(
      TrainingOptions.Plan(
        settings: settings, resources: TrainingResources(), display: display,
        provenance: provenance), (train, dev))
    if let output = options.output {
      StandardError.line("next: elman identify --model \(ModelFinder.path(output)) TEXT")
    }
  }
}
