import ArgumentParser
import Elman
import ElmanStreams
import ElmanSystem
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
      of \(lineFormats) input then is line n of jsonl or horizontal output.
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
    if let skip = text.skip, !input.isText {
      throw ValidationError(
        "expected --input \(Self.textFormats) with --skip \(skip.rawValue), found \(input)")
    }
    if blankLines, !input.hasSentenceALine {
      throw ValidationError(
        "expected --input \(Self.lineFormats) with --blank-lines, found \(input)")
    }
    if blankLines, immediate {
      throw ValidationError(
        "expected one of --blank-lines and --immediate, which answers blank lines too, found both")
    }
    if tokenRanges, !input.isText {
      throw ValidationError(
        "expected --input \(Self.textFormats) with --token-ranges, found \(input)")
    }
    if tokenRanges, !outputFormat.canTellTokenRanges {
      let formats = OutputFormat.names { $0.canTellTokenRanges }
      throw ValidationError(
        "expected --output \(formats) with --token-ranges, found \(outputFormat)")
    }
  }

  private static let textFormats = InputFormat.names { $0.isText }
  private static let lineFormats = InputFormat.names { $0.hasSentenceALine }

  /// The form of the output.
  private var outputFormat: OutputFormat {
    output ?? (destination.isTerminal ? .pretty : .conllu)
  }

  /// The sentences of all files.
  ///
  /// A person who types text gets answers line by line.
  ///
  /// - Parameters:
  ///   - tokenizer: what cuts text.
  ///   - check: what looks whether it is in the right language.
  func sentences(
    _ tokenizer: TextTokenizer, checking check: LanguageCheck? = nil
  ) -> SentenceStream {
    var options = text.reading(isStrict: strict)
    options.tokenizer = tokenizer
    options.languageCheck = check
    options.hashtags = hashtags
    options.isLineByLine = isLineByLine
    options.answers = immediate ? .ends : blankLines ? .blank : .untold
    return SentenceStream(
      StreamInput.arguments(files), format: input, options: options, warn: StandardError.warn)
  }

  /// The sentences of all files, each cut by the tokenizer of its language.
  ///
  /// - Parameters:
  ///   - taggers: what tells the language, and has its tokenizer.
  ///   - unit: what has a language of its own.
  func sentences(_ taggers: LanguageTaggers, per unit: LanguageUnit?) throws -> SentenceStream {
    guard input.isText else {
      throw CommandError(
        "expected --input \(Self.textFormats) with --language auto, found \(input)",
        code: Failure.usage)
    }
    let isTyped = isLineByLine && !immediate
    return sentences(.byLanguage(taggers, unit ?? (isTyped ? .paragraph : .document)))
  }

  /// What writes the sentences.
  ///
  /// - Parameter tagger: what tags them, if anything does.
  func pipeline(_ tagger: Tagger? = nil) -> SentencePipeline {
    laidOut(SentencePipeline(tagger, format: outputFormat))
  }

  /// What writes sentences of several languages.
  func pipeline(_ taggers: LanguageTaggers) -> SentencePipeline {
    laidOut(SentencePipeline(taggers, format: outputFormat))
  }

  private func laidOut(_ pipeline: SentencePipeline) -> SentencePipeline {
    var pipeline = pipeline
    pipeline.tellsTokenRanges = tokenRanges
    pipeline.screen = Screen(isTerminal: destination.isTerminal)
    return pipeline
  }

  /// Whether each sentence is answered before the next is read.
  private var isLineByLine: Bool {
    immediate || StandardStream.input.isTerminal && (files.isEmpty || files.contains("-"))
  }
}
