import ArgumentParser
import Elman
import ElmanCorpora
import ElmanModels
import ElmanText

/// What is one text for `elman classify`.
enum TextUnit: String, CaseIterable, ExpressibleByArgument {
  /// Each line.
  case line
  /// Each file.
  case document
}

/// The forms in which classified texts are written.
enum ClassificationFormat: String, CaseIterable, ExpressibleByArgument {
  /// Label, probability, text, with tabs between.
  case tsv
  /// A JSON object a text.
  case jsonl
  /// For people.
  case pretty
}

/// `elman classify`.
struct Classify: ThreadedCommand {
  static let configuration = CommandConfiguration(
    abstract: "Classifies texts, such as by their sentiment: for each text a label.",
    usage: "elman classify [<option> ...] [<file> ...]",
    discussion: """
      Reads files, gzipped or not, or standard input. Writes to standard output, or with -o to a \
      file, one result for each text, empty ones too. A text of more than 4 MiB is cut into several.

      Output formats:
        tsv           label TAB probability TAB text; with --explain a fourth
                      column of word:weight
        jsonl         a JSON object a text: text, label, probability, labels,
                      for sentiment a score from -1 to 1 (sentiment), and with
                      --explain tokens with offsets and weights
        pretty        the same for people

      Examples:
        echo "A film to fall in love with." | elman classify
        elman classify --output jsonl --explain reviews.txt.gz
        elman classify --input document --output tsv letters/*.txt
      """)

  @Option(
    help: ArgumentHelp("The model: a name or a path, as for 'elman tag'.", valueName: "model"))
  var model = ShippedModel.defaultClassifier
  @Option(help: ArgumentHelp("What is one text.", valueName: "unit"))
  var input = TextUnit.line
  @Option(
    help: ArgumentHelp(
      "The form of the output. (default: tsv; pretty on a terminal)", valueName: "format"))
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
    let batchSize = workers.batchSize ?? ClassifierSession.defaultBatchSize
    let (cacheBytes, explain) = (workers.cacheBytes, explain)
    let files = files.isEmpty ? ["-"] : files
    let texts = TextStream(files: files, unit: input, options: text, isStrict: strict)
    let answersAtOnce = immediate || StandardInput.isTerminal && files.contains("-")
    let windows = StreamWindows(
      countLimit: answersAtOnce ? 1 : 8 * batchSize, sizeLimit: 1 << 18,
      size: { $0.bytes.count }, read: { () throws(CorpusError) in try texts.next() })
    let pipeline = Pipeline<StreamText, ClassifiedText>(
      threads: workers.threads, answersAtOnce: answersAtOnce
    ) {
      let session = ClassifierSession(
        classifier, batchSize: batchSize, cacheBytes: cacheBytes)
      return { window in
        let documents = window.map { classifier.document($0.masked ?? $0.bytes) }
        return zip(documents, session.classify(documents, tokenWeights: explain)).map {
          ClassifiedText(document: $0, result: $1)
        }
      }
    }
    let format = output ?? (destination.isTerminal ? .pretty : .tsv)
    let writer = format.writer(
      labels: classifier.labels.labels, top: top,
      screen: Screen(isTerminal: destination.isTerminal))
    try await pipeline.run(windows, outputFile: destination.outputFile) { text, result, output in
      writer.write(text, result, to: &output)
    }
  }
}

/// A text with its tokens and what the classifier says of it.
struct ClassifiedText: Sendable {
  let document: Document
  let result: Classification
}
