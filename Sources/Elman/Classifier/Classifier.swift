import ElmanNetworks
import ElmanTensors
import ElmanText

/// A trained classifier: texts in, a label for each out.
///
/// ```swift
/// let classifier = try Classifier(path: "model.safetensors")
/// let result = classifier.classify("A film to fall in love with.")
/// print(result.label, result.probability)
/// ```
///
/// A classifier never changes and may be shared by any number of threads. One text gives the same
/// probabilities, to the bit, whatever it is batched with.
public struct Classifier: Sendable {
  /// What the network looks like.
  public let configuration: ClassifierConfiguration
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// What training found out.
  package let shape: EncoderShape
  /// The words that have a vector.
  package let words: Vocabulary
  /// The characters that have a vector of their own.
  package let characters: CharacterVocabulary
  /// The affixes that have a vector of their own, if the network reads them.
  package let affixes: Affixes?
  /// The labels.
  package let labels: LabelSet
  /// The labels' names, in the order of ``Classification/probabilities``.
  public var labelNames: [String] { labels.labels }
  /// The layers.
  package let network: ClassifierNetwork
  /// The weights.
  package let weights: any Weights
  /// What scores are divided by before they become probabilities, so that these are as often right
  /// as they say.
  ///
  /// Reference: Guo, Pleiss, Sun and Weinberger, 2017, On Calibration of Modern Neural Networks.
  public let temperature: Float
  /// How good or bad the labels are, if they are labels of sentiment.
  package let sentiment: SentimentScale?

  /// Puts a classifier together.
  package init(
    configuration: ClassifierConfiguration, shape: EncoderShape = EncoderShape(),
    metadata: ModelMetadata = ModelMetadata(),
    words: Vocabulary, characters: CharacterVocabulary, affixes: Affixes? = nil, labels: LabelSet,
    network: ClassifierNetwork, weights: any Weights, temperature: Float = 1
  ) {
    self.configuration = configuration
    self.shape = shape
    self.metadata = metadata
    self.words = words
    self.characters = characters
    self.affixes = affixes
    self.labels = labels
    self.network = network
    self.weights = weights
    self.temperature = temperature
    sentiment = SentimentScale(labels: labels.labels)
  }

  /// The same classifier with another temperature.
  public func with(temperature: Float) -> Classifier {
    Classifier(
      configuration: configuration, shape: shape, metadata: metadata, words: words,
      characters: characters, affixes: affixes, labels: labels, network: network, weights: weights,
      temperature: temperature)
  }

  /// What turns texts into the ids that the network reads.
  package var indexer: TokenIndexer {
    TokenIndexer(
      words: words, characters: characters, readsCharacters: network.encoder.readsCharacters,
      affixes: affixes)
  }

  /// Classifies a text.
  public func classify(_ text: String) -> Classification {
    ClassifierSession(self).classify([document(text.utf8)])[0]
  }

  /// What the scores of the labels for a text say.
  ///
  /// - Parameters:
  ///   - scores: one for each label.
  ///   - tokenWeights: how much each token weighed, where it is known.
  public func classification(scores: [Float], tokenWeights: [Float]? = nil) -> Classification {
    var probabilities = scores.map { $0 / temperature }
    probabilities.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      MutableMatrixView(base: base, rows: 1, columns: buffer.count).applySoftmax()
    }
    return Classification(
      probabilities: probabilities, tokenWeights: tokenWeights, labels: labels,
      sentiment: sentiment?.score(probabilities))
  }

  /// A text as this classifier reads it.
  public func document(_ text: some Sequence<UInt8>) -> Document {
    Document(text: text, windowSize: configuration.windowSize)
  }
}

/// What a classifier says of a text.
public struct Classification: Sendable {
  /// For each label its probability.
  public let probabilities: [Float]
  /// For each token of the text how much it weighed, the sum being 1; `nil` unless asked for, and
  /// where the network's pooling weighs no tokens.
  public let tokenWeights: [Float]?
  /// The labels that the probabilities belong to.
  package let labels: LabelSet
  /// The sentiment from -1 to 1, if the labels are labels of sentiment.
  public let sentiment: Float?

  /// The numbers of the labels, the most probable first.
  public var ranking: [Int] {
    probabilities.indices.sorted {
      probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
    }
  }

  /// The first of ``ranking``, so many at most.
  package func best(_ count: Int) -> [Int] {
    // To order all labels takes longer than to tell them.
    guard count < Self.fewLabels else { return Array(ranking.prefix(count)) }
    var best: [Int] = []
    for index in probabilities.indices {
      let probability = probabilities[index]
      if best.count == count, probability <= probabilities[best[count - 1]] { continue }
      let place = best.firstIndex { probabilities[$0] < probability } ?? best.count
      best.insert(index, at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  private static let fewLabels = 8

  /// The most probable label.
  public var label: String { labels[best] }

  /// Its probability.
  public var probability: Float { probabilities[best] }

  /// The number of the most probable label.
  package var best: Int {
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] {
      best = index
    }
    return best
  }
}
