import ArgumentParser
import Elman
import ElmanCorpora
import ElmanEnglish
import ElmanLanguages
import ElmanStreams

/// `elman tag`.
struct Tag: ThreadedCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tags text: sentences, tokens, and for each token a label.",
    usage: "elman tag [<option> ...] [<file> ...]",
    discussion: """
      Reads files, gzipped or not, or standard input. Writes to standard output,
      or with -o to a file.

      Input formats:
      \(InputFormat.table)

      Output formats:
      \(OutputFormat.table)

      A model of several columns fills them all in conllu; in tsv it gives
      more tags, in jsonl upos, uposProbability and so on, in pretty the
      lemmas too, in horizontal the first column alone.

      Entities stand in conllu in MISC, NER=B-PER, in the scheme BIO; in jsonl
      in entities: for each type, text, tokenStart and tokenEnd (counted from
      0 in the sentence), the places in the file as for tokens, and the
      probability that it stands exactly there; pretty marks them in the text.

      Trees stand in conllu in HEAD and DEPREL; in tsv in two columns; in
      jsonl in head, the number of a token of the sentence from 0 on or -1 for
      the root, and deprel; pretty draws them above the words.

      Your own words stand in a file for --rules, a JSON object a line:
        {"token": "C-3PO"}
        {"token": "gimme", "cut": ["gim", "me"], "case": "any"}
        {"word": "Elman", "upos": "PROPN", "xpos": "NNP", "lemma": "Elman"}
        {"phrase": "Acme Rocket Works", "entity": "ORG"}
        {"phrases": ["C-3PO", "R2-D2"], "entity": "ROBOT", "over": false}
        {"phrases-file": "products.txt", "entity": "PRODUCT"}
      They go for the case that is written, with "case": "any" for any; names
      go over those that the model finds, but not with "over": false.

      Examples:
        echo "Elman tags text." | elman tag
        elman tag --output jsonl --threads 2 book.txt.gz > book.jsonl
        elman tag --output jsonl --top 3 doubtful.txt
        elman tag --input conllu --model my.safetensors gold.conllu
        elman tag --language german brief.txt
        elman tag --rules names.jsonl news.txt
        elman tag --language auto --language-per paragraph letters.txt
      """)

  @Option(
    help: ArgumentHelp(
      """
      A path with a / or .safetensors, or a name: it is looked for in the folders of \
      $ELMAN_MODELS, beside the program, in ../share/elman/models from there, and in the program. \
      (default: \(EmbeddedModel.english.name))
      """,
      valueName: "model"))
  var model: String?

  @OptionGroup var languages: LanguageOptions

  @Option(
    help: ArgumentHelp(
      """
      What cuts text: 'rules', 'model' for the tokenizer in the model's file, or another model that \
      holds one. (default: model if it holds one, else rules)
      """,
      valueName: "tokenizer"))
  var tokenizer: String?

  @Option(
    help: ArgumentHelp(
      """
      What is wanted of the model: some of its columns, with commas between, such as upos,deps. What \
      nobody needs is not computed. (default: all)
      """,
      valueName: "columns"))
  var columns: WantedColumns?

  @Option(
    help: ArgumentHelp(
      """
      How many of the best labels of each token, and types of each entity, are told with their \
      probabilities; with --output jsonl. (default: none)
      """, valueName: "count"))
  var top: Int?

  @OptionGroup var words: RulesOption

  @OptionGroup var stream: StreamOptions

  @OptionGroup var workers: WorkerOptions

  var threadCount: Int { workers.threads }
  var threadBytes: Int { workers.cacheBytes + ProcessLimits.threadBytes / 2 }

  func validate() throws {
    if let top, top < 1 { throw ValidationError("expected a --top of at least 1, found \(top)") }
    guard top == nil || stream.output?.showsAlternatives == true else {
      throw ValidationError(
        "expected --output jsonl with --top, found \(stream.output?.name ?? "none")")
    }
  }

  func run() async throws {
    try stream.destination.check(
      files: stream.files, others: [model, tokenizer, words.path].compactMap { $0 })
    let (sentences, tagging) = try languages.isAuto ? byLanguage() : byModel()
    var pipeline = tagging
    pipeline.batchSize = workers.batchSize ?? pipeline.batchSize
    pipeline.cacheBytes = workers.cacheBytes
    pipeline.columns = columns?.columns
    pipeline.top = top ?? 0
    var results = try ResultOutput(path: stream.destination.outputFile)
    do {
      try await pipeline.run(sentences, threads: workers.threads) { try results.write($0) }
    } catch let error as CorpusError {
      try results.finish()
      throw error
    }
    try results.finish()
  }

  /// The sentences, and what tags them all.
  private func byModel() throws -> (SentenceStream, SentencePipeline) {
    let model = try languages.model(model) ?? EmbeddedModel.english.name
    let tagger = try Tagger(try ModelFinder.file(model)).with(rules: try words.rules())
    try columns?.check(tagger)
    let check = try tagger.metadata.language(ofModelNamed: model).map { expected in
      LanguageCheck(
        try LanguageIdentifier(try ModelFinder.file(EmbeddedModel.languages.name)),
        expected: expected, warn: StandardError.warn)
    }
    return (
      stream.sentences(try TextTokenizer(tokenizer, of: tagger), checking: check),
      stream.pipeline(tagger)
    )
  }

  /// The sentences, each with its language, and what tags those of each.
  private func byLanguage() throws -> (SentenceStream, SentencePipeline) {
    if let other = model.map({ "--model \($0)" }) ?? tokenizer.map({ "--tokenizer \($0)" }) {
      throw CommandError(
        "expected --language auto alone, since it chooses models, found \(other) too",
        code: Failure.usage)
    }
    let taggers = try languages.taggers(rules: try words.rules())
    return (
      try stream.sentences(taggers, per: languages.languagePer), stream.pipeline(taggers)
    )
  }
}
