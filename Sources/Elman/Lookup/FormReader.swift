import ElmanText

/// What can be told of a form once, wherever it stands.
struct FormNotes: Sendable, Equatable {
  /// What it is by its characters alone.
  var shape: TokenShape?
  /// Whether the next word may tell what it is.
  var isFollowed = false
  /// The only part of speech that the lexicon has it as, by its number, in inflected forms alone.
  var onlyPartOfSpeech: Int32?
  /// Whether it is a finite verb in all of these.
  var isFinite = false

  /// Whether there is nothing to tell.
  var isEmpty: Bool { self == FormNotes() }
}

/// Reads forms as the training corpus would write them, and takes notes of them.
struct FormReader: Sendable {
  private let knowledge: TaggerKnowledge
  private let seen: SeenLemmas?

  /// - Parameters:
  ///   - knowledge: what a tagger knows besides its network.
  ///   - seen: the lemmas that were seen in training.
  /// - Returns: `nil` for a tagger that knows nothing of forms.
  init?(_ knowledge: TaggerKnowledge, seen: SeenLemmas?) {
    guard knowledge.shapes != nil || knowledge.followed != nil || knowledge.lexicon != nil else {
      return nil
    }
    (self.knowledge, self.seen) = (knowledge, seen)
  }

  /// What can be told of a form.
  func notes(of form: UnsafeBufferPointer<UInt8>) -> FormNotes {
    var notes = FormNotes()
    if knowledge.shapes != nil { notes.shape = TokenShape(form) }
    // Most forms are turned away here: one with a capital may be a name, whatever the lexicon has.
    let mayBeFollowed = knowledge.followed.map { form.count <= $0.longestForm } ?? false
    let mayBeInflected = knowledge.lexicon != nil && form.allSatisfy(\.isLowercaseOrBeyondASCII)
    guard mayBeFollowed || mayBeInflected else { return notes }
    let read = read(form)
    if mayBeFollowed { notes.isFollowed = knowledge.followed?.contains(read) ?? false }
    if mayBeInflected, form.elementsEqual(read) {
      addReadings(of: read, to: &notes)
    }
    return notes
  }

  /// A word's base is used as several parts of speech, as a *run* is; an inflected form tells more.
  private func addReadings(of form: [UInt8], to notes: inout FormNotes) {
    guard let lexicon = knowledge.lexicon else { return }
    var numbers: [Int32] = []
    form.withUnsafeBufferPointer { lexicon.findReadings(of: $0, into: &numbers) }
    guard let first = numbers.first else { return }
    let part = lexicon.readings[Int(first)].partOfSpeech
    let isOnly = numbers.allSatisfy {
      lexicon.readings[Int($0)].partOfSpeech == part && lexicon.isInflected($0)
    }
    guard isOnly else { return }
    notes.onlyPartOfSpeech = part
    notes.isFinite = numbers.allSatisfy(lexicon.isFinite)
  }

  /// Whether the training corpus has a form as a part of speech.
  func hasSeen(_ word: Int, _ partOfSpeech: String, in sentence: Sentence) -> Bool {
    var key: [UInt8] = []
    return sentence.withBytes(of: word, read).withUnsafeBufferPointer {
      seen?.key(of: $0, partOfSpeech, nil, using: &key) != nil
    }
  }

  /// What a word of a sentence is by the word that follows it; `nil` if that does not tell.
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
    knowledge.followed?.labels(
      of: sentence.withBytes(of: word, read), partOfSpeech,
      before: sentence.withBytes(of: next, read), follower)
  }

  /// A form in NFC without case, in the characters that the corpus has.
  private func read(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var (plain, folded): ([UInt8], [UInt8]) = ([], [])
    // Most forms hold no other characters, and no copy is needed of those.
    if form.allSatisfy({ $0 < 0x80 }) {
      knowledge.folding.normalize(form, into: &folded)
    } else {
      knowledge.read(form, into: &plain, folded: &folded)
    }
    return folded
  }
}

extension UInt8 {
  /// Whether it is a small letter of ASCII, or belongs to another character.
  fileprivate var isLowercaseOrBeyondASCII: Bool { self >= 0x80 || (0x61...0x7A).contains(self) }
}
