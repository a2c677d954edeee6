import ElmanCorpora

/// What a tagger can learn of each word and write, most of them columns of a CoNLL-U file.
public enum TagColumn: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
  /// The universal part of speech, column 4.
  case upos
  /// The language's own part of speech, column 5.
  case xpos
  /// The morphological features, column 6, as one string.
  case feats
  /// The dictionary form, column 3.
  case lemma
  /// Named entities, a label a word, such as `B-PER`.
  case ner

  /// The column of a CoNLL-U file; `nil` for what has none of its own.
  public var conllu: ConlluColumn? {
    switch self {
    case .upos: .upos
    case .xpos: .xpos
    case .feats: .feats
    case .lemma: .lemma
    case .ner: nil
    }
  }
}
