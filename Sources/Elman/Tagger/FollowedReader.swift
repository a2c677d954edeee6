import ElmanText

/// Looks forms up in ``FollowedForms`` as the training corpus would write them.
struct FollowedReader: Sendable {
  private let forms: FollowedForms
  private let variants: CharacterVariants?
  private let folding = TextNormalizer(foldsCase: true)

  /// - Returns: `nil` for a tagger that knows nothing of forms by what follows.
  init?(_ knowledge: TaggerKnowledge) {
    guard let forms = knowledge.followed else { return nil }
    self.forms = forms
    variants = knowledge.variants
  }

  /// Whether what follows may tell what a form is.
  func contains(_ form: UnsafeBufferPointer<UInt8>) -> Bool { forms.contains(read(form)) }

  /// What a word of a sentence is; `nil` if what follows does not tell.
  ///
  /// - Parameters:
  ///   - word: the word.
  ///   - partOfSpeech: its universal part of speech.
  ///   - next: the word that follows it.
  ///   - follower: the part of speech that the language has for that, if it is known.
  func labels(
    of word: Int, _ partOfSpeech: String, before next: Int, _ follower: String?,
    in sentence: Sentence
  ) -> (languagePartOfSpeech: Int32, rule: Int32)? {
    forms.labels(
      of: sentence.withBytes(of: word, read), partOfSpeech,
      before: sentence.withBytes(of: next, read), follower)
  }

  /// A form in NFC without case, in the characters that the corpus has.
  private func read(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var (plain, folded): ([UInt8], [UInt8]) = ([], [])
    if variants?.replace(form, into: &plain) != true { plain = Array(form) }
    plain.withUnsafeBufferPointer { folding.normalize($0, into: &folded) }
    return folded
  }
}
