/// How good or bad the labels of a classifier of sentiment are, from -1 to 1.
///
/// A text's score is the mean of its labels' values, weighed by their probabilities.
package struct SentimentScale: Sendable, Hashable {
  /// For each label its value.
  package let values: [Float]

  /// The scale of some labels, or `nil` if they do not look like labels of sentiment: each must be a
  /// word for a sentiment, in any case, and both a good and a bad one must be there.
  package init?(labels: [String]) {
    var values: [Float] = []
    for label in labels {
      let name = label.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }
      guard let value = Self.words[String(name)] else { return nil }
      values.append(value)
    }
    guard values.contains(where: { $0 > 0 }), values.contains(where: { $0 < 0 }) else { return nil }
    // With no label stronger than "negative" and "positive", these are the ends of the scale.
    let strongest = values.reduce(0) { max($0, abs($1)) }
    self.values = values.map { $0 / strongest }
  }

  /// The score of a text, from -1 to 1.
  package func score(_ probabilities: [Float]) -> Float {
    zip(values, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// How likely a text is on the good side, given that it is not neutral.
  package func positiveShare(_ probabilities: [Float]) -> Float {
    var (negative, positive): (Float, Float) = (0, 0)
    for (value, probability) in zip(values, probabilities) {
      if value < 0 { negative += probability }
      if value > 0 { positive += probability }
    }
    return negative + positive > 0 ? positive / (negative + positive) : 0.5
  }

  private static let words: [String: Float] = [
    "very negative": -1, "negative": -0.5, "neg": -0.5, "neutral": 0, "neu": 0, "pos": 0.5,
    "positive": 0.5, "very positive": 1,
  ]
}
