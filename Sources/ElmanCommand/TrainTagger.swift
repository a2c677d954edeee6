import ArgumentParser
import Elman
import ElmanNetworks
import ElmanTensors
import ElmanTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension TagColumn: ExpressibleByArgument {}
extension CellKind: ExpressibleByArgument {}
extension HeadKind: ExpressibleByArgument {}

/// `elman train tagger`.
struct TrainTagger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tagger",
    abstract: "Trains a tagger on CoNLL-U files.",
    discussion: """
      The model with the best accuracy on the dev corpus is written, after each epoch that brought \
      a better one. Ctrl-C ends training and keeps it.
      """)

  @Option(help: "The corpus to learn from, CoNLL-U, may be gzipped.") var train: String
  @Option(help: "The corpus that decides which epoch was best.") var dev: String
  @Option(name: [.short, .long], help: "Where to write the model.") var output: String
  @Option(help: "A JSON file of settings, as 'elman inspect' shows them; options override it.")
  var config: String?
  @Option(help: "The column to learn.\(Defaults.model(\.column.rawValue))") var column: TagColumn?
  @Option(help: "The recurrent cell over words.\(Defaults.model(\.cell.rawValue))")
  var cell: CellKind?
  @Option(help: "The number of bidirectional layers over words.\(Defaults.model(\.layers))")
  var layers: Int?
  @Option(help: "The units of each direction of a layer.\(Defaults.model(\.hiddenSize))")
  var hiddenSize: Int?
  @Option(help: "What turns scores into labels.\(Defaults.model(\.head.rawValue))")
  var head: HeadKind?
  @Option(help: "The most passes over the training corpus.\(Defaults.training(\.epochs))")
  var epochs: Int?
  @Option(help: "The sentences of a batch.\(Defaults.training(\.batchSize))")
  var batchSize: Int?
  @Option(help: "The highest learning rate.\(Defaults.training(\.learningRate))")
  var learningRate: Float?
  @Option(help: "The seed of everything random.\(Defaults.training(\.seed))") var seed: UInt64?
  @Option(help: "The threads; they change the speed alone, never the model.") var threads = 1
  @Option(help: "The licence of the corpus, noted in the model.") var licence: String?
  @Option(help: "Whom to name as the corpus's source, noted in the model.") var attribution: String?

  func validate() throws {
    guard threads > 0 else {
      throw ValidationError("expected --threads of at least 1, found \(threads)")
    }
  }

  func run() async throws {
    let settings = try TrainingSettings(path: config).overridden(by: self)
    let interruption = Interruption.watch()
    // A path that cannot be written is told now, not after an hour of training.
    _ = try AtomicFile(path: output)
    let train = try TaggedCorpus(path: train, column: settings.model.column)
    let dev = try TaggedCorpus(path: dev, column: settings.model.column)
    let display = TrainingDisplay(train: train, dev: dev)

    let trainer = TaggerTrainer(settings.model, settings.training)
    let provenance = Provenance(
      train: train, dev: dev, settings: settings, licence: licence, attribution: attribution)
    var isWritten = false
    let outcome = try await trainer.train(
      on: train, dev: dev, threads: threads,
      shouldStop: { interruption.wasRequested },
      observe: { progress in
        display.show(progress)
        guard case .epoch(let report) = progress, report.isBest else { return }
        do throws(ModelError) {
          let metadata = provenance.metadata(report.score, epoch: report.epoch)
          try report.model.write(to: output, metadata: metadata)
          isWritten = true
        } catch {
          // Training goes on: whoever makes room on the disk by its end has lost nothing.
          isWritten = false
          display.warn("\(error)")
        }
      })
    if !isWritten {
      let metadata = provenance.metadata(outcome.score, epoch: outcome.epoch)
      try outcome.model.write(to: output, metadata: metadata)
    }
    display.finish(outcome, output: output)
  }
}

/// What the help says of a setting that may come from the JSON file too, and so has no default of its
/// own among the options.
private enum Defaults {
  static func model(_ setting: KeyPath<TaggerConfiguration, some Any>) -> String {
    " (default: \(TaggerConfiguration()[keyPath: setting]))"
  }

  static func training(_ setting: KeyPath<TrainingConfiguration, some Any>) -> String {
    " (default: \(TrainingConfiguration()[keyPath: setting]))"
  }
}

/// The settings of a training run: the network's and the training's, as a JSON file holds them.
struct TrainingSettings: Codable {
  var model = TaggerConfiguration()
  var training = TrainingConfiguration()

  private enum CodingKeys: String, CodingKey, CaseIterable { case model, training }

  init(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try settings.read(.model, into: &model)
    try settings.read(.training, into: &training)
  }

  /// Reads a JSON file; without one, the defaults.
  init(path: String?) throws {
    guard let path else { return }
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path)) } catch {
      throw CommandError(
        "\(path): expected a file of settings that can be read", code: Failure.noInput)
    }
    do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
      throw CommandError("\(path): \(Settings.reason(for: error))", code: Failure.data)
    }
  }

  /// The settings with those given as options.
  func overridden(by options: TrainTagger) throws -> TrainingSettings {
    var settings = self
    if let column = options.column { settings.model.column = column }
    if let cell = options.cell { settings.model.cell = cell }
    if let layers = options.layers { settings.model.layers = layers }
    if let size = options.hiddenSize { settings.model.hiddenSize = size }
    if let head = options.head { settings.model.head = head }
    if let epochs = options.epochs { settings.training.epochs = epochs }
    if let size = options.batchSize { settings.training.batchSize = size }
    if let rate = options.learningRate { settings.training.learningRate = rate }
    if let seed = options.seed { settings.training.seed = seed }
    // The ranges are those of the JSON file.
    do {
      return try JSONDecoder().decode(
        Self.self, from: Data(Settings.json(settings).utf8))
    } catch { throw CommandError(Settings.reason(for: error), code: Failure.usage) }
  }
}
