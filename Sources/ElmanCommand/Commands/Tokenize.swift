import ArgumentParser
import Elman
import ElmanCorpora
import ElmanStreams

/// `elman tokenize`.
struct Tokenize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Cuts text into sentences and tokens, without tags.",
    usage: "elman tokenize [<option> ...] [<file> ...]",
    discussion: """
      Writes to standard output, or with -o to a file. The formats are those that 'elman tag --help' describes, without tag and probability. Of the rules for --rules, which it describes too, those of tokens count.

      Examples:
        echo "Dr. Ray can't come. Sorry!" | elman tokenize --output horizontal
        elman tokenize --input presegmented --output tsv lines.txt
        elman tokenize --model thai.safetensors book.txt
        elman tokenize --language auto --output horizontal letters/*.txt
        elman tokenize --rules words.jsonl book.txt
      """)

  @Option(
    help: ArgumentHelp(
      "A model that holds a tokenizer: a name or a path. (default: none, rules for English)",
      valueName: "model"))
  var model: String?

  @OptionGroup var languages: LanguageOptions

  @OptionGroup var words: RulesOption

  @OptionGroup var stream: StreamOptions

  func run() throws {
    try stream.destination.check(
      files: stream.files, others: [model, words.path].compactMap { $0 })
    let sentences = try sentences()
    var results = try ResultOutput(path: stream.destination.outputFile)
    do {
      try stream.pipeline().run(sentences) { try results.write($0) }
    } catch let error as CorpusError {
      try results.finish()
      throw error
    }
    try results.finish()
  }

  private func sentences() throws -> SentenceStream {
    let rules = try words.rules()
    if languages.isAuto {
      if let model {
        throw CommandError(
          "expected one of --model and --language, found --model \(model) too", code: Failure.usage)
      }
      return try stream.sentences(try languages.taggers(rules: rules), per: languages.languagePer)
    }
    let tokenizer = try languages.model(model).map {
      TextTokenizer.learned(try LearnedTokenizer(try ModelFinder.file($0)))
    }
    return stream.sentences((tokenizer ?? .rules).with(rules: rules))
  }
}
