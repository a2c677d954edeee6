import ArgumentParser
import ElmanText

extension Hashtags: ExpressibleByArgument {}

/// The options of commands that read text and write sentences.
struct StreamOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The form of the input.", valueName: "format"))
  var input = InputFormat.text

  @Option(
    help: ArgumentHelp(
      "The form of the output. (default: conllu; pretty on a terminal)", valueName: "format"))
  var output: OutputFormat?

  @OptionGroup var destination: OutputFileOption

  @Flag(
    help: """
      Answer each line (of vertical and conllu each sentence) before reading the next, and end each \
      answer with an empty line. A line of text ends a sentence.
      """)
  var immediate = false

  @Flag(
    help: """
      Write something for a blank line too: an object without tokens in jsonl, else an empty line. Line n \
      of presegmented or horizontal input then is line n of jsonl or horizontal output.
      """)
  var blankLines = false

  @OptionGroup var text: TextOptions

  @Option(
    help: ArgumentHelp(
      """
      Whether #owls is one token. (default: what the model's tokenizer learned, which for English is \
      split; by rules whole)
      """, valueName: "hashtags"))
  var hashtags: Hashtags?

  @Flag(help: "Stop at bytes that are not in the encoding, instead of replacing them by U+FFFD.")
  var strict = false

  @Flag(
    help: """
      Tell in MISC where each token stands, TokenRange=start:end, in characters (Unicode code \
      points) from the start of the file.
      """)
  var tokenRanges = false

  @Argument(
    help: ArgumentHelp(
      "The files to read, each a document; '-' or none for standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if let skip = text.skip, input.sentenceFormat != nil {
      throw ValidationError(
        "expected --input text or presegmented with --skip \(skip.rawValue), found \(input.rawValue)"
      )
    }
    if blankLines, ![.presegmented, .horizontal].contains(input) {
      throw ValidationError(
        "expected --input presegmented or horizontal with --blank-lines, found \(input.rawValue)")
    }
    if blankLines, immediate {
      throw ValidationError(
        "expected one of --blank-lines and --immediate, which answers blank lines too, found both")
    }
    if tokenRanges, !input.keepsSpaces {
      throw ValidationError(
        "expected --input text or presegmented with --token-ranges, found \(input.rawValue)")
    }
    if tokenRanges, outputFormat != .conllu {
      throw ValidationError(
        "expected --output conllu with --token-ranges, found \(outputFormat.rawValue)")
    }
  }

  /// What writes the sentences.
  func writer(_ names: TagNames) -> any SentenceWriter {
    switch outputFormat {
    case .conllu:
      ConlluWriter(
        names, keepsSpaces: input.keepsSpaces, writesTokenRanges: tokenRanges,
        keepsBlankLines: !immediate)
    case .tsv: TSVWriter(names)
    case .horizontal: HorizontalWriter(names)
    case .jsonl: JSONLinesWriter(names)
    case .pretty: PrettyWriter(names, screen: Screen(isTerminal: destination.isTerminal))
    }
  }

  /// The form of the output.
  var outputFormat: OutputFormat {
    output ?? (destination.isTerminal ? .pretty : .conllu)
  }

  /// The sentences of all files.
  ///
  /// A person who types text gets answers line by line.
  ///
  /// - Parameter tokenizer: what cuts text.
  func sentences(_ tokenizer: TextTokenizer) -> SentenceStream {
    SentenceStream(
      files: files.isEmpty ? ["-"] : files, format: input, options: text, isStrict: strict,
      isLineByLine: isLineByLine, answers: immediate ? .ends : blankLines ? .blank : .untold,
      tokenizer: tokenizer, hashtags: hashtags)
  }

  /// Whether each sentence is answered before the next is read.
  var isLineByLine: Bool {
    immediate || StandardInput.isTerminal && (files.isEmpty || files.contains("-"))
  }
}
