import ElmanCorpora
import ElmanText

/// A span of a text with its type, and where it stands there.
public struct Entity: Sendable, Hashable {
  /// What the entity is, such as `PER`.
  public var type: String

  /// The words of the sentence.
  public var words: Range<Int>

  /// The bytes within the text of the sentence, from the first word to the last.
  public var range: Range<Int>

  /// Where it begins and ends in the input, in bytes of UTF-8, UTF-16 code units and Unicode scalars.
  public var position: Range<TextPosition>

  /// How probable it is that an entity of the type stands exactly there, if that was asked for.
  public var probability: Float?

  /// The best types of an entity that stands exactly there with their probabilities, the best first, as many as were asked for.
  public var alternatives: [Alternative] = []

  /// ``position`` in Unicode scalars alone.
  public var scalars: Range<Int> { position.lowerBound.scalars..<position.upperBound.scalars }
}

extension Sentence {
  /// Places spans of words in the text.
  ///
  /// An entity begins and ends with words: one of *Obama* in *Obama's* has the place of *Obama*. A word that
  /// does not stand literally in its multiword token has the place of the whole token.
  ///
  /// - Parameters:
  ///   - spans: within the words, in order and apart from each other.
  ///   - probabilities: one a span, or none at all.
  /// - Complexity: O(n) in the bytes of the text.
  package func entities(_ spans: [LabelledSpan], probabilities: [Float] = []) -> [Entity] {
    precondition(
      probabilities.isEmpty || probabilities.count == spans.count,
      "\(probabilities.count) probabilities of \(spans.count) spans")
    if spans.isEmpty { return [] }
    let (ranges, positions) = (wordRanges, positions)
    return spans.enumerated().map { index, span in
      let (first, last) = (span.range.lowerBound, span.range.upperBound - 1)
      return Entity(
        type: span.type, words: span.range,
        range: ranges[first].lowerBound..<ranges[last].upperBound,
        position: positions[first].lowerBound..<positions[last].upperBound,
        probability: probabilities.isEmpty ? nil : probabilities[index])
    }
  }
}
