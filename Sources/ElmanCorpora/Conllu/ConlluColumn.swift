/// The ten columns of CoNLL-U, in the order of the file.
public enum ConlluColumn: Int, Sendable, Hashable, CaseIterable {
  /// The number of the word, a range `3-4` or an empty node `8.1`.
  case id
  /// The word as it stands in the text.
  case form
  /// The dictionary form.
  case lemma
  /// The universal part of speech.
  case upos
  /// The part of speech of the language's own tag set.
  case xpos
  /// The morphological features.
  case feats
  /// The number of the word's head; 0 for the root.
  case head
  /// The relation to the head.
  case deprel
  /// The enhanced dependencies.
  case deps
  /// Everything else.
  case misc

  /// The columns that hold values: all but the ID. Kept, since `allCases` makes a new array each time.
  static let values = Array(allCases.dropFirst())

  /// The name of the column in the format's definition, such as `UPOS`.
  public var name: String {
    switch self {
    case .id: "ID"
    case .form: "FORM"
    case .lemma: "LEMMA"
    case .upos: "UPOS"
    case .xpos: "XPOS"
    case .feats: "FEATS"
    case .head: "HEAD"
    case .deprel: "DEPREL"
    case .deps: "DEPS"
    case .misc: "MISC"
    }
  }
}
