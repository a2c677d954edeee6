/// A universal part of speech, as Universal Dependencies has them (UPOS).
///
/// Reference: de Marneffe, Manning, Nivre and Zeman, 2021, Universal Dependencies.
public enum PartOfSpeech: String, Sendable, Hashable, Codable, CaseIterable {
  /// A word that tells a property: *big*, *old*.
  case adjective = "ADJ"
  /// A preposition or postposition: *in*, *to*.
  case adposition = "ADP"
  /// A word that tells how, when or where: *very*, *well*, *there*.
  case adverb = "ADV"
  /// A word that goes with a verb: *has* in *has gone*, *will*, *is*.
  case auxiliary = "AUX"
  /// A word that joins equals: *and*, *or*.
  case coordinatingConjunction = "CCONJ"
  /// A word that tells which: *the*, *this*.
  case determiner = "DET"
  /// A call: *oh*, *hello*.
  case interjection = "INTJ"
  /// A person, place, thing or thought: *owl*, *barn*.
  case noun = "NOUN"
  /// A number: *3*, *three*.
  case numeral = "NUM"
  /// A small word that belongs to another: *not*, the *to* of *to go*.
  case particle = "PART"
  /// A word that stands for a noun: *she*, *who*.
  case pronoun = "PRON"
  /// A name: *Mira*, *Boston*.
  case properNoun = "PROPN"
  /// A mark between words.
  case punctuation = "PUNCT"
  /// A word that joins a clause to another: *that*, *if*.
  case subordinatingConjunction = "SCONJ"
  /// A sign that is no mark between words: *$*, *§*, a smiley.
  case symbol = "SYM"
  /// What is done or happens: *fly*, *slept*.
  case verb = "VERB"
  /// What is none of these.
  case other = "X"
}
