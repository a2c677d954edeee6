/// How many of a kind are gold, how many were predicted, how many are both, and what follows from it.
///
/// Where nothing is predicted the precision is 0, where nothing is gold the recall, and where there is
/// neither the F1: so count `conlleval` and the script of the CoNLL 2018 shared task. All scores of
/// Elman are counted here, and so alike.
public struct MatchCounts: Sendable, Hashable {
  /// Those in the gold annotation.
  public var gold: Int
  /// Those that were predicted.
  public var predicted: Int
  /// Those of both, the true positives.
  public var correct: Int

  /// Counts, of nothing yet if nothing is said.
  public init(gold: Int = 0, predicted: Int = 0, correct: Int = 0) {
    (self.gold, self.predicted, self.correct) = (gold, predicted, correct)
  }

  /// Counts what is in two sets.
  public init<Element>(gold: Set<Element>, predicted: Set<Element>) {
    self.init(
      gold: gold.count, predicted: predicted.count, correct: gold.intersection(predicted).count)
  }

  /// The share of the predicted ones that is right.
  public var precision: Double { share(correct, of: predicted) }
  /// The share of the gold ones that was found.
  public var recall: Double { share(correct, of: gold) }
  /// The harmonic mean of precision and recall.
  public var f1: Double { share(2 * correct, of: gold + predicted) }

  /// The counts of both together.
  public static func + (one: MatchCounts, other: MatchCounts) -> MatchCounts {
    MatchCounts(
      gold: one.gold + other.gold, predicted: one.predicted + other.predicted,
      correct: one.correct + other.correct)
  }

  /// Adds counts.
  public static func += (counts: inout MatchCounts, more: MatchCounts) { counts = counts + more }
}

extension Sequence<MatchCounts> {
  /// The mean F1 of those kinds that are gold somewhere, each counting alike; 0 of none.
  public var macroF1: Double {
    let gold = filter { $0.gold > 0 }
    return gold.isEmpty ? 0 : gold.reduce(0) { $0 + $1.f1 } / Double(gold.count)
  }
}

/// A part of a whole; 0 where there is no whole.
func share(_ part: Int, of whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
