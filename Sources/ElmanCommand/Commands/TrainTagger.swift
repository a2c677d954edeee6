import ElmanStreams
import ArgumentParser
import Elman
import ElmanBytes
import ElmanCorpora
import ElmanNetworks
import ElmanEvaluation
import ElmanTraining

extension CellKind: ExpressibleByArgument {}
extension HeadKind: ExpressibleByArgument {}

/// `elman train tagger`.
struct TrainTagger: ThreadedCommand {
  private typealias Model = TaggerConfiguration

  static let configuration = CommandConfiguration(
    commandName: "tagger",
    abstract: "Trains a tagger on CoNLL-U files, or on entities in columns.",
    discussion: """
      The model with the best accuracy on the dev corpus is written, after each epoch that brought \
      a better one. Ctrl-C ends training and keeps it. By default there are \
      \(Tagger.defaultTraining.epochs) epochs of batches of \(Tagger.defaultTraining.batchSize) sentences, with a \
      learning rate of \(Tagger.defaultTraining.learningRate).

      Several columns share all layers but the last, and the accuracy that counts is the mean of \
      theirs. Their labels may stand in files of their own, with the same sentences as the corpora:

        --column upos --column lemma --column xpos=x-train.conllu,x-dev.conllu

      A sentence with only _ in a column teaches nothing there.

      The column ner holds named entities; what counts of it is their F1. They stand in MISC of \
      the corpora, NER=B-PER, or in files of their own, where # sent_id tells which sentences are \
      the same: Universal NER (.iob2), CoNLL-U, or columns as of CoNLL-2003, in any of the schemes \
      IOB1, BIO, BIOES, BILUO, BMES, BMEWO. For entities alone the corpora may be such files:

        --column upos --column ner=train.iob2,dev.iob2
        --column ner --train train.conll --dev dev.conll

      Other corpora of the column may be learned beside, whose sentences need no other labels:

        --column upos --column ner=train.iob2,dev.iob2 --also ner=tweets.iob2 --also ner=news.conll

      Of entities each marks the types that occur in it: what it does not mark may there be of the \
      types that only others have, and a token with the label _ may be anything.
      """)

  @OptionGroup var options: TrainingOptions
  @Option(
    help: ArgumentHelp(
      """
      A column to learn; to be given for each of several.\
      \(DefaultSetting.of(\Model.column.rawValue))
      """,
      valueName: "name[=train[,dev]]"))
  var column: [ColumnArgument] = []
  @Option(help: "The recurrent cell over words.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(
    help: "The number of bidirectional layers over words.\(DefaultSetting.of(\Model.layers))")
  var layers: Int?
  @Option(help: "The units of each direction of a layer.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?
  @Option(
    help:
      "What turns scores into tags; of entities always crf.\(DefaultSetting.of(\Model.head.rawValue))"
  )
  var head: HeadKind?
  @Option(
    help: ArgumentHelp(
      "A model whose tokenizer the tagger's file is to hold too: a name or a path.",
      valueName: "model"))
  var tokenizer: String?

  @Option(
    help: """
      A file of word vectors learned elsewhere: GloVe or word2vec as text, word2vec binary, fastText \
      .vec, may be gzipped. They stand beside those that are learned, and stay as they are.
      """)
  var embeddings: String?
  @Option(
    help: """
      How many words get a vector of --embeddings besides those of the training corpus, from the \
      file's start on; of --pretrained, besides those that have a vector of their own.\
      \(DefaultSetting.of(\Model.extraWords))
      """)
  var extraWords: Int?

  @Option(
    help: """
      A CoNLL-U file to learn besides the corpus, whose labels another model gave, as 'elman tag' \
      writes it. It may lack columns.
      """)
  var silver: String?
  @Option(
    help: ArgumentHelp(
      "One more file to learn, of which one column is known; to be given for each of several.",
      valueName: "name=train"))
  var also: [ColumnArgument] = []
  @Option(
    help: ArgumentHelp(
      """
      A model to start from, by name or path: a language model, as 'elman pretrain' makes it, brings the \
      words, the lowest layer and what lies below; a tagger all layers, and what it knows of the same labels.
      """, valueName: "model"))
  var pretrained: String?

  @Option(
    help: """
      A lexicon that the tagger is to know: lines of a form, its lemma, UPOS and features, may be gzipped; \
      see 'elman extend'.
      """)
  var lexicon: String?

  func validate() throws {
    if embeddings != nil, pretrained != nil {
      throw ValidationError("--pretrained brings its own vectors; --embeddings cannot be added")
    }
    if embeddings == nil, pretrained == nil, extraWords != nil {
      throw ValidationError("--extra-words needs --embeddings or --pretrained")
    }
    if let other = also.first(where: { $0.train == nil || $0.dev != nil }) {
      throw ValidationError(
        "--also: expected a column and a file, such as ner=more.iob2, found"
          + " '\(other.column.rawValue)'\(other.dev == nil ? "" : " with two files")")
    }
    if pretrained != nil, cell != nil {
      throw ValidationError("--pretrained brings its own cell; --cell cannot be given with it")
    }
  }

  var threadCount: Int { options.threads }

  func run() async throws {
    var settings = try TrainingSettings<Tagger>(path: options.config)
    options.override(&settings.training)
    if !column.isEmpty {
      settings.model.columns = column.map(\.column)
      settings.model.columnWeights = settings.model.columnWeights.filter {
        settings.model.columns.contains($0.key)
      }
    }
    if let cell { settings.model.cell = cell }
    if let layers { settings.model.layers = layers }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    if let head { settings.model.head = head }
    if let extraWords { settings.model.extraWords = extraWords }
    settings = try settings.checked()
    let columns = settings.model.columns
    if lexicon != nil, !LexiconFile.serves(columns) {
      throw ValidationError(
        "--lexicon needs the columns upos and lemma, found"
          + " \(columns.map(\.rawValue).joined(separator: ", "))")
    }
    try options.checkOutput(
      besides: [embeddings, silver, pretrained, tokenizer, lexicon] + also.map(\.train)
        + column.flatMap { [$0.train, $0.dev] })
    var inputs: [String: String] = [:]
    let tokenizer = try tokenizer.map { name in
      let file = try ModelFinder.file(name)
      inputs["tokenizer"] = CheckpointPlan.checksum(of: file)
      let tokenizer = try LearnedTokenizer(file)
      guard tokenizer.weights.precision == .float32 else {
        throw CommandError(
          "\(name): expected a tokenizer in single precision, found one in bytes",
          code: Failure.data)
      }
      return tokenizer
    }

    let start = try pretrained.map { name in
      let file = try ModelFinder.file(name)
      inputs["pretrained"] = CheckpointPlan.checksum(of: file)
      return try ModelFile(file).startingModel()
    }
    try checkSizes(beside: start, layers: settings.model.layers)

    let lexicon = try lexicon.map { path throws(CorpusError) in try LexiconFile(path: path) }
    let train = try files(\.train, settings.model).corpus(options.train)
    let dev = try files(\.dev, settings.model).corpus(options.dev)
    let silver = try silver.map { path in
      try TaggedCorpus(path: path, anyOf: settings.model.columns)
    }
    let display = TrainingDisplay(dev: dev.path)
    var corpora: [(String, String, String)] = []
    let added = try also.compactMap { more in
      try more.train.map { path in
        guard columns.contains(more.column) else {
          throw ValidationError(
            "--also: expected a column that is learned, one of"
              + " \(columns.map(\.rawValue).joined(separator: ", ")), found \(more.column.rawValue)"
          )
        }
        let corpus = try TaggedCorpus(partOf: more.column, path: path)
        corpus.warn()
        return corpus
      }
    }
    let read =
      [("train", train), ("dev", dev)] + (silver.map { [("silver", $0)] } ?? [])
      + zip(also, added).map { ("train \($0.column.rawValue)", $1) }
    for (role, corpus) in read {
      display.show(
        corpus.path, count: corpus.sentences.count, of: "sentences", words: corpus.wordCount)
      corpora.append((role, corpus.path, corpus.hash))
      for file in corpus.files {
        StandardError.line(
          "\(file.path): \(file.column.rawValue) of \(file.sentenceCount) sentences")
        corpora.append(("\(role) \(file.column.rawValue)", file.path, file.hash))
      }
    }
    if let lexicon {
      StandardError.line(lexicon.summary)
      corpora.append(("lexicon", lexicon.path, lexicon.hash))
    }
    warnOfManyLabels(in: train, settings.model, display)
    let provenance = try Provenance(
      corpora: corpora, embeddings: embeddings, training: settings.training, options: options,
      inputs: inputs)
    var resources = TrainingResources<Tagger>(
      silver: silver, added: added, vectors: embeddings)
    resources.start = start
    resources.lexicon = lexicon?.entries ?? []
    try await options.run(
      settings, (train, dev), with: resources, display, provenance: provenance
    ) { tagger, metadata in
      metadata[.lexicon] = lexicon?.licence
      metadata[.languageModelOrigin] = start.map { Provenance.origin(of: $0.metadata) }
      metadata[.tokenizerOrigin] = tokenizer.map { Provenance.origin(of: $0) }
      return tagger.with(tokenizer: tokenizer)
    }
  }

  /// - Throws: `ValidationError` for sizes that a model to start from brings.
  private func checkSizes(beside start: (any StartingModel)?, layers count: Int) throws {
    if start is Tagger, layers ?? hiddenSize != nil {
      throw ValidationError(
        "--pretrained brings all layers of a tagger; --layers and --hidden-size cannot be given with it"
      )
    }
    if start is LanguageModel, hiddenSize != nil, count == 1 {
      throw ValidationError(
        "--pretrained brings the only layer; --hidden-size is for those above it (see --layers)")
    }
  }

  /// Warns where a CRF learns a step from each label to each other one, and there are so many that a step of
  /// training takes far longer than everything else does. Entities have no other head.
  private func warnOfManyLabels(
    in corpus: TaggedCorpus, _ model: TaggerConfiguration, _ display: TrainingDisplay
  ) {
    let many = 500
    for column in model.columns where column != .ner && model.head(of: column) == .crf {
      let count = (corpus.labels[column] ?? []).compactMap { $0 }.joined().distinctSpellings.count
      guard count > many else { continue }
      display.warn(
        "\(corpus.path): \(count) labels in \(column.rawValue); a CRF takes time and memory with the square"
          + " of their number, --head softmax does not")
    }
  }

  /// The files of their own that hold labels of the training or the dev corpus.
  private func files(
    _ path: KeyPath<ColumnArgument, String?>, _ model: TaggerConfiguration
  ) -> ColumnFiles {
    ColumnFiles(
      columns: model.columns,
      files: column.compactMap { argument in
        argument[keyPath: path].map { (argument.column, $0) }
      })
  }
}
