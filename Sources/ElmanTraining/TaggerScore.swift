import Elman
import ElmanText

/// How often a tagger is right.
public struct TaggerScore: DevScore, Hashable {
  /// All tokens.
  public private(set) var all = ConfusionCounts()
  /// Tokens whose word the model's vocabulary lacks.
  public private(set) var unknown = ConfusionCounts()

  /// The score of nothing yet.
  public init() {}

  /// The share of tokens whose label was found.
  public var accuracy: Double { all.accuracy }

  /// The accuracy of all tokens and of those with an unknown word.
  public var summary: [String: Double] {
    ["devAccuracy": all.accuracy, "devUnknownAccuracy": unknown.accuracy]
  }

  /// Counts one token.
  public mutating func add(gold: String, predicted: String, isUnknown: Bool) {
    all.add(gold: gold, predicted: predicted)
    if isUnknown { unknown.add(gold: gold, predicted: predicted) }
  }
}

extension Tagger {
  /// Tags a corpus's sentences, whose tokens are given, and compares the labels.
  public func score(on corpus: TaggedCorpus, batchSize: Int = TaggerSession.defaultBatchSize)
    -> TaggerScore
  {
    let session = TaggerSession(self, batchSize: batchSize)
    return score(of: session.tag(corpus.sentences), against: corpus.labels)
  }

  /// Compares the labels of tagged sentences with their gold labels.
  func score(of sentences: [TaggedSentence], against gold: [[String]]) -> TaggerScore {
    let indexer = TokenIndexer(words: words, characters: characters)
    var score = TaggerScore()
    for (sentence, gold) in zip(sentences, gold) {
      for (token, label) in gold.enumerated() {
        score.add(
          gold: label, predicted: sentence.label(token),
          isUnknown: sentence.sentence.withBytes(of: token) { indexer.isUnknown($0) })
      }
    }
    return score
  }
}
