import ElmanCorpora
import ElmanText

/// A span of a text with its type, and where it stands there.
public struct Entity: Sendable, Hashable {
  /// What the entity is, such as `PER`.
  public var type: String

  /// The tokens of the sentence.
  public var tokens: Range<Int>

  /// The bytes within the text of the sentence.
  public var range: Range<Int>

  /// Where it begins and ends in the input, in bytes of UTF-8 and in UTF-16 code units.
  public var position: Range<TextPosition>

  /// The same in Unicode scalars.
  public var scalars: Range<Int>

  /// How probable it is that an entity of the type stands exactly there, if that was asked for.
  public var probability: Float?
}

extension Sentence {
  /// Places spans of tokens in the text.
  ///
  /// Words of a multiword token have the place of the whole token.
  ///
  /// - Parameters:
  ///   - spans: within the tokens, in order and apart from each other.
  ///   - probabilities: one a span, or none at all.
  ///   - scalarStart: where the sentence begins, in Unicode scalars from the start of the input.
  /// - Complexity: O(n) in the bytes of the text.
  public func entities(
    _ spans: [LabelledSpan], probabilities: [Float] = [], scalarStart: Int = 0
  ) -> [Entity] {
    precondition(
      probabilities.isEmpty || probabilities.count == spans.count,
      "\(probabilities.count) probabilities of \(spans.count) spans")
    var place = Place(offset: 0, position: start, scalar: scalarStart)
    return spans.enumerated().map { index, span in
      let lower = tokens[span.range.lowerBound].range.lowerBound
      let upper = tokens[span.range.upperBound - 1].range.upperBound
      // Two spans within one multiword token have one place.
      if lower < place.offset { place = Place(offset: 0, position: start, scalar: scalarStart) }
      place.advance(to: lower, in: text)
      let first = place
      place.advance(to: upper, in: text)
      return Entity(
        type: span.type, tokens: span.range, range: lower..<upper,
        position: first.position..<place.position, scalars: first.scalar..<place.scalar,
        probability: probabilities.isEmpty ? nil : probabilities[index])
    }
  }

  private struct Place {
    var offset: Int
    var position: TextPosition
    var scalar: Int

    mutating func advance(to end: Int, in text: [UInt8]) {
      position = position.advanced(over: text[offset..<end])
      for byte in text[offset..<end] where byte & 0xC0 != 0x80 { scalar += 1 }
      offset = end
    }
  }
}
