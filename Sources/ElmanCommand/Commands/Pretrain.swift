import ElmanStreams
import ArgumentParser
import Elman
import ElmanNetworks
import ElmanEvaluation
import ElmanTraining

/// `elman pretrain`.
struct Pretrain: ThreadedCommand {
  private typealias Model = LanguageModelConfiguration

  static let configuration = CommandConfiguration(
    abstract: "Trains a language model on raw text, for taggers to start from.",
    discussion: """
      The model reads sentences in both directions and learns to predict the next word, and the \
      word before. 'elman train tagger --pretrained' then starts from it. The corpora are plain \
      texts in UTF-8, with a blank line between paragraphs. By default there are \
      \(LanguageModel.defaultTraining.epochs) epochs of batches of \(LanguageModel.defaultTraining.batchSize) sentences, with a \
      learning rate of \(LanguageModel.defaultTraining.learningRate).
      """)

  @OptionGroup var options: TrainingOptions
  @Option(help: "The recurrent cell.\(DefaultSetting.of(\Model.cell.rawValue))")
  var cell: CellKind?
  @Option(help: "The units of each direction.\(DefaultSetting.of(\Model.hiddenSize))")
  var hiddenSize: Int?
  @Option(
    help: ArgumentHelp(
      "A model whose tokenizer cuts the text, or 'rules': a name or a path. (default: rules)",
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
      How many words get a vector of --embeddings besides those of the training text, from the \
      file's start on.\(DefaultSetting.of(\Model.extraWords))
      """)
  var extraWords: Int?

  func validate() throws {
    if embeddings == nil, extraWords != nil {
      throw ValidationError("--extra-words needs --embeddings")
    }
  }

  var threadCount: Int { options.threads }

  func run() async throws {
    var settings = try TrainingSettings<LanguageModel>(path: options.config)
    options.override(&settings.training)
    if let cell { settings.model.cell = cell }
    if let hiddenSize { settings.model.hiddenSize = hiddenSize }
    if let extraWords { settings.model.extraWords = extraWords }
    settings = try settings.checked()
    _ = try options.outputPath()
    try options.checkOutput(besides: [embeddings, tokenizer])
    var inputs: [String: String] = [:]
    let tokenizer = try tokenizer.flatMap { name -> LearnedTokenizer? in
      if name == "rules" { return nil }
      let file = try ModelFinder.file(name)
      inputs["tokenizer"] = CheckpointPlan.checksum(of: file)
      return try LearnedTokenizer(file)
    }

    let windowSize = settings.model.windowSize
    let display = TrainingDisplay(dev: options.devPart.path ?? options.train)
    func text(_ path: String) throws -> RawText {
      let text = try RawText(path: path, tokenizer: tokenizer, windowSize: windowSize)
      if let fault = text.firstFault {
        display.warn(
          """
          \(path): expected UTF-8, found other bytes at byte offset \(fault); these and all that \
          follow are replaced by U+FFFD
          """)
      }
      display.show(
        text.path, count: text.sentences.sentences.count, of: "sentences", words: text.wordCount)
      return text
    }
    var train = try text(options.train)
    let dev: RawText
    switch options.devPart {
    case .file(let path): dev = try text(path)
    case .share(let share):
      (train, dev) = train.divided(share: share)
      display.show(
        dev.path, count: dev.sentences.sentences.count, of: "sentences", words: dev.wordCount,
        note: options.keptApartNote)
    }
    let provenance = try Provenance(
      corpora: [("train", train.path, train.hash), (options.role("dev"), dev.path, dev.hash)],
      embeddings: embeddings, training: settings.training, options: options, inputs: inputs)
    try await options.run(
      TrainingOptions.Plan(
        settings: settings, resources: TrainingResources(vectors: embeddings), display: display,
        provenance: provenance), (train, dev))
  }
}
