import ArgumentParser
import Elman
import ElmanCorpora
import ElmanEnglishSentiment
import ElmanStreams
import ElmanSystem

/// `elman classify`.
struct Classify: ThreadedCommand {
  static let configuration = CommandConfiguration(
    abstract: "Classifies texts, such as by their sentiment: for each text a label.",
    usage: "elman classify [<option> ...] [<file> ...]",
    discussion: """
      Reads files, gzipped or not, or standard input. Writes to standard output, or with -o to a \
      file, one result for each text, empty ones too. A text of more than 4 MiB is cut into several. Of tables \
      (csv, tsv) and of JSON lines one column is the text: files named so are read so, and answered in their own form.
      A folder is read as its files, each a text.

      Output formats:
      \(ClassificationFormat.table)

      Examples:
        echo "A film to fall in love with." | elman classify
        elman classify --output jsonl --explain reviews.txt.gz
        elman classify --input document --output tsv letters/*.txt
        elman classify --text-column comment survey.csv -o labelled.csv
      """)

  @Option(
    help: ArgumentHelp("The model: a name or a path, as for 'elman tag'.", valueName: "model"))
  var model = EmbeddedModel.englishSentiment.name
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
  @Flag(help: "Tell how much each word weighed; for models with attention.") var explain = false
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

  var threadCount: Int { workers.threads }
  var threadBytes: Int { workers.cacheBytes + ProcessLimits.threadBytes / 2 }

  func run() async throws {
    let classifier = try Classifier(try ModelFinder.file(model))
    try destination.check(files: files, others: [model])
    if explain, classifier.configuration.pooling != .attention {
      throw CommandError(
        """
        \(model): expected a model with attention for --explain, found one with the pooling \
        '\(classifier.configuration.pooling.rawValue)'
        """, code: Failure.usage)
    }
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
    var pipeline = ClassificationPipeline(
      classifier,
      format: output ?? (hasRecords ? .same : destination.isTerminal ? .pretty : .tsv))
    (pipeline.top, pipeline.explains) = (top, explain)
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
