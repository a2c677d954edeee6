import ElmanText

/// Places sentences one after the other.
struct TextAccumulator {
  private var position = TextPosition()

  /// Sets where the sentence starts, and moves past its text.
  mutating func place(_ sentence: Sentence) -> Sentence {
    var sentence = sentence
    sentence.start = position
    sentence.text.withUnsafeBufferPointer { position.advance(over: $0) }
    return sentence
  }

  /// Moves past what is in no sentence.
  mutating func skip(_ bytes: ArraySlice<UInt8>) { position = position.advanced(over: bytes) }
}
