import ElmanBytes

/// How often each gold label met each predicted one. Labels are told apart by their bytes.
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

    /// Whether the prediction is right.
    public var isCorrect: Bool { gold.hasSameBytes(as: predicted) }

    fileprivate var key: [Spelling] { [Spelling(gold), Spelling(predicted)] }

    /// Whether both labels are the same, byte for byte.
    public static func == (left: Confusion, right: Confusion) -> Bool {
      left.gold.hasSameBytes(as: right.gold) && left.predicted.hasSameBytes(as: right.predicted)
    }

    /// Hashes the bytes of both labels.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(Spelling(gold))
      hasher.combine(Spelling(predicted))
    }
  }

  /// How well one label is found.
  public struct LabelScore: MatchCounts, Sendable, Hashable {
    /// The label.
    public let label: String
    /// How many have it.
    public let gold: Int
    /// How many got it.
    public let predicted: Int
    /// How many have it and got it.
    public let correct: Int
  }

  /// No counts yet.
  public init() {}

  /// The share of predictions that are right.
  public var accuracy: Double { share(correct, of: total) }

  /// The mean F1 of the labels that are gold somewhere, each counting alike.
  public var macroF1: Double {
    let scores = labels.filter { $0.gold > 0 }
    return scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
  }

  /// Counts one prediction.
  public mutating func add(gold: String, predicted: String) {
    let confusion = Confusion(gold: gold, predicted: predicted)
    total += 1
    correct += confusion.isCorrect ? 1 : 0
    confusions[confusion, default: 0] += 1
  }

  /// The scores of all labels that are gold or predicted somewhere, in the order of their bytes.
  public var labels: [LabelScore] {
    var gold: [Spelling: Int] = [:]
    var predicted: [Spelling: Int] = [:]
    for (confusion, count) in confusions {
      gold[Spelling(confusion.gold), default: 0] += count
      predicted[Spelling(confusion.predicted), default: 0] += count
    }
    return Set(gold.keys).union(predicted.keys).sorted().map { label in
      LabelScore(
        label: label.text, gold: gold[label] ?? 0, predicted: predicted[label] ?? 0,
        correct: confusions[Confusion(gold: label.text, predicted: label.text)] ?? 0)
    }
  }

  /// The most frequent confusions, the most frequent first.
  public func errors(most limit: Int) -> [(confusion: Confusion, count: Int)] {
    confusions.filter { !$0.key.isCorrect }
      .sorted {
        $0.value != $1.value
          ? $0.value > $1.value : $0.key.key.lexicographicallyPrecedes($1.key.key)
      }
      .prefix(limit).map { ($0.key, $0.value) }
  }
}
