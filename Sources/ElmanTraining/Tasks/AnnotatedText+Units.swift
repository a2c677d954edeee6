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

  /// What is certain of where the text's tokens and sentences end.
  var boundaryRules: BoundaryRules {
    let source = AlteredText(self)
    return BoundaryRules(
      learningFrom: source.bytes, ends: source.ends.lazy.map { ($0.offset, $0.label) })
  }

  /// The text's units, and for each the number of its label in `TokenizerNetwork.labels`.
  ///
  /// A token's end inside a unit counts as the unit's end.
  func labelledUnits(
    _ pieces: CharacterPieces? = nil
  ) -> (units: CharacterUnits, labels: [Int32]) {
    AlteredText(self).labelledUnits(pieces)
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
