import Elman
import ElmanLibc
import ElmanNetworks
import ElmanTensors

/// How well a language model predicts the next word, and the word before, among all words that it
/// knows.
public struct LanguageModelScore: DevScore, Hashable, Sendable {
  /// The predictions made; unknown words are not predicted.
  public private(set) var total = 0
  /// Those where the most probable word stood there.
  public private(set) var correct = 0
  /// The sum of -log p(word), in nats.
  public private(set) var loss = 0.0

  /// The score of nothing yet.
  public init() {}

  /// The share of words predicted.
  public var accuracy: Double { share(correct, of: total) }
  /// exp of the mean loss.
  public var perplexity: Double { total == 0 ? 1 : exp(loss / Double(total)) }

  /// The accuracy.
  public var selectionValue: Double { accuracy }

  /// Accuracy and perplexity.
  public var summary: [String: Double] {
    ["devAccuracy": accuracy, "devPerplexity": perplexity]
  }

  fileprivate mutating func add(probability: Float, isCorrect: Bool) {
    total += 1
    if isCorrect { correct += 1 }
    loss -= log(Double(max(probability, .leastNormalMagnitude)))
  }
}

extension LanguageModel {
  /// The most words that are scored at once: there are scores for each word of the vocabulary.
  private static let windowSize = 512

  /// Predicts each word of a text from either side.
  public func score(on text: RawText) -> LanguageModelScore {
    let sentences = IndexedSentences(
      text.sentences,
      indexer: TokenIndexer(
        words: words, characters: characters, readsCharacters: network.encoder.readsCharacters))
    var batches = LengthBatches()
    batches.set(
      lengths: text.sentences.sentences.map(\.count), batchSize: Self.windowSize,
      tokenLimit: Self.windowSize)
    var pass = Pass(inferenceWith: singleWeights)
    var batch = IndexedSentences.Batch()
    var targets: [Int32] = []
    var score = LanguageModelScore()
    for range in batches.batches {
      pass.begin()
      batch.removeAll()
      for index in batches.order[range] { batch.append(index, of: sentences) }
      batch.pack()
      batch.tokens.neighbours(below: network.wordCount, into: &targets)
      let scores = network.scores(batch.tokens, in: &pass)
      // The unknown word is never predicted.
      let known = scores.columns(1..<scores.columns)
      known.applySoftmax()
      for (row, target) in targets.enumerated() where target > 0 {
        let probability = known[row, Int(target) - 1]
        score.add(
          probability: probability, isCorrect: known[row: row].allSatisfy { $0 <= probability })
      }
    }
    return score
  }
}
