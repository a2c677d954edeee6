import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

extension LanguageModel: TrainableModel, TaskModel {
  /// Of the words predicted.
  public typealias Score = LanguageModelScore
  /// What a user decides of the network.
  public typealias Configuration = LanguageModelConfiguration
  /// What is learned from.
  public typealias Corpus = RawText

  /// Large batches and large steps, since there is much text, which is read once or twice.
  public static var defaultTraining: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.batchSize = 128
    training.epochs = 2
    training.learningRate = 0.002
    return training
  }

  /// Makes a language model's training ready.
  ///
  /// - Throws: `TrainingError.corpus` for the file of vectors and a text without sentences; `vocabulary`.
  package static func job(
    _ configuration: LanguageModelConfiguration, _ training: TrainingConfiguration,
    on train: RawText, dev: RawText, with resources: TrainingResources<LanguageModel>
  ) throws(TrainingError) -> TrainingJob<LanguageModel> {
    let task = try LanguageModelTask(
      configuration, train: train, dev: dev, vectors: resources.vectors)
    return TrainingJob(
      task,
      events: [
        .started(
          parameterCount: task.layout.count, words: task.words.count,
          characters: task.characters.count, labels: task.network.wordCount)
      ])
  }
}

extension TrainingResources<LanguageModel> {
  /// What a language model may learn from.
  ///
  /// - Parameter vectors: the path of a file of word vectors learned elsewhere.
  public init(vectors: String?) { self.vectors = vectors }
}

/// Learning to predict the words of a text from either side.
package struct LanguageModelTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let network: LanguageModelNetwork
  private let configuration: LanguageModelConfiguration
  private let shape: EncoderShape
  private let vectors: PretrainedVectors?
  private let sampler: CandidateSampler
  private let train: IndexedSentences
  private let dev: RawText

  /// Counts the vocabularies and lays out the network.
  init(
    _ configuration: LanguageModelConfiguration, train: RawText, dev: RawText,
    vectors path: String?
  ) throws(TrainingError) {
    var counts = TokenCounts()
    counts.add(train.sentences)
    let words = counts.words
    if let path {
      vectors = try PretrainedVectors(path: path, extraWords: configuration.extraWords) {
        words.count(of: $0) > 0
      }
    } else {
      vectors = nil
    }
    let built: VocabularyBuilder.Result
    do throws(VocabularyError) {
      built = try words.build(
        minimumCount: configuration.minimumWordCount,
        keeping: vectors.map { Set($0.vectors.keys) } ?? [])
    } catch { throw .vocabulary(reason: "\(error)") }
    let learned = built.learnedCount(minimumCount: configuration.minimumWordCount)
    guard learned > 0 else { throw .corpus(.noExamples(path: train.path, of: "sentence")) }
    shape = EncoderShape(pretrainedSize: vectors?.size ?? 0, learnedWordCount: 1 + learned)
    self.words = built.vocabulary
    characters = counts.characters(minimumCount: configuration.minimumCharacterCount)
    network = LanguageModelNetwork(
      configuration, shape, wordCount: self.words.count, characterCount: characters.count)
    sampler = CandidateSampler(counts: built.counts.prefix(shape.learnedWordCount))
    self.train = IndexedSentences(
      train.sentences,
      indexer: TokenIndexer(
        words: self.words, characters: characters,
        readsCharacters: network.encoder.readsCharacters))
    lengths = train.sentences.sentences.map(\.count)
    self.configuration = configuration
    self.dev = dev
  }

  /// For each sentence the number of its words.
  package let lengths: [Int]

  /// The network's parameters.
  package var layout: ParameterLayout { network.layout }

  /// Sets the vectors of the words that were learned elsewhere.
  package func start(_ parameters: MutableParameterBuffer) {
    guard let table = network.encoder.tokens.pretrained?.table else { return }
    vectors?.fill(parameters[table], words: words)
  }

  /// All words but the first, and all but the last.
  package func predictionCount(_ examples: [Int]) -> Int {
    examples.reduce(0) { $0 + 2 * (lengths[$1] - 1) }
  }

  /// Sentences and candidates.
  package struct Scratch {
    fileprivate var batch = IndexedSentences.Batch()
    fileprivate var targets: [Int32] = []
    fileprivate var known: [Int32] = []
    fileprivate var candidates = CandidateSampler.Candidates()
  }

  /// Nothing yet.
  package func makeScratch() -> Scratch { Scratch() }

  /// Adds the gradients of some sentences.
  package func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Scratch,
    in pass: inout Pass
  ) -> Double {
    scratch.batch.removeAll()
    for example in examples { scratch.batch.append(example, of: train) }
    scratch.batch.pack()
    scratch.batch.tokens.neighbours(below: network.wordCount, into: &scratch.targets)
    scratch.known.removeAll(keepingCapacity: true)
    for target in scratch.targets where target > 0 { scratch.known.append(target) }
    sampler.draw(
      configuration.candidateCount, besides: scratch.known, into: &scratch.candidates,
      random: &pass.random)
    for (row, target) in scratch.targets.enumerated() where target > 0 {
      scratch.targets[row] = scratch.candidates.place(of: target)
    }
    return network.learn(
      scratch.batch.tokens, targets: scratch.targets, candidates: scratch.candidates.words,
      logarithms: scratch.candidates.logarithms, scale: scale, in: &pass)
  }

  /// A language model with the given weights, and how well it predicts the dev text.
  package func model(
    _ weights: ParameterBuffer
  ) -> (model: LanguageModel, score: LanguageModelScore) {
    let model = LanguageModel(
      configuration: configuration, shape: shape, words: words, characters: characters,
      network: network,
      weights: PackedWeights(weights, forTraining: false))
    return (model, model.score(on: dev))
  }
}

extension VocabularyBuilder.Result {
  /// How many words, of the most frequent ones, stand so often in the corpus.
  func learnedCount(minimumCount: Int) -> Int {
    counts.dropFirst().prefix { $0 >= minimumCount }.count
  }
}
