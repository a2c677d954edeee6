import ArgumentParser
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// The options that say how files of labelled texts are read.
struct LabelledTextArguments: ParsableArguments {
  static let help = """
    Formats of labelled texts:
    \(LabelledTextFormat.table(width: 8))
    """

  @Option(help: "The form of the corpora; guessed from the file's name if not given.")
  var format: LabelledTextFormat?
  @Option(help: ArgumentHelp("The column of the text: a name or a number.", valueName: "column"))
  var textColumn: String?
  @Option(help: ArgumentHelp("The column of the label: a name or a number.", valueName: "column"))
  var labelColumn: String?
  @Option(help: ArgumentHelp("The classes of 'sst', 2 or 5.", valueName: "count"))
  var sstClasses = 5

  func validate() throws {
    guard [2, 5].contains(sstClasses) else {
      throw ValidationError("expected --sst-classes of 2 or 5, found \(sstClasses)")
    }
  }

  /// How files are read, on one line.
  var summary: String {
    let columns = [("text", textColumn), ("label", labelColumn)].map { name, column in
      "\(name) column \(column ?? "guessed")"
    }
    let format = "format \(format?.name ?? "guessed")"
    return ([format] + columns + ["\(sstClasses) classes"]).joined(separator: ", ")
  }

  /// Reads a corpus to be scored, and warns of lines that were left out.
  func goldCorpus(_ path: String, windowSize: Int) throws -> LabelledCorpus<Document, String> {
    let corpus = try corpus(path, windowSize: windowSize)
    if let warning = corpus.repeatedHeaderWarning { StandardError.line("warning: \(warning)") }
    return corpus
  }

  /// Reads a corpus.
  func corpus(
    _ path: String, windowSize: Int, phrases: Bool = false
  ) throws -> LabelledCorpus<Document, String> {
    try LabelledCorpus(
      path: path, format: form(of: path), options: options(phrases: phrases),
      windowSize: windowSize)
  }

  /// Reads a corpus of texts as they are.
  func rawCorpus(_ path: String) throws -> LabelledCorpus<[UInt8], String> {
    try LabelledCorpus(path: path, format: form(of: path), options: options(phrases: false))
  }

  private func options(phrases: Bool) -> LabelledTextOptions {
    LabelledTextOptions(
      textColumn: textColumn, labelColumn: labelColumn, hasTwoSentiments: sstClasses == 2,
      phrases: phrases)
  }

  private func form(of path: String) throws -> LabelledTextFormat {
    if let format = try format ?? guessedFormat(of: path) { return format }
    let formats = LabelledTextFormat.allCases.map(\.name).joined(separator: ", ")
    throw CommandError(
      "\(path): expected a name that tells the format, or --format \(formats)",
      code: Failure.usage)
  }

  /// The form by the name, or by how the file begins; a pipe can be read only once.
  private func guessedFormat(of path: String) throws(CorpusError) -> LabelledTextFormat? {
    if let format = LabelledTextFormat(guessedFrom: path) { return format }
    return try LabelledTextFormat(guessedFrom: ByteSource(path: path))
  }

  /// The SHA-256 hash of a file, uncompressed.
  static func hash(of path: String) throws(CorpusError) -> String {
    try SHA256.hexadecimal(of: ByteSource(path: path))
  }
}

extension LabelledCorpus<Document, String> {
  /// The lines that were skipped since they repeat the header, if there are any.
  var repeatedHeaderWarning: String? {
    repeatedHeaders.first.map { first in
      let others = repeatedHeaders.count - 1
      return "\(path):\(first): the line repeats the header, and is skipped"
        + (others > 0 ? "; so \(others == 1 ? "is 1 other" : "are \(others) others")" : "")
    }
  }
}
