import ArgumentParser
import ElmanChecking
import ElmanCorpora

/// `elman check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds what is wrong or doubtful in labelled corpora.",
    discussion: """
      All files are checked to their end, and compared: for labels that train lacks, and for texts of dev \
      or test that stand in train. A file whose name holds train, dev or test is that part; --train, --dev \
      and --test say it where no name does.

      An error is what Elman refuses to read; a warning is what is learned wrong, or makes scores doubtful; \
      a note is worth a look. The exit code is 65 if there are errors, with --strict 1 if there are warnings, \
      and otherwise 0.

      Examples:
        elman check train.conllu dev.conllu test.conllu
        elman check --train reviews.csv --dev new.csv --label-column stars
        elman check --json --strict corpus.iob2 > findings.jsonl

      Kinds of findings:
      \(kinds)
      """)

  private static let kinds = FindingKind.allCases.map { kind in
    "  \(kind.rawValue.padded(21))\(kind.severity.rawValue.padded(9))\(kind.summary)"
  }.joined(separator: "\n")

  @Option(help: ArgumentHelp("A file or folder to learn from.", valueName: "file"))
  var train: [String] = []
  @Option(help: ArgumentHelp("A file or folder to choose by.", valueName: "file"))
  var dev: [String] = []
  @Option(help: ArgumentHelp("A file or folder to measure with.", valueName: "file"))
  var test: [String] = []
  @Option(help: "The form of the files; guessed from name and content if not given.")
  var format: CorpusFormat?
  @Option(help: ArgumentHelp("The column of the text: a name or a number.", valueName: "column"))
  var textColumn: String?
  @Option(help: ArgumentHelp("The column of the label: a name or a number.", valueName: "column"))
  var labelColumn: String?
  @OptionGroup var encoding: EncodingOptions
  @Flag(help: "Show every finding, and not just \(limit) of a kind in a file.") var all = false
  @Flag(help: "Write a JSON object for every finding, one a line.") var json = false
  @Flag(help: "Exit with 1 if there are warnings.") var strict = false
  @Argument(help: ArgumentHelp("Files or folders, may be gzipped.", valueName: "file"))
  var files: [String] = []

  private static let limit = 3

  func run() throws {
    // Not while parsing, which would tell of this in place of a misspelt option.
    guard !parts.isEmpty else { throw ValidationError("expected at least one file, found none") }
    let checker = CorpusChecker(
      limit: all || json ? nil : Self.limit, encoding: encoding.encoding)
    let options = LabelledTextOptions(textColumn: textColumn, labelColumn: labelColumn)
    for (path, part) in parts {
      try checker.check(path: path, part: part, format: format, options: options)
    }
    let report = checker.finish()
    try FindingWriter(isJSON: json).write(report)
    if report.count(.error) > 0 { throw ExitCode(Failure.data) }
    if strict, report.count(.warning) > 0 { throw ExitCode(1) }
  }

  /// The files with their parts: first what is learned from, which the others are compared with.
  private var parts: [(path: String, part: CorpusPart?)] {
    let given =
      train.map { ($0, CorpusPart.train) } + dev.map { ($0, .dev) } + test.map { ($0, .test) }
    let all = given.map { ($0.0, Optional($0.1)) } + files.map { ($0, CorpusPart(guessedFrom: $0)) }
    return (CorpusPart.allCases.map(Optional.some) + [nil]).flatMap { part in
      all.filter { $0.1 == part }
    }
  }
}
