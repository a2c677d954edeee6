import ArgumentParser

/// The options of commands that read text and write sentences.
struct StreamOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The form of the input.", valueName: "format"))
  var input = InputFormat.text

  @Option(
    help: ArgumentHelp(
      "The form of the output. (default: conllu; pretty on a terminal)", valueName: "format"))
  var output: OutputFormat?

  @Flag(help: "Answer each line before reading the next. A line of text ends a sentence.")
  var immediate = false

  @Flag(help: "Stop at bytes that are not UTF-8, instead of replacing them by U+FFFD.")
  var strict = false

  @Argument(
    help: ArgumentHelp(
      "The files to read, each a document; '-' or none for standard input.", valueName: "file"))
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
