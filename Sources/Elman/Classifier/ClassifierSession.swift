import ElmanNetworks
import ElmanTensors
import ElmanText

/// Classifies batch after batch with one classifier in one thread, and keeps its memory between
/// them.
public final class ClassifierSession {
  /// The most texts that go through the network together, unless a session is told otherwise.
  public static let defaultBatchSize = 64
  /// The most tokens that go through the network together. A text that is longer is read in parts of
  /// whole windows, and its scores are the mean of the parts' scores, each part counting by its
  /// tokens.
  public static let maximumBatchTokens = 4_096

  private let classifier: Classifier
  private let batchSize: Int
  private let indexer: TokenIndexer
  private var batches = LengthBatches()
  private var cache: WordCache
  private var pass: Pass

  /// A session of a classifier.
  ///
  /// - Parameters:
  ///   - classifier: what classifies.
  ///   - batchSize: the most texts of a batch.
  ///   - cacheBytes: how much memory may hold what is known of frequent words; 0 for none.
  ///     The results are the same.
  public init(
    _ classifier: Classifier, batchSize: Int = defaultBatchSize,
    cacheBytes: Int = TaggerSession.defaultCacheBytes
  ) {
    precondition(batchSize > 0 && cacheBytes >= 0)
    self.classifier = classifier
    self.batchSize = batchSize
    indexer = classifier.indexer
    cache = WordCache(classifier.network.encoder, indexer: indexer, bytes: cacheBytes)
    pass = Pass(inferenceWith: classifier.weights)
  }

  /// Classifies texts. Those of similar length go through the network together; the results stand in
  /// the order of the input.
  ///
  /// - Parameters:
  ///   - texts: what is to be classified.
  ///   - tokenWeights: whether to tell how much each token weighed.
  public func classify(_ texts: [Document], tokenWeights: Bool = false) -> [Classification] {
    scores(texts, tokenWeights: tokenWeights).map {
      classifier.classification(scores: $0.scores, tokenWeights: $0.tokenWeights)
    }
  }

  /// For each text the scores of the labels, before they become probabilities.
  package func scores(_ texts: [Document]) -> [[Float]] {
    scores(texts, tokenWeights: false).map(\.scores)
  }

  private typealias TextScores = (scores: [Float], tokenWeights: [Float]?)

  private func scores(_ texts: [Document], tokenWeights: Bool) -> [TextScores] {
    var parts: [Document] = []
    var partsOfText: [Range<Int>] = []
    for text in texts {
      let first = parts.count
      parts += text.parts(tokens: Self.maximumBatchTokens)
      partsOfText.append(first..<parts.count)
    }
    var results = [TextScores?](repeating: nil, count: parts.count)
    batches.set(
      lengths: parts.map(\.wordCount), batchSize: batchSize, tokenLimit: Self.maximumBatchTokens)
    for range in batches.batches {
      let batch = batches.order[range]
      for (part, result) in zip(batch, run(batch.map { parts[$0] }, tokenWeights)) {
        results[part] = result
      }
    }
    return partsOfText.map { range in
      joined(
        zip(parts[range], results[range]).compactMap { part, result in
          result.map { (part.wordCount, $0) }
        })
    }
  }

  private func run(_ texts: [Document], _ tokenWeights: Bool) -> [TextScores] {
    pass.begin()
    let (scores, weights, segments) = scores(texts)
    return segments.enumerated().map { index, segment in
      (Array(scores[row: index]), tokenWeights ? weights.map { Array($0[segment]) } : nil)
    }
  }

  private func scores(_ texts: [Document]) -> (MutableMatrixView, [Float]?, [Range<Int>]) {
    if let words = cache.rows(texts.flatMap(\.windows), in: &pass) {
      let layout = DocumentLayout(texts, packing: words.packing)
      let (scores, weights) = classifier.network.scores(words, layout, in: &pass)
      return (scores, weights, layout.segments)
    }
    let batch = DocumentBatch(texts, indexer: indexer)
    let (scores, weights) = classifier.network.scores(batch, in: &pass)
    return (scores, weights, batch.layout.segments)
  }

  /// The result of a text out of those of its parts.
  private func joined(_ parts: [(words: Int, result: TextScores)]) -> TextScores {
    if parts.count == 1 { return parts[0].result }
    let total = Float(parts.reduce(0) { $0 + $1.words })
    var scores = [Float](repeating: 0, count: classifier.labels.count)
    var weights: [Float]?
    for (words, result) in parts {
      let share = Float(words) / total
      for (index, score) in result.scores.enumerated() { scores[index] += share * score }
      if let partWeights = result.tokenWeights {
        weights = (weights ?? []) + partWeights.map { $0 * share }
      }
    }
    return (scores, weights)
  }
}
