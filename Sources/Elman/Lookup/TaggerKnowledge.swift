import ElmanText

/// What a tagger knows besides what its network learned; all of it may be missing.
package struct TaggerKnowledge: Sendable {
  /// Which labels of several columns stand together.
  package var combinations: TagCombinations?
  /// How addresses and their like are labelled.
  package var shapes: ShapeTags?
  /// With which forms rules that replace the whole word were seen. Lemmas are chosen with all that is known
  /// only if it is there.
  package var ruleUses: LemmaRuleUses?
  /// Forms that the next word tells of.
  package var followed: FollowedForms?
  /// Known forms.
  package var lexicon: Lexicon?
  /// Characters that stand for others.
  package var variants: CharacterVariants?

  /// What forms are looked up with.
  let folding = TextNormalizer(foldsCase: true)

  /// Nothing.
  package init() {}

  /// Reads a form in the characters that the training corpus has.
  ///
  /// - Parameters:
  ///   - form: the form, UTF-8.
  ///   - plain: its contents are replaced by the form in these characters.
  ///   - folded: by the same in NFC without case.
  func read(
    _ form: UnsafeBufferPointer<UInt8>, into plain: inout [UInt8], folded: inout [UInt8]
  ) {
    if variants?.replace(form, into: &plain) != true {
      plain.removeAll(keepingCapacity: true)
      plain.append(contentsOf: form)
    }
    plain.withUnsafeBufferPointer { folding.normalize($0, into: &folded) }
  }
}
