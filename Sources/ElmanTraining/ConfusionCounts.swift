/// How often each gold label met each predicted one.
public struct ConfusionCounts: Sendable, Hashable {
  /// Predictions.
  public private(set) var total = 0
  /// Predictions that are right.
  public private(set) var correct = 0
  /// For each gold label and predicted label how often they met.
  public private(set) var confusions: [Confusion: Int] = [:]

  /// A gold label and what was predicted.
  public struct Confusion: Sendable, Hashable {
    /// The label that is right.
    public let gold: String
    /// The label that was predicted.
    public let predicted: String

    /// A gold label and a predicted one.
    public init(gold: String, predicted: String) {
      self.gold = gold
      self.predicted = predicted
    }
  }

  /// How well one label is found.
  public struct LabelScore: Sendable, Hashable {
    /// The label.
    public let label: String
    /// How many have it.
    public let gold: Int
    /// How many got it.
    public let predicted: Int
    /// How many have it and got it.
    public let correct: Int
    /// The share of those that got it which have it.
    public var precision: Double { predicted > 0 ? Double(correct) / Double(predicted) : 0 }
    /// The share of those that have it which got it.
    public var recall: Double { gold > 0 ? Double(correct) / Double(gold) : 0 }
    /// The harmonic mean of precision and recall.
    public var f1: Double {
      gold + predicted > 0 ? 2 * Double(correct) / Double(gold + predicted) : 0
    }
  }

  /// No counts yet.
  public init() {}

  /// The share of predictions that are right.
  public var accuracy: Double { total > 0 ? Double(correct) / Double(total) : 0 }

  /// The mean F1 of the labels that are gold somewhere, each counting alike.
  public var macroF1: Double {
    let scores = labels.filter { $0.gold > 0 }
    return scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
  }

  /// Counts one prediction.
  public mutating func add(gold: String, predicted: String) {
    total += 1
    correct += gold == predicted ? 1 : 0
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
