import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

extension LearnedTokenizer: TrainableModel, TaskModel {
  /// Of tokens and sentences.
  public typealias Score = TokenizerScore
  /// What a user decides of the network.
  public typealias Configuration = TokenizerConfiguration
  /// What is learned from.
  public typealias Corpus = AnnotatedText

  /// Steps are larger, since a character tells little, and there are more epochs, which are short.
  public static var defaultTraining: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.learningRate = 0.003
    training.epochs = 30
    training.patience = 10
    return training
  }

  /// Makes a tokenizer's training ready.
  ///
  /// - Throws: `TrainingError.vocabulary`.
  package static func job(
    _ configuration: TokenizerConfiguration, _ training: TrainingConfiguration,
    on train: AnnotatedText, dev: AnnotatedText, with resources: TrainingResources<LearnedTokenizer>
  ) throws(TrainingError) -> TrainingJob<LearnedTokenizer> {
    let task = try TokenizationTask(configuration, train: train, dev: dev)
    return TrainingJob(
      task,
      events: [
        .started(
          parameterCount: task.layout.count, words: task.features.wordKnowledge?.words.count ?? 1,
          characters: task.features.characterCount, labels: TokenizerNetwork.labels.count)
      ])
  }
}

/// Learning where the tokens and sentences of a text end.
///
/// An example is a window of the text, which begins somewhere else each time. Where words have spaces
/// between them, some windows are of `AlteredText`.
package struct TokenizationTask: TrainingTask {
  /// An epoch of a short text has this many windows all the same.
  private static let minimumWindowCount = 1_600
  /// How many texts with other typography there are, and which part of the windows is of them.
  private static let alteredCount = 2
  private static let alteredShare = 0.3

  let features: CharacterFeatures
  private let configuration: TokenizerConfiguration
  private let shape: TokenizerShape
  private let network: TokenizerNetwork
  private let readings: [Reading]
  /// For each reading those of the texts with other typography; none where no spaces are written.
  private let altered: [[Reading]]
  private let windowCounts: [Int]
  private let multiwords: MultiwordSplitter
  private let boundaries: BoundaryRules
  private let dev: AnnotatedText

  /// Counts the vocabularies and lays out the network.
  init(
    _ configuration: TokenizerConfiguration, train: AnnotatedText, dev: AnnotatedText
  ) throws(TrainingError) {
    var (units, labels) = train.labelledUnits()
    let words = KnownWords(units, labels: labels)
    let readsWords =
      switch configuration.wordKnowledge {
      case .automatic: words.isUnspaced
      case .always: true
      case .never: false
      }
    let alteredTexts = words.isUnspaced || readsWords ? [] : Self.alteredTexts(train)
    let characters = Self.characters(
      of: units.symbols, and: alteredTexts, minimumCount: configuration.minimumCharacterCount)
    var pieces: CharacterPieces?
    var texts = [(units.symbols, labels)]
    var alteredUnits = [alteredTexts.map { $0.labelledUnits() }]
    if !readsWords, configuration.pieceCount > 0 {
      pieces = try words.pieces(configuration, labels: labels)
      (units, labels) = train.labelledUnits(pieces)
      texts.append((units.symbols, labels))
      alteredUnits.append(alteredTexts.map { $0.labelledUnits(pieces) })
    }
    var shape = TokenizerShape()
    (shape.readsWords, shape.readsPieces) = (readsWords, pieces != nil)
    shape.spacesInTokens = train.hasSpacesInTokens
    features = CharacterFeatures(
      characters: characters,
      wordKnowledge: readsWords ? try words.vocabularies(configuration) : nil,
      longestWord: configuration.longestWord, pieces: pieces)
    network = TokenizerNetwork(configuration, shape, features: features)
    let features = features
    let readings = texts.map { symbols, labels in
      Reading(
        rows: features.rows(symbols[...], isHidden: words.isSingle),
        classIds: symbols.map { CharacterClass($0).rawValue }, gold: labels)
    }
    self.readings = readings
    altered = alteredUnits.map { texts in
      texts.map { units, labels in
        Reading(
          rows: features.rows(units.symbols[...]),
          classIds: units.symbols.map { CharacterClass($0).rawValue }, gold: labels)
      }
    }
    lengths = readings.flatMap { reading in
      let count = reading.gold.count
      let size = min(configuration.trainingWindow, count)
      return Array(
        repeating: size,
        count: max((count + size - 1) / size, Self.minimumWindowCount / readings.count))
    }
    windowCounts = readings.map { reading in
      let size = min(configuration.trainingWindow, reading.gold.count)
      return max(
        (reading.gold.count + size - 1) / size, Self.minimumWindowCount / readings.count)
    }
    self.configuration = configuration
    self.shape = shape
    multiwords = train.multiwordSplitter
    boundaries = train.boundaryRules(isUnspaced: words.isUnspaced)
    self.dev = dev
  }

  /// The text with other typography, the same for the same text.
  private static func alteredTexts(_ text: AnnotatedText) -> [AlteredText] {
    (0..<alteredCount).map { number in
      var random = Random(seed: 17, stream: UInt64(number))
      return AlteredText(text, random: &random)
    }
  }

  /// The characters that have vectors of their own, without the emoji, of which no text shows all.
  private static func characters(
    of symbols: [UInt32], and altered: [AlteredText], minimumCount: Int
  ) -> CharacterVocabulary {
    var counts: [UInt32: Int] = [:]
    for symbol in symbols { counts[symbol, default: 0] += 1 }
    for text in altered {
      for scalar in String(decoding: text.bytes, as: UTF8.self).unicodeScalars
      where scalar.value < 0x2600 {
        counts[scalar.value, default: 0] += 1
      }
    }
    return CharacterVocabulary(
      counts.filter { $0.value >= minimumCount }.keys.compactMap { Unicode.Scalar($0) })
  }

  /// The text as the network reads it: with pieces, and character by character, so that it knows
  /// how to read what has no piece.
  private struct Reading {
    let rows: [[Int32]]
    let classIds: [Int32]
    let gold: [Int32]
  }

  /// For each window the number of its characters.
  package let lengths: [Int]

  /// The network's parameters.
  package var layout: ParameterLayout { network.layout }

  /// One label a character.
  package func predictionCount(_ examples: [Int]) -> Int {
    examples.reduce(0) { $0 + lengths[$1] }
  }

  /// Nothing is kept from batch to batch.
  package func makeScratch() {}

  /// Adds the gradients of some windows.
  package func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Void,
    in pass: inout Pass
  ) -> Double {
    let windows = examples.map { example in
      var (number, reading) = (example, 0)
      while number >= windowCounts[reading] {
        number -= windowCounts[reading]
        reading += 1
      }
      var source = readings[reading]
      if !altered[reading].isEmpty, pass.random.uniform() < Self.alteredShare {
        source = altered[reading][pass.random.index(below: altered[reading].count)]
      }
      let count = source.gold.count
      let size = min(lengths[example], count)
      // Evenly over the text, and each time from another character on.
      let even = Int(Double(number) / Double(windowCounts[reading]) * Double(count))
      let start = min(even + pass.random.index(below: size), count - size)
      return (reading: source, range: start..<start + size)
    }
    let packing = SequencePacking(lengths: windows.map(\.range.count))
    func pack(_ values: (Reading) -> [Int32]) -> [Int32] {
      packing.pack(windows.map { Array(values($0.reading)[$0.range]) })
    }
    return network.learn(
      readings[0].rows.indices.map { feature in pack { $0.rows[feature] } },
      classIds: pack(\.classIds), labels: pack(\.gold), packing: packing, scale: scale, in: &pass)
  }

  /// A tokenizer with the given weights, and how well it cuts the dev text; sentences end as readily
  /// as suits that text.
  package func model(
    _ weights: ParameterBuffer
  ) -> (model: LearnedTokenizer, score: TokenizerScore) {
    var best = model(weights, sentenceBias: 0)
    for bias: Float in [-1, -0.5, 0.5, 1] {
      let other = model(weights, sentenceBias: bias)
      if other.score.selectionValue > best.score.selectionValue { best = other }
    }
    return best
  }

  private func model(
    _ weights: ParameterBuffer, sentenceBias: Float
  ) -> (model: LearnedTokenizer, score: TokenizerScore) {
    var shape = shape
    shape.sentenceBias = sentenceBias
    let tokenizer = LearnedTokenizer(
      configuration: configuration, shape: shape, features: features, multiwords: multiwords,
      boundaries: boundaries, network: TokenizerNetwork(configuration, shape, features: features),
      weights: PackedWeights(weights, forTraining: false))
    return (tokenizer, tokenizer.score(on: dev))
  }
}
