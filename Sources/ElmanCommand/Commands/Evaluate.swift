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

      With --cases the file holds cases, one a line: a kind, a text, and what is right, with tabs between \
      them. Kinds are tokens, whole (words that each are one), sentences (how many), lemma, upos, xpos \
      and feats (word=value …), entity (span=TYPE …, none=span), sentiment (+, - or 0) and label. Those that \
      the model does not answer are left out.

      \(LabelledTextArguments.help)
      """)

  @Option(help: "The model: a name or a path. (default: \(EmbeddedModel.english.name))")
  var model: String?
  @Flag(help: "Start from the raw text of the gold file.") var raw = false
  @Flag(help: "The file holds cases: texts, and what is right about each.") var cases = false
  @Option(
    help: ArgumentHelp(
      "With --cases: how many of 100 of each kind are to be right; with fewer the command fails.",
      valueName: "percent"),
    transform: Self.decimal)
  var atLeast: Double?
  @Option(
    help: ArgumentHelp(
      "With --raw: compare this CoNLL-U file of the same text, in place of a model's output.",
      valueName: "file"))
  var system: String?
  @Option(
    help: ArgumentHelp(
      "With --raw and --cases: what cuts the text, as for 'elman tag'.", valueName: "tokenizer"))
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
    if raw, cases { throw ValidationError("expected --raw or --cases, found both") }
    if let atLeast {
      guard cases else { throw ValidationError("expected --cases with --at-least, found none") }
      guard (0...100).contains(atLeast) else {
        throw ValidationError("expected 0 to 100 for --at-least, found \(atLeast)")
      }
    }
    if raw || cases, let column = columns.column.first {
      throw ValidationError(
        "expected --column without --\(raw ? "raw" : "cases"), found \(column.column.rawValue) with it"
      )
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
      } else if cases {
        try caseReport()
      } else {
        try commandModel().evaluation(self)
      }
    try StandardOutput.print(json ? report.json : report.text)
    guard let atLeast, let score = (report as? CaseReport)?.score else { return }
    guard let share = score.leastShare else {
      throw CommandError(
        "\(gold): expected at least one case that this model answers, found none",
        code: Failure.data)
    }
    if 100 * share < atLeast {
      throw CommandError(
        "expected at least \(atLeast) % of the cases of each kind to be right, found"
          + " \((100 * share).decimals(1)) %", code: Failure.data)
    }
  }

  /// A number in decimal digits; the parser alone would take `0x10` as well.
  private static func decimal(_ text: String) throws -> Double {
    guard text.utf8.allSatisfy({ (0x2B...0x39).contains($0) || [0x45, 0x65].contains($0) }),
      let number = Double(text)
    else { throw ValidationError("expected a number such as 95, found \(text.quoted)") }
    return number
  }

  private func caseReport() throws -> CaseReport {
    let cases = try EvaluationCase.cases(path: gold)
    return CaseReport(score: try commandModel().score(on: cases, self), path: gold)
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
