import ArgumentParser
import ElmanCorpora
import ElmanStreams
import ElmanSystem

/// The options of commands that give each text of a stream a label.
struct LabellingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is one text. (default: line; by the files' names csv, tsv or jsonl)", valueName: "unit")
  )
  var input: TextUnit?
  @Option(
    help: ArgumentHelp(
      "The column of the text: a name or a number. (default: one named text or the like, or the last)",
      valueName: "column"))
  var textColumn: String?
  @Option(
    help: ArgumentHelp(
      "The form of the output. (default: tsv; same for csv, tsv and jsonl; pretty on a terminal)",
      valueName: "format"))
  var output: ClassificationFormat?
  @OptionGroup var destination: OutputFileOption
  @Option(help: "How many labels are told, the most probable first.") var top: Int?
  @Flag(help: "Answer each line before reading the next.") var immediate = false
  @OptionGroup var text: TextOptions
  @Flag(help: "Stop at bytes that are not in the encoding, instead of replacing them by U+FFFD.")
  var strict = false
  @OptionGroup var workers: WorkerOptions
  @Argument(
    help: ArgumentHelp("The files to read; '-' or none for standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    try OptionRange.check("top", top, in: 1...1_000_000)
  }

  /// The memory of a thread.
  var threadBytes: Int { workers.cacheBytes + ProcessLimits.threadBytes / 2 }

  /// Labels all texts and writes the results.
  ///
  /// - Parameters:
  ///   - model: the model's name or path, which is not to be written over.
  ///   - pipeline: makes what labels texts, given the form of the results.
  func run(
    model: String, _ pipeline: (ClassificationFormat) -> ClassificationPipeline
  ) async throws {
    try destination.check(files: files, others: [model])
    let input = try ClassifiedInput(files, unit: input)
    var reading = text.reading(isStrict: strict)
    reading.textColumn = textColumn
    let hasRecords = input.unit.form != nil
    if !hasRecords {
      guard output != .same, textColumn == nil else {
        throw CommandError(
          "expected --input csv, tsv or jsonl with --\(textColumn == nil ? "output same" : "text-column"), found"
            + " --input \(input.unit.rawValue)", code: Failure.usage)
      }
    }
    let texts = TextStream(
      input.documents, unit: input.unit, options: reading, warn: StandardError.warn)
    var pipeline = pipeline(
      output ?? (hasRecords ? .same : destination.isTerminal ? .pretty : .tsv))
    pipeline.top = top ?? pipeline.top
    pipeline.screen = Screen(isTerminal: destination.isTerminal)
    pipeline.answersAtOnce =
      immediate || StandardStream.input.isTerminal && (files.isEmpty || files.contains("-"))
    pipeline.batchSize = workers.batchSize ?? pipeline.batchSize
    pipeline.cacheBytes = workers.cacheBytes
    var results = try ResultOutput(path: destination.outputFile)
    do {
      try await pipeline.run(texts, threads: workers.threads) { try results.write($0) }
    } catch let error as CorpusError {
      try results.finish()
      throw error
    }
    try results.finish()
  }
}
