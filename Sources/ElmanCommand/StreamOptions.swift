import ArgumentParser

/// The options of commands that read text and write sentences.
struct StreamOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the input is: \(InputFormat.list).", valueName: "format"))
  var input = InputFormat.text

  @Option(
    help: ArgumentHelp(
      """
      What the output is: \(OutputFormat.list). (default: conllu; pretty on a terminal)
      """,
      valueName: "format"))
  var output: OutputFormat?

  @Flag(help: "Answer each line of text before reading the next; a line ends a sentence then.")
  var immediate = false

  @Flag(help: "Stop at bytes that are not UTF-8, instead of replacing them by U+FFFD.")
  var strict = false

  @Argument(
    help: ArgumentHelp(
      "The files to read, gzipped or not; '-' or none for standard input.", valueName: "file"))
  var files: [String] = []

  /// The form of the output.
  var outputFormat: OutputFormat {
    output ?? (StandardOutput.isTerminal ? .pretty : .conllu)
  }

  /// The sentences of all files.
  ///
  /// A person who types text gets answers line by line.
  func sentences() -> SentenceStream {
    SentenceStream(
      files: files.isEmpty ? ["-"] : files, format: input, isStrict: strict,
      isLineByLine: isLineByLine)
  }

  /// Whether each sentence is answered before the next is read.
  var isLineByLine: Bool {
    immediate || StandardInput.isTerminal && (files.isEmpty || files.contains("-"))
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  /// All values, for help texts.
  fileprivate static var list: String {
    let names = allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}
