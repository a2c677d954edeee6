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

  /// Nothing.
  package init() {}
}
