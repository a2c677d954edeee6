import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

extension LanguageIdentifier: TrainableModel, TaskModel {
  /// Of the labels of texts.
  public typealias Score = ClassifierScore
  /// What a user decides of the network.
  public typealias Configuration = IdentifierConfiguration
  /// What is learned from.
  public typealias Corpus = LabelledCorpus<[UInt8], String>

  /// Large batches of short pieces.
  public static var defaultTraining: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.batchSize = 256
    training.learningRate = 0.004
    training.epochs = 8
    training.patience = 10
    return training
  }

  /// Makes an identifier's training ready.
  ///
  /// - Throws: `TrainingError.tooFewLabels`, `vocabulary`.
  package static func job(
    _ configuration: IdentifierConfiguration, _ training: TrainingConfiguration,
    on train: LabelledCorpus<[UInt8], String>, dev: LabelledCorpus<[UInt8], String>,
    with resources: TrainingResources<LanguageIdentifier>
  ) throws(TrainingError) -> TrainingJob<LanguageIdentifier> {
    let task = try IdentificationTask(configuration, train: train, dev: dev)
    var events: [TrainingProgress<LanguageIdentifier, ClassifierScore>] = [
      .started(
        parameterCount: task.layout.count, words: 0, characters: 1, labels: task.languages.count)
    ]
    let unknown = dev.labels.filter { task.languages.id(of: $0) == nil }
    if !unknown.isEmpty {
      events.append(.unknownLabels(unknown.distinctSpellings, count: unknown.count))
    }
    return TrainingJob(task, events: events)
  }
}

/// Learning which language pieces of texts are in, from one word to all that a text has.
///
/// Each time a text comes up another piece of it is learned. Languages with few texts come up more often than these are.
package struct IdentificationTask: TrainingTask {
  let pieces: WordPieces
  let languages: LabelSet
  private let configuration: IdentifierConfiguration
  private let network: IdentifierNetwork
  private let languageOfScript: [Script: Int]
  private let texts: IdentificationTexts
  /// For each example the number of its text.
  private let examples: [Int]
  private let gold: [Int32]
  private let devTexts: [ArraySlice<UInt8>]
  private let devLabels: [String]

  /// Reads the texts, chooses pieces and lays out the network.
  init(
    _ configuration: IdentifierConfiguration, train: LabelledCorpus<[UInt8], String>,
    dev: LabelledCorpus<[UInt8], String>
  ) throws(TrainingError) {
    let names = train.labels.distinctSpellings.filter {
      !$0.hasSameBytes(as: LanguageIdentifier.undetermined)
    }
    guard names.count > 1 else { throw .tooFewLabels(path: train.path, found: names) }
    let languages: LabelSet
    do throws(VocabularyError) { languages = try LabelSet(names) } catch {
      throw .vocabulary(reason: "\(error)")
    }
    self.languages = languages
    texts = IdentificationTexts(
      train.examples, labels: train.labels.map { languages.id(of: $0) })
    do throws(VocabularyError) {
      pieces = WordPieces(
        try texts.pieces(configuration, labelCount: names.count),
        longest: configuration.longestPiece)
    } catch { throw .vocabulary(reason: "\(error)") }
    languageOfScript = texts.languageOfScript(labelCount: names.count)
    network = IdentifierNetwork(
      configuration, pieceCount: pieces.vocabulary.count, labelCount: names.count)
    gold = texts.labels.map { Int32($0) }
    examples = texts.balanced(labelCount: names.count)
    lengths = Array(repeating: Self.meanLength, count: examples.count)
    self.configuration = configuration
    let parts = Self.parts(dev)
    (devTexts, devLabels) = (parts.map(\.text), parts.map(\.label))
  }

  /// What an example is taken to have of words.
  private static let meanLength = 7

  package let lengths: [Int]

  /// The network's parameters.
  package var layout: ParameterLayout { network.layout }

  /// One label an example.
  package func predictionCount(_ examples: [Int]) -> Int { examples.count }

  /// Words and what they belong to.
  package struct Scratch {
    fileprivate var batch = WordPieces.Batch()
    fileprivate var textOfWord: [Int] = []
    fileprivate var labels: [Int32] = []
  }

  /// Nothing yet.
  package func makeScratch() -> Scratch { Scratch() }

  /// Adds the gradients of a piece of each text.
  package func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Scratch,
    in pass: inout Pass
  ) -> Double {
    scratch.batch.removeAll()
    scratch.textOfWord.removeAll(keepingCapacity: true)
    scratch.labels.removeAll(keepingCapacity: true)
    for (place, example) in examples.enumerated() {
      let text = self.examples[example]
      texts.forEachWord(of: Self.piece(of: texts.range(text), &pass.random)) { word in
        pieces.append(word, to: &scratch.batch)
        scratch.textOfWord.append(place)
      }
      scratch.labels.append(gold[text])
    }
    scratch.batch.pack()
    return network.learn(
      scratch.batch, textOfWord: scratch.textOfWord, labels: scratch.labels, scale: scale,
      in: &pass)
  }

  /// A piece of a text: one word, two, a few or many.
  private static func piece(of words: Range<Int>, _ random: inout Random) -> Range<Int> {
    let choice = random.uniform()
    let length =
      switch choice {
      case ..<0.3: 1
      case ..<0.5: 2
      case ..<0.75: 3 + random.index(below: 4)
      default: 7 + random.index(below: 24)
      }
    let count = min(length, words.count)
    let start = words.lowerBound + random.index(below: words.count - count + 1)
    return start..<start + count
  }

  /// Of each dev text the whole, and of its middle two words and one.
  private static func parts(
    _ dev: LabelledCorpus<[UInt8], String>
  ) -> [(text: ArraySlice<UInt8>, label: String)] {
    var reader = LanguageWords()
    var parts: [(ArraySlice<UInt8>, String)] = []
    for (text, label) in zip(dev.examples, dev.labels) {
      parts.append((text[...], label))
      text.withUnsafeBufferPointer { reader.read($0) }
      let middle = reader.count / 2
      for range in [middle..<middle + 2, middle..<middle + 1] where range.upperBound <= reader.count
      {
        let words = range.map { Array(reader.bytes[reader.range($0)]) }
        parts.append((Array(words.joined(separator: [0x20]))[...], label))
      }
    }
    return parts
  }

  /// An identifier with the temperature that fits the dev corpus, and how well it tells that.
  package func model(
    _ weights: ParameterBuffer
  ) -> (model: LanguageIdentifier, score: ClassifierScore) {
    func identifier(_ temperature: Float) -> LanguageIdentifier {
      do throws(VocabularyError) {
        return try LanguageIdentifier(
          configuration: configuration, pieces: pieces, languages: languages,
          languageOfScript: languageOfScript, network: network,
          weights: PackedWeights(weights, forTraining: false), temperature: temperature)
      } catch { preconditionFailure("labels that were a set are none: \(error)") }
    }
    let scores = IdentifierSession(identifier(1)).scores(devTexts)
    let known = zip(scores, devLabels).compactMap { scores, label in
      scores.flatMap { scores in languages.id(of: label).map { (scores, $0) } }
    }
    let fitted = identifier(
      Temperature.best(scores: known.map(\.0), labels: known.map(\.1)))
    let results = scores.map { fitted.classification(scores: $0) }
    return (fitted, ClassifierScore(of: results, against: devLabels))
  }
}
