import Elman
import ElmanText

/// How often a tagger is right, label by label.
public struct TaggerScore: Sendable, Hashable {
  /// Tokens with a gold label.
  public private(set) var tokens = 0
  /// Tokens whose label was found.
  public private(set) var correct = 0
  /// Tokens whose word the model's vocabulary lacks.
  public private(set) var unknownTokens = 0
  /// Of these, tokens whose label was found.
  public private(set) var unknownCorrect = 0
  /// For each gold label and predicted label the number of tokens.
  public private(set) var confusions: [Confusion: Int] = [:]

  /// A gold label and what the tagger said.
  public struct Confusion: Sendable, Hashable {
    /// The label that is right.
    public let gold: String
    /// The label that was predicted.
    public let predicted: String
  }

  /// How well one label is found.
  public struct LabelScore: Sendable, Hashable {
    /// The label.
    public let label: String
    /// Tokens that have it.
    public let gold: Int
    /// Tokens that got it.
    public let predicted: Int
    /// Tokens that have it and got it.
    public let correct: Int
    /// The share of the tokens that got it which have it.
    public var precision: Double { predicted > 0 ? Double(correct) / Double(predicted) : 0 }
    /// The share of the tokens that have it which got it.
    public var recall: Double { gold > 0 ? Double(correct) / Double(gold) : 0 }
    /// The harmonic mean of precision and recall.
    public var f1: Double {
      gold + predicted > 0 ? 2 * Double(correct) / Double(gold + predicted) : 0
    }
  }

  /// The score of nothing yet.
  public init() {}

  /// The share of tokens whose label was found.
  public var accuracy: Double { tokens > 0 ? Double(correct) / Double(tokens) : 0 }
  /// The same of tokens whose word the model's vocabulary lacks.
  public var unknownAccuracy: Double {
    unknownTokens > 0 ? Double(unknownCorrect) / Double(unknownTokens) : 0
  }

  /// Counts one token.
  public mutating func add(gold: String, predicted: String, isUnknown: Bool) {
    let isCorrect = gold == predicted
    tokens += 1
    correct += isCorrect ? 1 : 0
    unknownTokens += isUnknown ? 1 : 0
    unknownCorrect += isUnknown && isCorrect ? 1 : 0
    confusions[Confusion(gold: gold, predicted: predicted), default: 0] += 1
  }

  /// The scores of all labels that are gold or predicted somewhere, in alphabetical order.
  public var labels: [LabelScore] {
    var gold: [String: Int] = [:]
    var predicted: [String: Int] = [:]
    for (confusion, count) in confusions {
      gold[confusion.gold, default: 0] += count
      predicted[confusion.predicted, default: 0] += count
    }
    return Set(gold.keys).union(predicted.keys).sorted().map { label in
      LabelScore(
        label: label, gold: gold[label] ?? 0, predicted: predicted[label] ?? 0,
        correct: confusions[Confusion(gold: label, predicted: label)] ?? 0)
    }
  }

  /// The most frequent confusions, the most frequent first.
  public func errors(most limit: Int) -> [(confusion: Confusion, count: Int)] {
    confusions.filter { $0.key.gold != $0.key.predicted }
      .sorted {
        ($1.value, $0.key.gold, $0.key.predicted) < ($0.value, $1.key.gold, $1.key.predicted)
      }
      .prefix(limit).map { ($0.key, $0.value) }
  }
}

extension Tagger {
  /// Tags a corpus's sentences, whose tokens are given, and compares the labels.
  public func score(on corpus: TaggedCorpus, batchSize: Int = TaggerSession.defaultBatchSize)
    -> TaggerScore
  {
    let session = TaggerSession(self, batchSize: batchSize)
    let indexer = TokenIndexer(words: words, characters: characters)
    var score = TaggerScore()
    for (sentence, gold) in zip(session.tag(corpus.sentences), corpus.labels) {
      for (token, label) in gold.enumerated() {
        score.add(
          gold: label, predicted: sentence.label(token),
          isUnknown: sentence.sentence.withBytes(of: token) { indexer.isUnknown($0) })
      }
    }
    return score
  }
}
