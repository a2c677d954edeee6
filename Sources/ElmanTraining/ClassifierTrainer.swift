import Elman
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
  ///   - shouldStop: asked after each batch; training then ends with the best classifier so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError`: `corpus` for the file of vectors, `tooFewLabels`,
  ///   `weightOfUnknownLabel`, `vocabulary`, `diverged`.
  public func train(
    on train: LabelledCorpus, dev: LabelledCorpus, vectors: String? = nil, threads: Int = 1,
    shouldStop: @Sendable () -> Bool = { false },
    observe: (TrainingProgress<ClassificationTask>) -> Void = { _ in }
  ) async throws(TrainingError) -> TrainingOutcome<ClassificationTask> {
    let task = try ClassificationTask(configuration, train: train, dev: dev, vectors: vectors)
    observe(
      .started(
        parameterCount: task.layout.count, words: task.words.count,
        characters: task.characters.count, labels: task.labels.count))
    let unknown = dev.labels.filter { task.labels.id(of: $0) == nil }
    if !unknown.isEmpty { observe(.unknownLabels(Set(unknown).sorted(), count: unknown.count)) }
    var run = TrainingRun(task, training)
    return try await run.train(threads: threads, shouldStop: shouldStop, observe: observe)
  }
}

/// Learning to classify a corpus's texts.
public struct ClassificationTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let labels: LabelSet
  private let configuration: ClassifierConfiguration
  private let network: ClassifierNetwork
  private let indexer: TokenIndexer
  private let vectors: PretrainedVectors?
  private let train: LabelledCorpus
  private let gold: [Int32]
  private let dev: LabelledCorpus

  /// Counts the vocabularies, reads the vectors and lays out the network.
  init(
    _ configuration: ClassifierConfiguration, train: LabelledCorpus, dev: LabelledCorpus,
    vectors path: String?
  ) throws(TrainingError) {
    var configuration = configuration
    let names = Set(train.labels).sorted()
    guard names.count > 1 else { throw .tooFewLabels(path: train.path, found: names) }
    if let label = configuration.labelWeights.keys.sorted().first(where: { !names.contains($0) }) {
      throw .weightOfUnknownLabel(path: train.path, label: label, labels: names)
    }
    var counts = TokenCounts()
    for text in train.texts { for window in text.windows { counts.add(window) } }
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
    indexer = TokenIndexer(
      words: words, characters: characters, readsCharacters: readsCharacters)
    self.configuration = configuration
    self.train = train
    self.dev = dev
    let labels = labels
    gold = train.labels.map { Int32(labels.id(of: $0) ?? 0) }
    lengths = train.texts.map(\.tokenCount)
  }

  /// For each text the number of its tokens.
  public let lengths: [Int]

  /// The network's parameters.
  public var layout: ParameterLayout { network.layout }

  /// Sets the vectors of the words that were learned elsewhere.
  public func start(_ parameters: ParameterBuffer) {
    vectors?.fill(parameters[network.words.table], words: words)
  }

  /// One label a text.
  public func predictionCount(_ examples: [Int]) -> Int { examples.count }

  /// Adds the gradients of some texts, in parts of bounded size: gradients add up, memory does not.
  ///
  /// A text of more than `ClassifierSession.maximumBatchTokens` is learned as it is read, in parts:
  /// each is to have the text's label, and counts by its tokens.
  public func learn(_ examples: [Int], scale: Float, in pass: inout Pass) -> Double {
    let limit = ClassifierSession.maximumBatchTokens
    var loss = 0.0
    var rest = examples[...]
    while let first = rest.first {
      var (count, tokens) = (1, lengths[first])
      while count < rest.count {
        tokens += lengths[rest[rest.startIndex + count]]
        if tokens > limit { break }
        count += 1
      }
      let part = rest.prefix(count)
      rest = rest.dropFirst(count)
      let labels = part.map { gold[$0] }
      if lengths[first] <= limit {
        loss += learn(part.map { train.texts[$0] }, labels: labels, scale: scale, in: &pass)
        continue
      }
      for text in train.texts[first].parts(tokens: limit) {
        let share = Float(text.tokenCount) / Float(lengths[first])
        loss += Double(share) * learn([text], labels: labels, scale: scale * share, in: &pass)
      }
    }
    return loss
  }

  private func learn(
    _ texts: [Document], labels: [Int32], scale: Float, in pass: inout Pass
  ) -> Double {
    pass.workspace.reset()
    let batch = DocumentBatch(texts, indexer: indexer)
    return network.learn(batch, labels: labels, scale: scale, in: &pass)
  }

  /// A classifier with the temperature that fits the dev corpus, and how well it classifies that.
  public func model(_ weights: ParameterBuffer) -> (model: Classifier, score: ClassifierScore) {
    let classifier = Classifier(
      configuration: configuration, words: words, characters: characters, labels: labels,
      network: network, weights: PackedWeights(weights, forTraining: false))
    let scores = ClassifierSession(classifier).scores(dev.texts)
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
