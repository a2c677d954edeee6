/// How many of a kind are gold, how many were predicted, how many are both, and what follows from it.
///
/// Where nothing is predicted the precision is 0, where nothing is gold the recall, and where there is
/// neither the F1: so count `conlleval` and the script of the CoNLL 2018 shared task. All scores of
/// Elman are counted here, and so alike.
public protocol MatchCounts {
  /// Those in the gold annotation.
  var gold: Int { get }
  /// Those that were predicted.
  var predicted: Int { get }
  /// Those of both.
  var correct: Int { get }
}

extension MatchCounts {
  /// The share of the predicted ones that is right.
  public var precision: Double { share(correct, of: predicted) }
  /// The share of the gold ones that was found.
  public var recall: Double { share(correct, of: gold) }
  /// The harmonic mean of precision and recall.
  public var f1: Double { share(2 * correct, of: gold + predicted) }
}

/// A part of a whole; 0 where there is no whole.
func share(_ part: Int, of whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
