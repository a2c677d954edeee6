import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Trains classifiers.
///
/// One corpus, configuration and seed give one set of weights, whatever the number of threads.
public struct ClassifierTrainer: Sendable {
  /// What the network looks like.
  public let configuration: ClassifierConfiguration
  /// How it is trained.
  public let training: TrainingConfiguration

  /// A trainer.
  public init(_ configuration: ClassifierConfiguration, _ training: TrainingConfiguration) {
    self.configuration = configuration
    self.training = training
  }

  /// Trains a classifier.
  ///
  /// - Parameters:
  ///   - train: what is learned.
  ///   - dev: what decides which epoch was best, when to stop, and the temperature.
  ///   - vectors: the path of a file of word vectors that the network starts from.
  ///   - threads: how many parts of a batch are computed at a time.
  ///   - checkpoints: where the run leaves what it needs to go on, should it be ended from outside.
  ///   - shouldStop: asked after each batch; training then ends with the best classifier so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError`: `corpus` for the file of vectors, `tooFewLabels`,
  ///   `weightOfUnknownLabel`, `vocabulary`, `diverged`,
  ///   `checkpoint`.
  public func train(
    on train: LabelledCorpus<Document, String>, dev: LabelledCorpus<Document, String>,
    vectors: String? = nil, threads: Int = 1,
    checkpoints: CheckpointPlan? = nil, shouldStop: @Sendable () -> Bool = { false },
    observe: (TrainingProgress<ClassificationTask>) -> Void = { _ in }
  ) async throws(TrainingError) -> TrainingOutcome<ClassificationTask> {
    let task = try ClassificationTask(configuration, train: train, dev: dev, vectors: vectors)
    observe(
      .started(
        parameterCount: task.layout.count, words: task.words.count,
        characters: task.characters.count, labels: task.labels.count))
    let unknown = dev.labels.filter { task.labels.id(of: $0) == nil }
    if !unknown.isEmpty {
      observe(.unknownLabels(unknown.distinctSpellings, count: unknown.count))
    }
    let lookAlikes = LookAlikes.groups(among: task.labels.labels + unknown)
    if !lookAlikes.isEmpty { observe(.lookAlikeLabels(lookAlikes)) }
    try task.checkMemory(training)
    var run = TrainingRun(task, training, threads: threads)
    return try await run.train(
      checkpoints: checkpoints?.adding(configuration, training), shouldStop: shouldStop,
      observe: observe)
  }
}

/// Learning to classify a corpus's texts.
public struct ClassificationTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let labels: LabelSet
  private let configuration: ClassifierConfiguration
  private let network: ClassifierNetwork
  private let vectors: PretrainedVectors?
  /// The windows of all texts, and for each text which of them are its own.
  private let windows: IndexedSentences
  private let windowsOfText: [Range<Int>]
  private let windowLengths: [Int]
  private let gold: [Int32]
  private let dev: LabelledCorpus<Document, String>

  /// Counts the vocabularies, reads the vectors and lays out the network.
  init(
    _ configuration: ClassifierConfiguration, train: LabelledCorpus<Document, String>,
    dev: LabelledCorpus<Document, String>, vectors path: String?
  ) throws(TrainingError) {
    var configuration = configuration
    let names = train.labels.distinctSpellings
    guard names.count > 1 else { throw .tooFewLabels(path: train.path, found: names) }
    let unknown = Set(configuration.weightsByLabel.keys).subtracting(names.map { Spelling($0) })
    if let label = unknown.min() {
      throw .weightOfUnknownLabel(path: train.path, label: label.text, labels: names)
    }
    var counts = TokenCounts()
    for text in train.examples { for window in text.windows { counts.add(window) } }
    if let path {
      let words = counts.words
      let vectors = try PretrainedVectors(path: path, extraWords: configuration.extraWords) {
        words.count(of: $0) > 0
      }
      configuration.wordSize = vectors.size
      self.vectors = vectors
    } else {
      vectors = nil
    }
    do throws(VocabularyError) {
      words = try counts.words.build(
        minimumCount: configuration.minimumWordCount,
        keeping: vectors.map { Set($0.vectors.keys) } ?? []
      ).vocabulary
      labels = try LabelSet(names)
    } catch { throw .vocabulary(error) }
    let readsCharacters = configuration.characterHiddenSize > 0
    characters =
      readsCharacters
      ? counts.characters(minimumCount: configuration.minimumCharacterCount)
      : CharacterVocabulary([Unicode.Scalar]())
    network = ClassifierNetwork(
      configuration, wordCount: words.count, characterCount: characters.count, labels: names)
    let sentences = train.examples.flatMap(\.windows)
    windows = IndexedSentences(
      sentences,
      indexer: TokenIndexer(
        words: words, characters: characters, readsCharacters: readsCharacters))
    windowLengths = sentences.map(\.tokens.count)
    var end = 0
    windowsOfText = train.examples.map { text in
      defer { end += text.windows.count }
      return end..<end + text.windows.count
    }
    self.configuration = configuration
    self.dev = dev
    let labels = labels
    gold = train.labels.map { Int32(labels.id(of: $0) ?? 0) }
    lengths = train.examples.map(\.tokenCount)
  }

  /// For each text the number of its tokens.
  public let lengths: [Int]

  /// The network's parameters.
  public var layout: ParameterLayout { network.layout }

  /// Sets the vectors of the words that were learned elsewhere.
  public func start(_ parameters: MutableParameterBuffer) {
    vectors?.fill(parameters[network.words.table], words: words)
  }

  /// One label a text.
  public func predictionCount(_ examples: [Int]) -> Int { examples.count }

  /// The windows of texts, and what is gathered of them.
  public struct Memory {
    fileprivate var batch = IndexedSentences.Batch()
    /// For each text, or part of one, its windows and its label.
    fileprivate var windows: [Range<Int>] = []
    fileprivate var labels: [Int32] = []
  }

  /// Nothing yet.
  public func makeMemory() -> Memory { Memory() }

  /// Adds the gradients of some texts, in parts of bounded size: gradients add up, memory does not.
  ///
  /// A text of more than `ClassifierSession.maximumBatchTokens` is learned as it is read, in parts:
  /// each is to have the text's label, and counts by its tokens.
  public func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using memory: inout Memory,
    in pass: inout Pass
  ) -> Double {
    let limit = ClassifierSession.maximumBatchTokens
    var loss = 0.0
    var tokens = 0
    for example in examples {
      if tokens + lengths[example] > limit {
        loss += learnGathered(scale: scale, using: &memory, in: &pass)
        tokens = 0
      }
      if lengths[example] <= limit {
        memory.windows.append(windowsOfText[example])
        memory.labels.append(gold[example])
        tokens += lengths[example]
        continue
      }
      let parts = Document.parts(
        windowLengths: windowLengths[windowsOfText[example]], tokens: limit)
      for part in parts {
        memory.windows.append(part)
        memory.labels.append(gold[example])
        let share = Float(tokenCount(part)) / Float(lengths[example])
        loss +=
          Double(share) * learnGathered(scale: scale * share, using: &memory, in: &pass)
      }
    }
    return loss + learnGathered(scale: scale, using: &memory, in: &pass)
  }

  private func tokenCount(_ windows: Range<Int>) -> Int {
    windows.reduce(0) { $0 + windowLengths[$1] }
  }

  /// Adds the gradients of the texts gathered, and lets them go.
  private func learnGathered(
    scale: Float, using memory: inout Memory, in pass: inout Pass
  ) -> Double {
    guard !memory.labels.isEmpty else { return 0 }
    pass.workspace.reset()
    memory.batch.removeAll()
    for text in memory.windows {
      for window in text { memory.batch.append(window, of: windows) }
    }
    memory.batch.pack()
    let layout = DocumentLayout(
      tokenCounts: memory.windows.map(tokenCount), packing: memory.batch.tokens.packing)
    let loss = network.learn(
      DocumentBatch(tokens: memory.batch.tokens, layout: layout), labels: memory.labels,
      scale: scale, in: &pass)
    memory.windows.removeAll(keepingCapacity: true)
    memory.labels.removeAll(keepingCapacity: true)
    return loss
  }

  /// A classifier with the temperature that fits the dev corpus, and how well it classifies that.
  public func model(_ weights: ParameterBuffer) -> (model: Classifier, score: ClassifierScore) {
    let classifier = Classifier(
      configuration: configuration, words: words, characters: characters, labels: labels,
      network: network, weights: PackedWeights(weights, forTraining: false))
    let scores = ClassifierSession(classifier).scores(dev.examples)
    // What training does not know cannot be fitted.
    let known = zip(scores, dev.labels).compactMap { scores, label in
      labels.id(of: label).map { (scores, Int($0)) }
    }
    let fitted = classifier.with(
      temperature: Temperature.best(scores: known.map(\.0), labels: known.map(\.1)))
    let results = scores.map { fitted.classification(scores: $0) }
    return (fitted, fitted.score(of: results, against: dev.labels))
  }
}
