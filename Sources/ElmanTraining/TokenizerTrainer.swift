import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Trains tokenizers.
///
/// One corpus, configuration and seed give one set of weights, whatever the number of threads.
public struct TokenizerTrainer: Sendable {
  /// What the network looks like.
  public let configuration: TokenizerConfiguration
  /// How it is trained.
  public let training: TrainingConfiguration

  /// A trainer.
  public init(_ configuration: TokenizerConfiguration, _ training: TrainingConfiguration) {
    self.configuration = configuration
    self.training = training
  }

  /// Trains a tokenizer.
  ///
  /// - Parameters:
  ///   - train: what is learned.
  ///   - dev: what decides which epoch was best, when to stop, and how readily a sentence ends.
  ///   - threads: how many parts of a batch are computed at a time.
  ///   - shouldStop: asked after each batch; training then ends with the best tokenizer so far.
  ///   - observe: told what happens.
  /// - Throws: `TrainingError.vocabulary`, `diverged`.
  public func train(
    on train: TokenizedText, dev: TokenizedText, threads: Int = 1,
    shouldStop: @Sendable () -> Bool = { false },
    observe: (TrainingProgress<TokenizationTask>) -> Void = { _ in }
  ) async throws(TrainingError) -> TrainingOutcome<TokenizationTask> {
    let task = try TokenizationTask(configuration, train: train, dev: dev)
    observe(
      .started(
        parameterCount: task.layout.count, words: task.features.wordKnowledge?.words.count ?? 1,
        characters: task.features.characterCount, labels: TokenizerNetwork.labels.count))
    var run = TrainingRun(task, training)
    return try await run.train(threads: threads, shouldStop: shouldStop, observe: observe)
  }
}

/// Learning where the tokens and sentences of a text end.
///
/// An example is a window of the text, which begins somewhere else each time.
public struct TokenizationTask: TrainingTask {
  /// An epoch of a short text has this many windows all the same.
  private static let minimumWindowCount = 1_600

  let features: CharacterFeatures
  private let configuration: TokenizerConfiguration
  private let network: TokenizerNetwork
  private let rows: [[Int32]]
  private let classIds: [Int32]
  private let gold: [Int32]
  private let multiwords: MultiwordSplitter
  private let dev: TokenizedText

  /// Counts the vocabularies and lays out the network.
  init(
    _ configuration: TokenizerConfiguration, train: TokenizedText, dev: TokenizedText
  ) throws(TrainingError) {
    var configuration = configuration
    var (units, labels) = train.labelledUnits()
    configuration.spacesInTokens = train.hasSpacesInTokens
    let words = KnownWords(units, labels: labels)
    if configuration.wordKnowledge == .automatic {
      configuration.wordKnowledge = words.isUnspaced ? .always : .never
    }
    let characters = Self.characters(
      of: units.symbols, minimumCount: configuration.minimumCharacterCount)
    var pieces: CharacterPieces?
    if configuration.wordKnowledge == .never, configuration.pieceCount > 0 {
      pieces = try words.pieces(configuration, labels: labels)
      (units, labels) = train.labelledUnits(pieces)
    } else {
      configuration.pieceCount = 0
    }
    let symbols = units.symbols
    features = CharacterFeatures(
      characters: characters,
      wordKnowledge: configuration.wordKnowledge == .always
        ? try words.vocabularies(configuration) : nil,
      longestWord: configuration.longestWord, pieces: pieces)
    network = TokenizerNetwork(configuration, features: features)
    rows = features.rows(symbols[...], isHidden: words.isSingle)
    classIds = symbols.map { CharacterClass($0).rawValue }
    gold = labels
    let size = min(configuration.trainingWindow, symbols.count)
    lengths = Array(
      repeating: size, count: max((symbols.count + size - 1) / size, Self.minimumWindowCount))
    self.configuration = configuration
    multiwords = train.multiwords
    self.dev = dev
  }

  private static func characters(
    of symbols: [UInt32], minimumCount: Int
  ) -> CharacterVocabulary {
    var counts: [UInt32: Int] = [:]
    for symbol in symbols { counts[symbol, default: 0] += 1 }
    return CharacterVocabulary(
      counts.filter { $0.value >= minimumCount }.keys.compactMap { Unicode.Scalar($0) })
  }

  /// For each window the number of its characters.
  public let lengths: [Int]

  /// The network's parameters.
  public var layout: ParameterLayout { network.layout }

  /// One label a character.
  public func predictionCount(_ examples: [Int]) -> Int {
    examples.reduce(0) { $0 + lengths[$1] }
  }

  /// Adds the gradients of some windows.
  public func learn(_ examples: [Int], scale: Float, in pass: inout Pass) -> Double {
    let count = gold.count
    let windows = examples.map { example in
      let size = lengths[example]
      // Evenly over the text, and each time from another character on.
      let even = Int(Double(example) / Double(lengths.count) * Double(count))
      let start = min(even + pass.random.index(below: size), count - size)
      return start..<start + size
    }
    let packing = SequencePacking(lengths: windows.map(\.count))
    func pack(_ values: [Int32]) -> [Int32] { packing.pack(windows.map { Array(values[$0]) }) }
    return network.learn(
      rows.map(pack), classIds: pack(classIds), labels: pack(gold), packing: packing,
      scale: scale, in: &pass)
  }

  /// A tokenizer with the given weights, and how well it cuts the dev text; sentences end as readily
  /// as suits that text.
  public func model(
    _ weights: ParameterBuffer
  ) -> (model: LearnedTokenizer, score: TokenizerScore) {
    var best = model(weights, sentenceBias: 0)
    for bias: Float in [-1, -0.5, 0.5, 1] {
      let other = model(weights, sentenceBias: bias)
      if other.score.accuracy > best.score.accuracy { best = other }
    }
    return best
  }

  private func model(
    _ weights: ParameterBuffer, sentenceBias: Float
  ) -> (model: LearnedTokenizer, score: TokenizerScore) {
    var configuration = configuration
    configuration.sentenceBias = sentenceBias
    let tokenizer = LearnedTokenizer(
      configuration: configuration, features: features, multiwords: multiwords,
      network: TokenizerNetwork(configuration, features: features),
      weights: PackedWeights(weights, forTraining: false))
    return (tokenizer, tokenizer.score(on: dev))
  }
}
