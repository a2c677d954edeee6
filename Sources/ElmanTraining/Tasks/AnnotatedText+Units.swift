import Elman
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
  ///
  /// - Parameter isUnspaced: whether no spaces are written: words are told apart by the network alone there, and
  ///   nothing is certain.
  func boundaryRules(isUnspaced: Bool) -> BoundaryRules {
    if isUnspaced { return BoundaryRules() }
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

extension LearnedTokenizer {
  /// The same tokenizer with what a text tells for certain, in place of what was told before: how multiword tokens are
  /// split, and where tokens and sentences end. The network stays as it is.
  ///
  /// - Parameter text: what the tokenizer learned from.
  package func extended(with text: AnnotatedText) -> LearnedTokenizer {
    let (units, labels) = text.labelledUnits()
    let isUnspaced = KnownWords(units, labels: labels).isUnspaced
    return LearnedTokenizer(
      configuration: configuration, shape: shape, metadata: metadata, features: features,
      multiwords: text.multiwordSplitter,
      boundaries: text.boundaryRules(isUnspaced: isUnspaced), network: network, weights: weights)
  }
}
