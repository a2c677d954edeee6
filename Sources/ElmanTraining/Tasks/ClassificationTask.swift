import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

extension Classifier: TrainableModel, TaskModel {
  /// Of the labels of texts.
  public typealias Score = ClassifierScore
  /// What a user decides of the network.
  public typealias Configuration = ClassifierConfiguration
  /// What is learned from.
  public typealias Corpus = LabelledCorpus<Document, String>

  /// Larger batches, since a text gives a single label to learn, and fewer epochs.
  public static var defaultTraining: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.batchSize = 32
    training.epochs = 10
    training.patience = 4
    return training
  }

  /// Makes a classifier's training ready, and tells of labels that are odd.
  ///
  /// - Throws: `TrainingError.corpus` for the file of vectors, `tooFewLabels`,
  ///   `weightOfUnknownLabel`, `vocabulary`.
  package static func job(
    _ configuration: ClassifierConfiguration, _ training: TrainingConfiguration,
    on train: LabelledCorpus<Document, String>, dev: LabelledCorpus<Document, String>,
    with resources: TrainingResources<Classifier>
  ) throws(TrainingError) -> TrainingJob<Classifier> {
    let task = try ClassificationTask(
      configuration, train: train, dev: dev, vectors: resources.vectors,
      startingModel: resources.start)
    var events: [TrainingProgress<Classifier, ClassifierScore>] = [
      .started(
        parameterCount: task.layout.count, words: task.words.count,
        characters: task.characters.count, labels: task.labels.count)
    ]
    let unknown = dev.labels.filter { task.labels.id(of: $0) == nil }
    if !unknown.isEmpty {
      events.append(.unknownLabels(unknown.distinctSpellings, count: unknown.count))
    }
    let lookAlikes = LookAlikes.groups(among: task.labels.labels + unknown)
    if !lookAlikes.isEmpty { events.append(.lookAlikeLabels(lookAlikes)) }
    return TrainingJob(task, events: events)
  }
}

extension TrainingResources<Classifier> {
  /// What a classifier may learn from.
  ///
  /// - Parameters:
  ///   - vectors: the path of a file of word vectors that the network starts from.
  ///   - languageModel: what training starts from: its words, its characters, and the weights of the
  ///     layers that both have. It brings its own vectors.
  ///   - tagger: the same of a tagger.
  public init(
    vectors: String? = nil, languageModel: LanguageModel? = nil, tagger: Tagger? = nil
  ) {
    precondition(languageModel == nil || tagger == nil, "two models to start from")
    self.vectors = vectors
    start = languageModel ?? tagger
  }
}

/// Learning to classify a corpus's texts.
package struct ClassificationTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let labels: LabelSet
  private let affixes: Affixes?
  private let configuration: ClassifierConfiguration
  private let network: ClassifierNetwork
  private let shape: EncoderShape
  private let vectors: PretrainedVectors?
  private let start: PretrainedStart?
  /// The windows of all texts, and for each text which of them are its own.
  private let windows: IndexedSentences
  private let windowsOfText: [Range<Int>]
  private let windowLengths: [Int]
  private let gold: [Int32]
  private let dev: LabelledCorpus<Document, String>

  /// Counts the vocabularies, reads the vectors and lays out the network.
  init(
    _ configuration: ClassifierConfiguration, train: LabelledCorpus<Document, String>,
    dev: LabelledCorpus<Document, String>, vectors path: String? = nil,
    startingModel: (any StartingModel)? = nil
  ) throws(TrainingError) {
    precondition(
      path == nil || startingModel == nil, "a model to start from brings its own vectors")
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
      if let startingModel {
        let start = try PretrainedStart(
          startingModel, counts: counts.words, minimumCount: configuration.minimumWordCount,
          extraWords: configuration.extraWords)
        configuration.start(from: startingModel.sizes)
        (words, shape, self.start) = (start.words, start.shape, start)
      } else {
        words = try counts.words.build(
          minimumCount: configuration.minimumWordCount,
          keeping: vectors.map { Set($0.vectors.keys) } ?? []
        ).vocabulary
        (shape, start) = (EncoderShape(), nil)
      }
      labels = try LabelSet(names)
    } catch { throw .vocabulary(reason: "\(error)") }
    let readsCharacters = configuration.characterHiddenSize > 0
    characters =
      start?.characters
      ?? (readsCharacters
        ? counts.characters(minimumCount: configuration.minimumCharacterCount)
        : CharacterVocabulary([Unicode.Scalar]()))
    let sentences = train.examples.flatMap(\.windows)
    var forms = SentenceForms()
    for sentence in sentences { forms.append(sentence) }
    affixes = try Affixes.learned(
      from: forms, size: configuration.affixSize, minimumCount: configuration.minimumAffixCount,
      start: start)
    network = ClassifierNetwork(
      configuration, shape, wordCount: words.count, characterCount: characters.count,
      affixCount: affixes?.vocabulary.count ?? 0, labels: names)
    windows = IndexedSentences(
      forms,
      indexer: TokenIndexer(
        words: words, characters: characters, readsCharacters: readsCharacters, affixes: affixes))
    windowLengths = sentences.map(\.words.count)
    var end = 0
    windowsOfText = train.examples.map { text in
      defer { end += text.windows.count }
      return end..<end + text.windows.count
    }
    self.configuration = configuration
    self.dev = dev
    let labels = labels
    gold = train.labels.map { Int32(labels.id(of: $0) ?? 0) }
    lengths = train.examples.map(\.wordCount)
  }

  /// For each text the number of its tokens.
  package let lengths: [Int]

  /// The network's parameters.
  package var layout: ParameterLayout { network.layout }

  /// Sets what was learned elsewhere.
  package func start(_ parameters: MutableParameterBuffer) {
    start?.fill(parameters)
    vectors?.fill(parameters[network.words.table], words: words)
  }

  /// How deep a parameter lies in the model that training starts from, if it is of that.
  package func startedDepth(of entry: ParameterLayout.Entry) -> Int? {
    start?.depth(of: entry)
  }

  /// One label a text.
  package func predictionCount(_ examples: [Int]) -> Int { examples.count }

  /// The windows of texts, and what is gathered of them.
  package struct Scratch {
    fileprivate var batch = IndexedSentences.Batch()
    /// For each text, or part of one, its windows and its label.
    fileprivate var windows: [Range<Int>] = []
    fileprivate var labels: [Int32] = []
  }

  /// Nothing yet.
  package func makeScratch() -> Scratch { Scratch() }

  /// Adds the gradients of some texts, in parts of bounded size: gradients add up, memory does not.
  ///
  /// A text of more than `ClassifierSession.maximumBatchTokens` is learned as it is read, in parts:
  /// each is to have the text's label, and counts by its tokens.
  package func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Scratch,
    in pass: inout Pass
  ) -> Double {
    let limit = ClassifierSession.maximumBatchTokens
    var loss = 0.0
    var tokens = 0
    for example in examples {
      if tokens + lengths[example] > limit {
        loss += learnGathered(scale: scale, using: &scratch, in: &pass)
        tokens = 0
      }
      if lengths[example] <= limit {
        scratch.windows.append(windowsOfText[example])
        scratch.labels.append(gold[example])
        tokens += lengths[example]
        continue
      }
      let parts = Document.parts(
        windowLengths: windowLengths[windowsOfText[example]], tokens: limit)
      for part in parts {
        scratch.windows.append(part)
        scratch.labels.append(gold[example])
        let share = Float(tokenCount(part)) / Float(lengths[example])
        loss +=
          Double(share) * learnGathered(scale: scale * share, using: &scratch, in: &pass)
      }
    }
    return loss + learnGathered(scale: scale, using: &scratch, in: &pass)
  }

  private func tokenCount(_ windows: Range<Int>) -> Int {
    windows.reduce(0) { $0 + windowLengths[$1] }
  }

  /// Adds the gradients of the texts gathered, and lets them go.
  private func learnGathered(
    scale: Float, using scratch: inout Scratch, in pass: inout Pass
  ) -> Double {
    guard !scratch.labels.isEmpty else { return 0 }
    pass.workspace.reset()
    scratch.batch.removeAll()
    for text in scratch.windows {
      for window in text { scratch.batch.append(window, of: windows) }
    }
    scratch.batch.pack()
    let layout = DocumentLayout(
      tokenCounts: scratch.windows.map(tokenCount), packing: scratch.batch.tokens.packing)
    let loss = network.learn(
      DocumentBatch(tokens: scratch.batch.tokens, layout: layout), labels: scratch.labels,
      scale: scale, in: &pass)
    scratch.windows.removeAll(keepingCapacity: true)
    scratch.labels.removeAll(keepingCapacity: true)
    return loss
  }

  /// A classifier with the temperature that fits the dev corpus, and how well it classifies that.
  package func model(_ weights: ParameterBuffer) -> (model: Classifier, score: ClassifierScore) {
    let classifier = Classifier(
      configuration: configuration, shape: shape, words: words, characters: characters,
      affixes: affixes, labels: labels, network: network,
      weights: PackedWeights(weights, forTraining: false))
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
