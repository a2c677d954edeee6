import ElmanNetworks
import ElmanText

/// Where a tagger's columns stand that depend on each other.
struct ColumnPlaces: Sendable {
  let partOfSpeech: Int?
  let languagePartOfSpeech: Int?
  let features: Int?
  let lemma: Int?
  /// The parts of speech that any word may be, whatever the lexicon has.
  let openParts: [Int32]
  /// Those that any word may be that the lexicon has as a finite verb alone.
  let openPartsOfFinite: [Int32]
  /// Those that may stand between a form and the word that tells of it.
  let passedOver: [Int32]
  /// The columns that are decided together: parts of speech and features.
  var deciding: [Int] { [partOfSpeech, languagePartOfSpeech, features].compactMap { $0 } }
  /// For each relation of trees what it asks for: that of punctuation must cross no other.
  let relationKinds: [RelationKind]
  /// The relation of a part of a sentence that was too long to be read at once to the first part.
  let joiningRelation: Int32
  /// The rule that leaves a form as it is, if it is a label.
  let unchanged: Int32?

  init(_ tagger: Tagger) {
    let columns = tagger.columns
    func place(_ column: TagColumn) -> Int? { columns.firstIndex { $0.column == column } }
    partOfSpeech = place(.upos)
    languagePartOfSpeech = place(.xpos)
    features = place(.feats)
    let names = partOfSpeech.map { columns[$0].labels }
    func numbers(_ parts: [String]) -> [Int32] {
      parts.compactMap { names?.id(of: $0) }.map { Int32($0) }
    }
    openParts = numbers(["ADJ", "PROPN", "X"])
    openPartsOfFinite = numbers(["AUX", "PROPN", "X"])
    passedOver = numbers(FollowedForms.passedOver)
    let lemma = place(.lemma)
    self.lemma = lemma
    let relations = place(.deps).map { columns[$0].labels }
    let relationKinds: [RelationKind] =
      relations?.labels.map { name in
        let universal = name.utf8.prefix { $0 != UInt8(ascii: ":") }
        if universal.elementsEqual("root".utf8) { return .root }
        return universal.elementsEqual("punct".utf8) ? .uncrossed : .plain
      } ?? []
    self.relationKinds = relationKinds
    joiningRelation = Int32(
      relations?.id(of: "parataxis") ?? relations?.id(of: "dep")
        ?? relationKinds.firstIndex { $0 != .root } ?? 0)
    unchanged = lemma.flatMap { columns[$0].labels.id(of: LemmaRule.unchanged.description) }
      .map { Int32($0) }
  }
}
