/// The classes that the five degrees of a sentiment treebank become.
package enum SentimentClasses: String, Sendable, Hashable, CaseIterable {
  /// `negative` and `positive`; what is neutral is left out.
  case two

  /// `very negative`, `negative`, `neutral`, `positive` and `very positive`.
  case five

  /// The name of the class.
  ///
  /// - Parameter degree: 0 for the worst to 4 for the best.
  /// - Returns: the name, or `nil` for what is left out.
  package func label(ofDegree degree: Int) -> String? {
    precondition((0...4).contains(degree), "degree \(degree) is not in 0...4")
    switch self {
    case .two: return degree == 2 ? nil : degree < 2 ? "negative" : "positive"
    case .five:
      return ["very negative", "negative", "neutral", "positive", "very positive"][degree]
    }
  }
}
