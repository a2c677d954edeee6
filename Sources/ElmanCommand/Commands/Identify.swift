import ArgumentParser
import Elman
import ElmanLanguages
import ElmanStreams

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
  @OptionGroup var options: LabellingOptions
  @Option(
    help: ArgumentHelp(
      "The languages that the answer is one of, with commas between.", valueName: "codes"))
  var languages: String?

  var threadCount: Int { options.workers.threads }
  var threadBytes: Int { options.threadBytes }

  func run() async throws {
    let identifier = try LanguageIdentifier(try ModelFinder.file(model)).restricted(
      toList: languages)
    try await options.run(model: model) { format in
      var pipeline = ClassificationPipeline(identifier, format: format)
      // Of a hundred languages nobody wants all.
      pipeline.top = 1
      return pipeline
    }
  }
}
