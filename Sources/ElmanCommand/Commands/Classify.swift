import ArgumentParser
import Elman
import ElmanEnglishSentiment
import ElmanStreams

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
  @OptionGroup var options: LabellingOptions
  @Flag(help: "Tell how much each word weighed; for models with attention.") var explain = false

  var threadCount: Int { options.workers.threads }
  var threadBytes: Int { options.threadBytes }

  func run() async throws {
    let classifier = try Classifier(try ModelFinder.file(model))
    if explain, classifier.configuration.pooling != .attention {
      throw CommandError(
        """
        \(model): expected a model with attention for --explain, found one with the pooling \
        '\(classifier.configuration.pooling.rawValue)'
        """, code: Failure.usage)
    }
    try await options.run(model: model) { format in
      var pipeline = ClassificationPipeline(classifier, format: format)
      pipeline.explains = explain
      return pipeline
    }
  }
}
