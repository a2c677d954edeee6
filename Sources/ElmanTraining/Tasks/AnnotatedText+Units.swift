import ElmanEvaluation
import ElmanText

/// What a tokenizer learns of a text.
extension AnnotatedText {
  /// How the text's multiword tokens are split.
  var multiwordSplitter: MultiwordSplitter {
    MultiwordSplitter(
      learningFrom: tokens.lazy.map { token in
        (
          surface: token.form,
          words: token.words.count > 1 ? self.words[token.words].map(\.form) : []
        )
      })
  }

  /// The text's units, and for each the number of its label in `TokenizerNetwork.labels`.
  ///
  /// A token's end inside a unit counts as the unit's end.
  func labelledUnits(
    _ pieces: CharacterPieces? = nil
  ) -> (units: CharacterUnits, labels: [Int32]) {
    var stream = CharacterStream(pieces: pieces)
    text.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    let units = stream.units
    var labels = [Int32](repeating: 0, count: units.count)
    var unit = 0
    for sentence in sentences {
      for (index, token) in zip(sentence, tokens[sentence]) {
        while units.ends[unit] < token.range.upperBound { unit += 1 }
        labels[unit] =
          1 + (index == sentence.upperBound - 1 ? 1 : 0) + (token.isMultiword ? 2 : 0)
      }
    }
    return (units, labels)
  }

  /// Whether more than a few tokens hold white space.
  var hasSpacesInTokens: Bool {
    let text = text
    let count = tokens.count { token in
      text[token.range].contains(0x20) || text[token.range].contains(0xA0)
    }
    return count > tokens.count / 1_000
  }
}
