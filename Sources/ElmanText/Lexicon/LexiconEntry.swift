/// A line of a lexicon: a form, its lemma, and what it is then.
package struct LexiconEntry: Sendable, Hashable {
  /// The form, UTF-8.
  package let form: [UInt8]
  /// Its lemma.
  package let lemma: [UInt8]
  /// Its universal part of speech.
  package let partOfSpeech: [UInt8]
  /// Its features, such as `Number=Plur`; `_` where nothing is said of them.
  package let features: [UInt8]

  /// An entry of its members.
  package init(
    form: some Sequence<UInt8>, lemma: some Sequence<UInt8>, partOfSpeech: some Sequence<UInt8>,
    features: some Sequence<UInt8> = "_".utf8
  ) {
    self.form = Array(form)
    self.lemma = Array(lemma)
    self.partOfSpeech = Array(partOfSpeech)
    self.features = Array(features)
  }
}
