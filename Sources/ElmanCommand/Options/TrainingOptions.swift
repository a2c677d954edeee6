import ArgumentParser
import Elman
import ElmanEvaluation
import ElmanSystem
import ElmanText
import ElmanTensors
import ElmanTraining

/// The options of training for any task.
struct TrainingOptions: ParsableArguments {
  @Option(help: "The corpus to learn from, may be gzipped.") var train: String
  @Option(
    help: ArgumentHelp(
      """
      The corpus that decides which epoch was best: a file, or a share of the corpus that is kept apart, such as 20%. \
      (default: 10%)
      """, valueName: "file or share"))
  var dev: DevPart?
  @Option(name: [.short, .long], help: "Where to write the model.") var output: String?
  @Option(help: "A JSON file of settings, see 'elman train --settings'; options override it.")
  var config: String?
  @Option(help: "The most passes over the training corpus. (default: by its size)")
  var epochs: Int?
  @Option(help: "The examples of a batch. (default: by the size of the corpus)")
  var batchSize: Int?
  @Option(help: "The highest learning rate. (default: by the size of the corpus)")
  var learningRate: Float?
  @Option(
    help: "The epochs without a better score after which training stops. (default: by the epochs)")
  var patience: Int?
  @Flag(help: "A first look: a quarter of the epochs.") var quick = false
  @Option(help: "The seed of everything random. (default: 1)") var seed: UInt64?
  @Option(help: "The threads; they change the speed alone, never the model.")
  var threads = min(2, SystemThreads.processorCount)
  @Option(
    help: ArgumentHelp(
      "Where to write how training goes, as JSON lines, for 'elman plot'.", valueName: "jsonl"))
  var log: String?
  @Flag(help: "Write the model in place of one that is there, once training has ended.")
  var overwrite = false
  @Flag(help: "Take each warning for an error.") var strict = false
  @OptionGroup var checkpoints: CheckpointOptions
  @Option(
    help: ArgumentHelp(
      "The language that the model is for, such as de or german, noted in it.",
      valueName: "language"
    ))
  var language: Language?
  @Option(help: "The licence of the corpus, noted in the model.") var licence: String?
  @Option(help: "Whom to name as the corpus's source, noted in the model.") var attribution: String?

  func validate() throws {
    try OptionRange.check("threads", threads, in: OptionRange.threads)
    // JSON, by which ranges are checked, cannot hold it.
    if let learningRate, !learningRate.isFinite {
      throw ValidationError("expected --learning-rate to be a number, found \(learningRate)")
    }
  }

  /// What decides which epoch was best.
  var devPart: DevPart { dev ?? .usual }

  /// What is told of the dev part where it is kept apart of the corpus.
  var keptApartNote: String? {
    devPart.percent.map { "kept apart for dev: \($0) (--dev)" }
  }

  /// How metadata names what a corpus is for.
  func role(_ role: String) -> String {
    role == "dev" ? devPart.percent.map { "dev (\($0) of train)" } ?? role : role
  }

  /// Sets what these options say.
  func override(_ training: inout TrainingConfiguration) {
    if quick {
      training.epochs = max(1, training.epochs / 4)
      training.patience = max(1, training.patience / 4)
    }
    if let epochs { training.epochs = epochs }
    if let batchSize { training.batchSize = batchSize }
    if let learningRate { training.learningRate = learningRate }
    if let patience { training.patience = patience }
    if let seed { training.seed = seed }
  }

  /// Where the model goes.
  ///
  /// - Throws: `ValidationError` where it is not told.
  func outputPath() throws(ValidationError) -> String {
    guard let output else { throw ValidationError("Missing expected argument '--output <output>'") }
    return output
  }

  /// Makes sure that model, checkpoints and log can be written, in place of no file that is read, and
  /// that no model and no checkpoint is lost by it: this is told now, not after an hour of training.
  ///
  /// - Parameter others: files that are read besides those that these options name.
  func checkOutput(besides others: [String?] = []) throws {
    let inputs = ([train, devPart.path, config] + others).compactMap { $0 }
    var written: [String] = []
    if let output {
      try OutputPath.expect(output, as: "--output", toBeNoneOf: inputs)
      try AtomicFile.checkWritable(output)
      let checkpoint = checkpoints.plan(output: output)
      try checkpoint.check()
      if let size = FileStatus(of: output)?.size, size > 0, !overwrite,
        !(checkpoint.resumes && checkpoint.fileExists)
      {
        throw CommandError(
          "\(output): there is a file already; --overwrite replaces it once training has ended",
          code: Failure.usage)
      }
      written = [output, checkpoint.path]
    }
    guard let log else { return }
    try OutputPath.expect(log, as: "--log", toBeNoneOf: inputs)
    try OutputPath.expect(log, as: "--log", toBeNoneOf: written, "written")
    try GrowingFile.checkWritable(log)
  }

  /// Divides the corpus, or reads the file that decides which epoch was best.
  ///
  /// - Parameters:
  ///   - corpus: what `--train` names.
  ///   - seed: decides what is kept apart.
  ///   - read: reads the file.
  /// - Returns: what is learned, what decides, and how that is named.
  func divide<Corpus: DivisibleCorpus>(
    _ corpus: Corpus, seed: UInt64, read: (String) throws -> Corpus
  ) throws -> (train: Corpus, dev: Corpus) {
    switch devPart {
    case .file(let path): return (corpus, try read(path))
    case .share(let share):
      guard corpus.exampleCount > 1 else {
        throw CommandError(
          "\(train): expected \(Corpus.examplesName) of which some can be kept apart for --dev, found 1",
          code: Failure.data)
      }
      return corpus.divided(share: share, seed: seed)
    }
  }

  /// The corpora as texts, for a tokenizer.
  func texts() throws -> (train: AnnotatedText, dev: AnnotatedText) {
    switch devPart {
    case .file(let path):
      return (try AnnotatedText(path: train), try AnnotatedText(path: path))
    case .share(let share):
      let (text, dev) = try AnnotatedText.divided(path: train, share: share)
      return (text, dev)
    }
  }
}

extension Language: ExpressibleByArgument {
  /// A language that Elman knows by its code or name, or another by its code.
  public init?(argument: String) {
    if let known = Language(argument) {
      self = known
      return
    }
    let isCode =
      (2...35).contains(argument.utf8.count)
      && argument.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard isCode else { return nil }
    self.init(code: argument)
  }
}
