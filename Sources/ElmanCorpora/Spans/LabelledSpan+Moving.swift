import ElmanText

extension LabelledSpan {
  /// Moves spans to the same sentence in other tokens, as where two corpora label one text.
  ///
  /// The tokens of both, one after the other, must be the same letters. A span takes all tokens that it
  /// has letters of, but for one that the span before it took.
  ///
  /// - Parameters:
  ///   - spans: spans of the tokens of `source`, in order and apart from each other.
  ///   - source: the sentence that they belong to.
  ///   - target: the same sentence in other tokens.
  /// - Returns: the spans in the tokens of `target`, or `nil` where the letters differ.
  /// - Complexity: O(n) in the letters.
  package static func moved(
    _ spans: [LabelledSpan], from source: Sentence, to target: Sentence
  ) -> [LabelledSpan]? {
    let (letters, bounds) = joined(source)
    let (targetLetters, targetBounds) = joined(target)
    guard letters == targetLetters else { return nil }
    var result: [LabelledSpan] = []
    var next = 0
    for span in spans {
      let (lower, upper) = (bounds[span.range.lowerBound], bounds[span.range.upperBound])
      while next < target.words.count, targetBounds[next + 1] <= lower { next += 1 }
      let first = next
      while next < target.words.count, targetBounds[next] < upper { next += 1 }
      if next > first { result.append(LabelledSpan(range: first..<next, type: span.type)) }
    }
    return result
  }

  /// All tokens without what stands between them, and where each begins; one more for the end.
  private static func joined(_ sentence: Sentence) -> (letters: [UInt8], bounds: [Int]) {
    var letters: [UInt8] = []
    var bounds = [0]
    for index in sentence.words.indices {
      letters.append(contentsOf: sentence.bytes(index).lazy.filter { !isSpace($0) })
      bounds.append(letters.count)
    }
    return (letters, bounds)
  }
}
