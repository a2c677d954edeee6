import ArgumentParser
import Elman
import ElmanSystem
import ElmanTensors
import ElmanTraining

/// The options of training for any task.
struct TrainingOptions: ParsableArguments {
  @Option(help: "The corpus to learn from, may be gzipped.") var train: String
  @Option(help: "The corpus that decides which epoch was best.") var dev: String
  @Option(name: [.short, .long], help: "Where to write the model.") var output: String
  @Option(help: "A JSON file of settings, as 'elman inspect' shows them; options override it.")
  var config: String?
  @Option(help: "The most passes over the training corpus.") var epochs: Int?
  @Option(help: "The examples of a batch.") var batchSize: Int?
  @Option(help: "The highest learning rate.") var learningRate: Float?
  @Option(help: "The seed of everything random. (default: 1)") var seed: UInt64?
  @Option(help: "The threads; they change the speed alone, never the model.") var threads = 1
  @Option(
    help: ArgumentHelp(
      "Where to write how training goes, as JSON lines, for 'elman plot'.", valueName: "jsonl"))
  var log: String?
  @OptionGroup var checkpoints: CheckpointOptions
  @Option(help: "The licence of the corpus, noted in the model.") var licence: String?
  @Option(help: "Whom to name as the corpus's source, noted in the model.") var attribution: String?

  func validate() throws {
    try OptionRange.check("threads", threads, in: OptionRange.threads)
    // JSON, by which ranges are checked, cannot hold it.
    if let learningRate, !learningRate.isFinite {
      throw ValidationError("expected --learning-rate to be a number, found \(learningRate)")
    }
  }

  /// Sets what these options say.
  func override(_ training: inout TrainingConfiguration) {
    if let epochs { training.epochs = epochs }
    if let batchSize { training.batchSize = batchSize }
    if let learningRate { training.learningRate = learningRate }
    if let seed { training.seed = seed }
  }

  /// Makes sure that model, checkpoints and log can be written, in place of no file that is read, and
  /// that no checkpoint is lost by it: this is told now, not after an hour of training.
  ///
  /// - Parameter others: files that are read besides those that these options name.
  func checkOutput(besides others: [String?] = []) throws {
    let inputs = ([train, dev, config] + others).compactMap { $0 }
    try OutputPath.expect(output, as: "--output", toBeNoneOf: inputs)
    try AtomicFile.checkWritable(output)
    let checkpoint = checkpoints.plan(output: output)
    try checkpoint.check()
    guard let log else { return }
    try OutputPath.expect(log, as: "--log", toBeNoneOf: inputs)
    try OutputPath.expect(log, as: "--log", toBeNoneOf: [output, checkpoint.path], "written")
    try GrowingFile.checkWritable(log)
  }

  /// Trains a model, shows how that goes, and writes each model that is the best so far.
  ///
  /// - Parameters:
  ///   - settings: what the network looks like and how it is trained.
  ///   - corpora: what is learned, and what decides which epoch was best.
  ///   - resources: what is of help besides.
  ///   - complete: adds to a model, and to its metadata, what is no part of training.
  func run<Model: TaskModel>(
    _ settings: TrainingSettings<Model>, _ corpora: (train: Model.Corpus, dev: Model.Corpus),
    with resources: TrainingResources<Model> = TrainingResources(), _ display: TrainingDisplay,
    provenance: Provenance,
    complete: (Model, inout ModelMetadata) -> Model = { model, _ in model }
  ) async throws {
    let interruption = Interruption.watch()
    let plan = checkpoints.plan(output: output, fingerprint: provenance.fingerprint)
    let goesOn = plan.resumes && plan.fileExists
    if plan.resumes && !goesOn { StandardError.line("no \(plan.path); training begins anew") }
    let logFile = try log.map { try TrainingLogFile(path: $0, goesOn: goesOn) }
    var isWritten = false
    let trainer = Trainer<Model>(settings.model, settings.training)
    let outcome: TrainingOutcome<Model, Model.Score>
    do {
      outcome = try await trainer.train(
        on: corpora.train, dev: corpora.dev, with: resources, threads: threads, checkpoints: plan,
        shouldStop: { interruption.wasRequested }, observe: observe)
    } catch {
      if let entry = TrainingLog.Entry(error) {
        logFile?.write(entry)
        display.end()
        // Whoever went on from it would come to the same end.
        try plan.remove()
      }
      throw error
    }
    if !isWritten {
      try write(outcome.model, outcome.score, epoch: outcome.epoch)
    }
    if !outcome.wasStopped { try plan.remove() }
    display.finish(outcome, output: output, checkpoint: plan.path)
    if outcome.wasStopped { throw ExitCode(interruption.exitCode) }

    func write(_ model: Model, _ score: Model.Score, epoch: Int) throws(ModelError) {
      var metadata = provenance.metadata(score, epoch: epoch)
      try complete(model, &metadata).write(to: output, metadata: metadata)
    }

    func observe(_ progress: TrainingProgress<Model, Model.Score>) {
      display.show(progress)
      logFile?.note(progress)
      guard case .epoch(let report) = progress, report.isKept else { return }
      do throws(ModelError) {
        try write(report.model, report.score, epoch: report.epoch)
        isWritten = true
      } catch {
        // Training goes on: whoever makes room on the disk by its end has lost nothing.
        isWritten = false
        display.warn("\(error)")
      }
    }
  }
}
