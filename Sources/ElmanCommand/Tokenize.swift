import ArgumentParser
import Elman
import ElmanCorpora

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
    var results = try ResultOutput(path: stream.destination.outputFile)
    var writer = stream.writer(.none)
    let sentences = stream.sentences(tokenizer)
    var windows = StreamWindows(
      countLimit: 1, sizeLimit: 1, size: { _ in 1 },
      read: { () throws(CorpusError) in try sentences.next() })
    while let window = windows.next() {
      for item in window { writer.writeAnswer(item, nil, to: &results.buffer) }
      if stream.isLineByLine { try results.flush() } else { try results.flushIfFull() }
    }
    try results.finish()
    if let failure = windows.failure { throw failure }
  }
}
