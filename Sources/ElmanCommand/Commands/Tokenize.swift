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
      Writes to standard output, or with -o to a file. The formats are those that 'elman tag --help' describes, without tag and probability.

      Examples:
        echo "Dr. Ray can't come. Sorry!" | elman tokenize --output horizontal
        elman tokenize --input presegmented --output tsv lines.txt
        elman tokenize --model thai.safetensors book.txt
        elman tokenize --language auto --output horizontal letters/*.txt
      """)

  @Option(
    help: ArgumentHelp(
      "A model that holds a tokenizer: a name or a path. (default: none, rules for English)",
      valueName: "model"))
  var model: String?

  @OptionGroup var languages: LanguageOptions

  @OptionGroup var stream: StreamOptions

  func run() throws {
    try stream.destination.check(files: stream.files, others: [model].compactMap { $0 })
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
    if languages.isAuto {
      if let model {
        throw CommandError(
          "expected one of --model and --language, found --model \(model) too", code: Failure.usage)
      }
      return try stream.sentences(try languages.taggers(), per: languages.languagePer)
    }
    guard let model = try languages.model(model) else { return stream.sentences(.rules) }
    return stream.sentences(.learned(try LearnedTokenizer(try ModelFinder.file(model))))
  }
}
