/// How good a model is on the dev corpus, which decides which epoch was best.
///
/// A new task brings a score of its own, which is all that training and the command know of it.
package protocol DevScore: Sendable {
  /// What the best epoch is chosen by: the larger the better. Of classifiers, language models and tags it is
  /// the accuracy, of entities the F1, of a tokenizer a mean of F1 scores; of an error it would be the
  /// negative.
  var selectionValue: Double { get }
  /// The name of that, as a person reads it.
  var measure: String { get }
  /// What a model's metadata tells of it.
  var summary: [String: Double] { get }
  /// What a person is shown of it.
  var headline: [ScoreFigure] { get }
  /// What the model is no better at than one that learned nothing, such as one that always gives the most
  /// frequent label; and whether that is all that it does.
  var faults: (lines: [String], isAll: Bool) { get }
}

/// A figure of a score, as a person is shown it.
package struct ScoreFigure: Sendable, Hashable {
  /// What is measured, such as `dev accuracy`.
  package let name: String
  /// How much it is.
  package let value: Double
  /// Whether it is a share from 0 to 1, which is shown in per cent; else it is a number of its own unit.
  package let isShare: Bool

  /// A figure.
  package init(_ name: String, _ value: Double, isShare: Bool = true) {
    (self.name, self.value, self.isShare) = (name, value, isShare)
  }
}

extension DevScore {
  /// None.
  package var faults: (lines: [String], isAll: Bool) { ([], false) }

  /// The accuracy.
  package var measure: String { "accuracy" }

  /// What the best epoch is chosen by, which is taken for a share.
  package var headline: [ScoreFigure] { [ScoreFigure("dev \(measure)", selectionValue)] }
}
