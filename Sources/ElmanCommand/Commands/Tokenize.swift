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
      """)

  @Option(
    help: ArgumentHelp(
      "A model that holds a tokenizer: a name or a path. (default: none, rules for English)",
      valueName: "model"))
  var model: String?

  @OptionGroup var stream: StreamOptions

  func run() throws {
    let tokenizer: TextTokenizer =
      if let model { .learned(try LearnedTokenizer(try ModelFinder.file(model))) } else { .rules }
    try stream.destination.check(files: stream.files, others: [model].compactMap { $0 })
    let sentences = stream.sentences(tokenizer)
    var results = try ResultOutput(path: stream.destination.outputFile)
    do {
      try stream.pipeline(nil).run(sentences) { try results.write($0) }
    } catch let error as CorpusError {
      try results.finish()
      throw error
    }
    try results.finish()
  }
}
