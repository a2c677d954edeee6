import ArgumentParser
import ElmanSystem

/// The option of commands whose results go to standard output, or to a file.
struct OutputFileOption: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      """
      The file to write to, in place of standard output. It appears once all is written; until then what \
      was there stays.
      """,
      valueName: "file"))
  var outputFile: String?

  /// Whether a person reads the results.
  var isTerminal: Bool { outputFile == nil && StandardStream.output.isTerminal }

  /// Makes sure that nothing that is read is written over.
  ///
  /// - Parameters:
  ///   - files: the paths that are read, `-` for standard input; none is standard input, too.
  ///   - others: what is read besides, such as models.
  /// - Throws: `CommandError`.
  func check(files: [String], others: [String] = []) throws(CommandError) {
    guard let outputFile else { return }
    let inputs = (files.isEmpty ? ["-"] : files).map { $0 == "-" ? "/dev/stdin" : $0 }
    try OutputPath.expect(outputFile, as: "--output-file", toBeNoneOf: inputs + others)
  }
}
