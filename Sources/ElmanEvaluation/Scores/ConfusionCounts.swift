import ElmanBytes

/// How often each gold label met each predicted one. Labels are told apart by their bytes.
public struct ConfusionCounts: Sendable, Hashable {
  /// Predictions.
  public private(set) var total = 0
  /// Predictions that are right.
  public private(set) var correct = 0
  /// How often each gold label met each predicted one.
  private var confusions: [Confusion: Int] = [:]

  /// A gold label and what was predicted.
  private struct Confusion: Hashable {
    let gold, predicted: Spelling

    var isCorrect: Bool { gold == predicted }
  }

  /// No counts yet.
  public init() {}

  /// The share of predictions that are right.
  public var accuracy: Double { share(correct, of: total) }

  /// The mean F1 of the labels that are gold somewhere, each counting alike.
  public var macroF1: Double { labels.map(\.counts).macroF1 }

  /// The most frequent gold label and its share of all predictions; `nil` where nothing is counted.
  package var majority: (label: String, share: Double)? {
    labels.max { $0.counts.gold < $1.counts.gold }.map {
      ($0.label, share($0.counts.gold, of: total))
    }
  }

  /// That the most frequent gold label alone would be right as often, if it is so.
  package func faultAgainstMajority(_ name: String) -> String? {
    // Where all of gold is one label, what always says so may be right; what never does is not.
    guard let majority, majority.share < 1 || correct == 0, accuracy <= majority.share else {
      return nil
    }
    func percent(_ share: Double) -> String { "\((100 * share).decimals(2)) %" }
    return
      "\(name): \(percent(accuracy)) of dev are right, and \(percent(majority.share)) would be if all were"
      + " \(majority.label.quoted)"
  }

  /// Counts one prediction.
  public mutating func add(gold: String, predicted: String) {
    let confusion = Confusion(gold: Spelling(gold), predicted: Spelling(predicted))
    total += 1
    correct += confusion.isCorrect ? 1 : 0
    confusions[confusion, default: 0] += 1
  }

  /// How often each label is gold, predicted and both, of all that are gold or predicted somewhere, in the
  /// order of their bytes.
  public var labels: [(label: String, counts: MatchCounts)] {
    var labels: [Spelling: MatchCounts] = [:]
    for (confusion, count) in confusions {
      labels[confusion.gold, default: MatchCounts()].gold += count
      labels[confusion.predicted, default: MatchCounts()].predicted += count
      if confusion.isCorrect { labels[confusion.gold]?.correct += count }
    }
    return labels.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  /// The most frequent confusions, the most frequent first.
  public func errors(most limit: Int) -> [(gold: String, predicted: String, count: Int)] {
    confusions.filter { !$0.key.isCorrect }
      .sorted {
        ($1.value, $0.key.gold, $0.key.predicted) < ($0.value, $1.key.gold, $1.key.predicted)
      }
      .prefix(limit).map { ($0.key.gold.text, $0.key.predicted.text, $0.value) }
  }

  /// How often a gold label met a predicted one.
  public func count(gold: String, predicted: String) -> Int {
    confusions[Confusion(gold: Spelling(gold), predicted: Spelling(predicted))] ?? 0
  }
}
