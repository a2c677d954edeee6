import ElmanBytes

/// What kinds of relations there are in trees of Universal Dependencies.
///
/// Reference: Zeman et al. (2018), "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal
/// Dependencies", where words of content are told from words of function by their relations.
enum Relations {
  /// The relation that all languages share: without what stands after a colon.
  static func universal<Relation: Collection<UInt8>>(_ relation: Relation) -> Relation.SubSequence {
    relation.prefix { $0 != UInt8(ascii: ":") }
  }

  /// The relations of words that carry content.
  static let content = set(
    """
    nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos nummod acl amod \
    conj fixed flat compound list parataxis orphan goeswith reparandum root dep
    """)

  /// The relations of words of function.
  static let function = set("aux cop mark det clf case cc")

  private static func set(_ names: String) -> Set<[UInt8]> {
    Set(names.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })
  }
}
