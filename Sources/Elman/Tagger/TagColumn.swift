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
  /// The dependency tree: for each word its head and its relation to that, columns 7 and 8.
  case deps

  /// Whether others of the columns cannot be found without this one: parts of speech and features are decided together,
  /// and decide about lemmas.
  func isNeeded(for columns: [TagColumn]) -> Bool {
    switch self {
    case .upos, .xpos, .feats:
      columns.contains { [.upos, .xpos, .feats, .lemma].contains($0) }
    case .lemma, .ner, .deps: columns.contains(self)
    }
  }

  /// The column of a CoNLL-U file that the labels stand in, of trees that of relations; `nil` for what has none of
  /// its own.
  public var conllu: ConlluColumn? {
    switch self {
    case .upos: .upos
    case .xpos: .xpos
    case .feats: .feats
    case .lemma: .lemma
    case .ner: nil
    case .deps: .deprel
    }
  }
}
