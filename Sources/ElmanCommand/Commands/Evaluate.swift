import ElmanStreams
import ArgumentParser
import Elman
import ElmanEnglish
import ElmanText
import ElmanCorpora
import ElmanEvaluation

/// `elman evaluate`.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares a model's labels with gold ones.",
    discussion: """
      For a tagger the gold file is CoNLL-U, and its tokens are taken as they are. An unknown word \
      is one that the model's vocabulary lacks. Of several columns each has its accuracy, that of \
      lemmas of whole ones; a gold lemma of _ matches any. Of entities it has precision, recall and F1, \
      as the CoNLL shared tasks count them: one is right if type, beginning and end are. A gold file \
      may have some of the columns alone, and of entities be of any form that they can be learned from.

      With --raw the tagger gets the text alone, and finds sentences and tokens as 'elman tag' does. \
      The score is that of the CoNLL 2018 shared task: what is right is found by its characters.

      For a classifier the gold file holds labelled texts.

      \(LabelledTextArguments.help)
      """)

  @Option(help: "The model: a name or a path. (default: \(EmbeddedModel.english.name))")
  var model: String?
  @Flag(help: "Start from the raw text of the gold file.") var raw = false
  @Option(
    help: ArgumentHelp(
      "With --raw: compare this CoNLL-U file of the same text, in place of a model's output.",
      valueName: "file"))
  var system: String?
  @Option(
    help: ArgumentHelp(
      "With --raw: what cuts the text, as for 'elman tag'.", valueName: "tokenizer"))
  var tokenizer: String?
  @OptionGroup var columns: GoldColumns
  @Flag(help: "Write one JSON object instead of tables.") var json = false
  @Option(help: "The most sentences or texts that go through the network together.")
  var batchSize: Int?
  @OptionGroup var texts: LabelledTextArguments
  @Argument(help: "The gold file, may be gzipped.") var gold: String

  func validate() throws {
    try OptionRange.check("batch-size", batchSize, in: OptionRange.batchSize)
    if system != nil, !raw { throw ValidationError("expected --raw with --system, found none") }
    if raw, let column = columns.column.first {
      throw ValidationError(
        "expected --column without --raw, found \(column.column.rawValue) with it")
    }
    if system != nil, model != nil {
      throw ValidationError("expected --system or --model, found both")
    }
  }

  func run() throws {
    let report: any EvaluationReport =
      if raw, let system {
        try compare(system)
      } else if raw {
        try commandModel().evaluationFromRawText(self)
      } else {
        try commandModel().evaluation(self)
      }
    try StandardOutput.print(json ? report.json : report.text)
  }

  private func compare(_ system: String) throws -> RawTextReport {
    let gold = try AnnotatedText(ByteSource(path: gold))
    return RawTextReport(
      score: try RawTextScore(gold: gold, system: AnnotatedText(ByteSource(path: system))))
  }

  private func commandModel() throws -> any CommandModel {
    try ModelFile(ModelFinder.file(model ?? EmbeddedModel.english.name)).commandModel()
  }

  /// What a body makes, and the seconds that it takes.
  static func timed<Result>(_ body: () -> Result) -> (Result, seconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = body()
    return (result, max(start.duration(to: clock.now) / .seconds(1), 1e-9))
  }
}
