import ArgumentParser
import Elman
import ElmanCorpora
import ElmanModels
import ElmanTraining

/// `elman tag`.
struct Tag: ThreadedCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tags text: sentences, tokens, and for each token a label.",
    usage: "elman tag [<option> ...] [<file> ...]",
    discussion: """
      Reads files, gzipped or not, or standard input. Writes to standard output,
      or with -o to a file.

      Input formats:
        text          running text; a blank line ends a paragraph
        presegmented  a sentence a line
        horizontal    a sentence a line, words separated by spaces
        vertical      a word a line, a blank line after each sentence
        conllu        CoNLL-U; all but the tagged columns stays byte for byte

      Output formats:
        conllu        CoNLL-U, with the white space of the text in MISC
        tsv           word TAB tag, a blank line after each sentence
        horizontal    word_TAG word_TAG; the tag follows the last _
        jsonl         a JSON object a sentence; for each token text, tag,
                      probability, and start and end in the file counted
                      in bytes (utf8Start) and UTF-16 units (utf16Start);
                      words of one token of the text have its number
                      (tokenId), and stand in multiwords too
        pretty        words and tags in columns, as wide as the screen

      A model of several columns fills them all in conllu; in tsv it gives
      more tags, in jsonl upos, uposProbability and so on, in pretty the
      lemmas too, in horizontal the first column alone.

      Entities stand in conllu in MISC, NER=B-PER, in the scheme BIO; in jsonl
      in entities: for each type, text, tokenStart and tokenEnd (counted from
      0 in the sentence), the places in the file as for tokens, and the
      probability that it stands exactly there; pretty marks them in the text.

      Examples:
        echo "Elman tags text." | elman tag
        elman tag --output jsonl --threads 2 book.txt.gz > book.jsonl
        elman tag --input conllu --model my.safetensors gold.conllu
      """)

  @Option(
    help: ArgumentHelp(
      """
      A path with a / or .safetensors, or a name: it is looked for in the folders of \
      $ELMAN_MODELS, beside the program, in ../share/elman/models from there, and in the program.
      """,
      valueName: "model"))
  var model = ShippedModel.defaultName

  @Option(
    help: ArgumentHelp(
      """
      What cuts text: 'rules', 'model' for the tokenizer in the model's file, or another model that \
      holds one. (default: model if it holds one, else rules)
      """,
      valueName: "tokenizer"))
  var tokenizer: String?

  @OptionGroup var stream: StreamOptions

  @OptionGroup var workers: WorkerOptions

  var threadCount: Int { workers.threads }
  var threadBytes: Int { workers.cacheBytes + ProcessLimits.threadBytes / 2 }

  func run() async throws {
    let tagger = try Tagger(try ModelFinder.file(model))
    try stream.destination.check(
      files: stream.files, others: [model, tokenizer].compactMap { $0 })
    let batchSize = workers.batchSize ?? TaggerSession.defaultBatchSize
    let cacheBytes = workers.cacheBytes
    let names = TagNames(tagger.columns)
    var writer = stream.writer(names)
    let sentences = stream.sentences(try TextTokenizer(tokenizer, of: tagger))
    let windows = StreamWindows(
      countLimit: stream.isLineByLine ? 1 : 8 * batchSize,
      // A token may be as long as a sentence.
      sizeLimit: 8 * TaggerSession.maximumBatchTokens,
      size: { max($0.sentence.tokens.count, $0.sentence.text.count / 16) },
      read: { () throws(CorpusError) in try sentences.next() })
    let probabilities = stream.outputFormat.showsProbabilities
    let pipeline = Pipeline<StreamSentence, TaggedSentence>(
      threads: workers.threads, answersAtOnce: stream.isLineByLine
    ) {
      let session = TaggerSession(tagger, batchSize: batchSize, cacheBytes: cacheBytes)
      return { session.tag($0.map(\.sentence), probabilities: probabilities) }
    }
    try await pipeline.run(windows, outputFile: stream.destination.outputFile) {
      item, tags, output in writer.writeAnswer(item, tags, to: &output)
    }
  }
}
