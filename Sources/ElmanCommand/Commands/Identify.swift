import ArgumentParser
import Elman
import ElmanCorpora
import ElmanLanguages
import ElmanStreams
import ElmanSystem

/// `elman identify`.
struct Identify: ThreadedCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells which language texts are in.",
    usage: "elman identify [<option> ...] [<file> ...]",
    discussion: """
      Reads files, gzipped or not, or standard input. Writes for each text, by default a line, the code of its language \
      (BCP 47), how probable that is, and the text; 'und' for what is in no language, such as numbers and programs. Files \
      and folders are read, and tables and JSON lines answered, as 'elman classify' does.

      Output formats:
      \(ClassificationFormat.table)

      Examples:
        echo "Wer zuletzt lacht, lacht am besten." | elman identify
        elman identify --input document --output jsonl --top 3 letters/*.txt
        elman identify --languages de,fr,it notes.txt
      """)

  @Option(
    help: ArgumentHelp("The model: a name or a path, as for 'elman tag'.", valueName: "model"))
  var model = EmbeddedModel.languages.name
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
  @Option(help: "How many languages are told, the most probable first. (default: 1)")
  var top: Int?
  @Option(
    help: ArgumentHelp(
      "The languages that the answer is one of, with commas between.", valueName: "codes"))
  var languages: String?
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
    var identifier = try LanguageIdentifier(try ModelFinder.file(model))
    if let languages {
      let codes = languages.split(separator: ",").map { String($0) }
      guard !codes.isEmpty else {
        throw CommandError(
          "--languages: expected codes of languages, found none", code: Failure.usage)
      }
      do throws(UnknownLanguage) { identifier = try identifier.restricted(to: codes) } catch {
        throw CommandError("--languages: \(error)", code: Failure.usage)
      }
    }
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
    var pipeline = ClassificationPipeline(
      identifier,
      format: output ?? (hasRecords ? .same : destination.isTerminal ? .pretty : .tsv))
    pipeline.top = top ?? 1
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
