import ArgumentParser
import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanStreams
import ElmanSystem
import ElmanTensors
import ElmanTraining

/// `elman extend`.
struct Extend: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Adds to a trained model what a corpus and a lexicon tell, without training.",
    discussion: """
      From the corpus, the one that the tagger learned from, it gets the lemmas of forms, which rules of lemmas \
      serve which forms, which labels of UPOS, XPOS and features stand together, and how addresses are labelled; \
      from the lexicon the lemmas of other forms. What was added before is replaced; the network stays as it is.

      From another model it gets the trees, if that started from this one and kept its layers (pretrainedRate 0): what \
      this one finds stays the same to the bit.

      A tokenizer gets from its corpus how multiword tokens are split, and where tokens and sentences end for certain.

      A lexicon has a line for each form, its lemma, UPOS and features, with tabs between them; features may be \
      missing. Lines that begin with # are comments; # licence: … is noted in the model.

      Example:
        elman extend my.safetensors --corpus train.conllu --lexicon words.tsv.gz -o new.safetensors
      """)

  @Option(name: [.short, .long], help: "Where to write the new model.") var output: String
  @Option(help: "The CoNLL-U file that the tagger learned from, may be gzipped.") var corpus:
    String?
  @Option(help: "A lexicon, may be gzipped.") var lexicon: String?
  @Option(
    help: ArgumentHelp(
      "A model whose tokenizer the new one is to hold in place of its own: a name or a path.",
      valueName: "model"))
  var tokenizer: String?
  @Option(
    help: ArgumentHelp(
      "A model whose trees the new one is to find as well: a name or a path.", valueName: "model"))
  var trees: String?
  @Argument(help: "The model: a name or a path.") var model: String

  func validate() throws {
    if corpus == nil, tokenizer == nil, trees == nil {
      throw ValidationError(
        lexicon == nil
          ? "expected --corpus, --tokenizer or --trees"
          : "--lexicon needs the corpus of the tagger, --corpus")
    }
    if lexicon != nil, corpus == nil {
      throw ValidationError("--lexicon needs the corpus of the tagger, --corpus")
    }
  }

  func run() throws {
    try OutputPath.expect(
      output, as: "--output",
      toBeNoneOf: [model, corpus, lexicon, tokenizer, trees].compactMap { $0 })
    try AtomicFile.checkWritable(output)
    let file = try ModelFinder.file(model)
    if let tokenizer = try ModelFile(file).model() as? LearnedTokenizer {
      return try extend(tokenizer, size: file.bytes.count)
    }
    var tagger = try Tagger(file)
    var metadata = tagger.metadata
    metadata[.version] = Version.current
    if let tokenizer { tagger = try addTokenizer(tokenizer, to: tagger, &metadata) }
    if let trees { tagger = try addTrees(trees, to: tagger, &metadata) }
    if let corpus { tagger = try addCorpus(corpus, to: tagger, &metadata) }
    try tagger.write(to: output, metadata: metadata)
    try tellSize(before: file.bytes.count)
  }

  private func tellSize(before size: Int) throws {
    let new = try MappedFile(path: output).bytes.count
    StandardError.line(
      "\(output): \((Double(new) / 1e6).decimals(2)) MB, before"
        + " \((Double(size) / 1e6).decimals(2)) MB")
  }

  private func extend(_ old: LearnedTokenizer, size: Int) throws {
    guard let corpus, lexicon == nil, tokenizer == nil, trees == nil else {
      throw CommandError(
        "\(model): expected --corpus alone for a tokenizer, found other options",
        code: Failure.usage)
    }
    let text = try AnnotatedText(path: corpus)
    var metadata = old.metadata
    metadata[.version] = Version.current
    note([("extended", text.path, text.hash)], in: &metadata)
    try old.extended(with: text).write(to: output, metadata: metadata)
    try tellSize(before: size)
  }

  /// Notes what was added, in place of what was added before.
  private func note(
    _ sources: [(role: String, path: String, hash: String)], in metadata: inout ModelMetadata
  ) {
    let old = (metadata[.corpora] ?? "").split(separator: "\n").map(String.init).filter { line in
      !["extended ", "lexicon "].contains { line.utf8.starts(with: $0.utf8) }
    }
    let new = sources.map { "\($0.role) \(Provenance.identity(path: $0.path, hash: $0.hash))" }
    metadata[.corpora] = (old + new).joined(separator: "\n")
  }

  private func addTokenizer(
    _ name: String, to tagger: Tagger, _ metadata: inout ModelMetadata
  ) throws -> Tagger {
    var tokenizer = try LearnedTokenizer(try ModelFinder.file(name))
    metadata[.tokenizerOrigin] = Provenance.origin(of: tokenizer)
    if tokenizer.weights.precision != tagger.weights.precision {
      guard tokenizer.weights.precision == .float32 else {
        throw CommandError(
          "\(name): expected a tokenizer in single precision, as the tagger is, found one in bytes",
          code: Failure.data)
      }
      tokenizer = try tokenizer.quantized()
    }
    return tagger.with(tokenizer: tokenizer)
  }

  private func addTrees(
    _ name: String, to tagger: Tagger, _ metadata: inout ModelMetadata
  ) throws -> Tagger {
    let other = try Tagger(try ModelFinder.file(name))
    let sources = (other.metadata[.corpora] ?? "").split(separator: "\n").map { "trees \($0)" }
    let old = (metadata[.corpora] ?? "").split(separator: "\n").map(String.init)
      .filter { !$0.utf8.starts(with: "trees ".utf8) }
    metadata[.corpora] = (old + sources).joined(separator: "\n")
    let credits = [metadata[.attribution], other.metadata[.attribution]].compactMap { $0 }
      .flatMap { $0.components(separatedBy: "; ") }.distinctSpellings
    metadata[.attribution] = credits.isEmpty ? nil : credits.joined(separator: "; ")
    do { return try tagger.addingTrees(of: other) } catch let error as TreeError {
      throw CommandError("\(name): \(error)", code: Failure.data)
    }
  }

  /// Warns where a corpus is none of those whose hashes the model notes as what it learned from; what it tells may
  /// not fit the network then.
  private func warnOfOther(_ corpus: TaggedCorpus, _ metadata: ModelMetadata) {
    let learned = (metadata[.corpora] ?? "").split(separator: "\n").filter {
      $0.utf8.starts(with: "train ".utf8)
    }
    let mark = Array(" sha256:\(corpus.hash)".utf8)
    guard let first = learned.first,
      !learned.contains(where: { $0.utf8.suffix(mark.count).elementsEqual(mark) })
    else { return }
    let name = first.utf8.dropFirst("train ".utf8.count)
    StandardError.line(
      "warning: \(corpus.path): expected the corpus that the model learned from,"
        + " \(Substring(name)), found another, sha256:\(corpus.hash)")
  }

  private func addCorpus(
    _ path: String, to tagger: Tagger, _ metadata: inout ModelMetadata
  ) throws -> Tagger {
    let lexicon = try lexicon.map { path throws(CorpusError) in try LexiconFile(path: path) }
    let columns = tagger.configuration.columns.filter { $0 != .ner && $0 != .deps }
    guard !columns.isEmpty else {
      throw CommandError(
        "\(model): expected a tagger of parts of speech, features or lemmas, found one of entities alone",
        code: Failure.data)
    }
    if lexicon != nil, !LexiconFile.serves(columns) {
      throw CommandError(
        "\(model): expected a tagger of upos and lemma, which a lexicon needs, found one of"
          + " \(columns.map(\.rawValue).joined(separator: ", "))", code: Failure.data)
    }
    let corpus = try TaggedCorpus(path: path, columns: columns)
    StandardError.line(
      "\(corpus.path): \(corpus.sentences.count) sentences, \(corpus.wordCount) words")
    warnOfOther(corpus, metadata)
    var sources = [("extended", corpus.path, corpus.hash)]
    if let lexicon {
      StandardError.line(lexicon.summary)
      sources.append(("lexicon", lexicon.path, lexicon.hash))
    }
    note(sources, in: &metadata)
    metadata[.lexicon] = lexicon?.licence
    do {
      return try tagger.extended(with: corpus, lexicon: lexicon?.entries ?? [])
    } catch { throw CommandError("\(path): \(error)", code: Failure.data) }
  }
}
