import ElmanText

/// What a form is, told by the word that follows it: *'s* before *been* is a form of *have*.
///
/// A network that read such a form thousands of times as the one and a few times as the other leans to the first,
/// whatever follows. Here stands what the training corpus has without exception. Adverbs and particles between
/// the two do not count.
package struct FollowedForms: Sendable {
  /// What follows.
  package enum Follower: Sendable, Hashable {
    /// A word, in NFC without case.
    case word([UInt8])
    /// Any word that the language has as this part of speech.
    case languagePartOfSpeech(String)
  }

  /// What was seen of a form.
  package struct Entry: Sendable {
    /// The form, in NFC without case.
    let form: [UInt8]
    /// Its universal part of speech.
    let partOfSpeech: String
    /// What follows.
    let follower: Follower
    /// The number of its part of speech of the language; -1 for any.
    let languagePartOfSpeech: Int32
    /// The number of its lemma's rule.
    let rule: Int32

    /// An entry of its members.
    package init(
      form: [UInt8], partOfSpeech: String, follower: Follower, languagePartOfSpeech: Int32,
      rule: Int32
    ) {
      (self.form, self.partOfSpeech, self.follower) = (form, partOfSpeech, follower)
      (self.languagePartOfSpeech, self.rule) = (languagePartOfSpeech, rule)
    }
  }

  /// The parts of speech that may stand between a form and the word that tells of it.
  package static let passedOver = ["ADV", "PART"]

  /// Forms alone, and forms with their parts of speech and what follows, a tab between them.
  let keys: Vocabulary
  /// For each key the part of speech of the language and the lemma's rule; -1 for none, as a form alone has it.
  let labels: [Int32]
  /// The most bytes of a form, in whatever characters and case it is written.
  let longestForm: Int

  /// What was seen; each form with its part of speech and follower once.
  ///
  /// - Throws: `VocabularyError` for more than the tables can hold.
  package init(_ entries: [Entry]) throws(VocabularyError) {
    var labels: [[UInt8]: (Int32, Int32)] = [:]
    for entry in entries {
      labels[entry.form] = (-1, -1)
      var key: [UInt8] = []
      Self.set(&key, entry.form, entry.partOfSpeech, entry.follower)
      labels[key] = (entry.languagePartOfSpeech, entry.rule)
    }
    let sorted = labels.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    self.init(
      keys: try Vocabulary(sorted.map(\.key)),
      labels: [-1, -1] + sorted.flatMap { [$0.value.0, $0.value.1] })
  }

  init(keys: Vocabulary, labels: [Int32]) {
    precondition(labels.count == 2 * keys.count, "\(labels.count) labels for \(keys.count) keys")
    (self.keys, self.labels) = (keys, labels)
    let forms = (1..<keys.count).lazy.map {
      keys.withBytes(of: Int32($0)) { $0.prefix { $0 != 0x09 }.count }
    }
    // Nothing that is folded had more than three times the bytes.
    longestForm = 3 * (forms.max() ?? 0)
  }

  /// Whether what follows may tell what a form is.
  func contains(_ form: [UInt8]) -> Bool {
    form.withUnsafeBufferPointer { keys.id(of: $0) } != Vocabulary.unknown
  }

  /// What a form is; `nil` if what follows does not tell.
  ///
  /// - Parameters:
  ///   - form: in NFC without case.
  ///   - partOfSpeech: its universal part of speech.
  ///   - word: the word that follows, likewise.
  ///   - follower: the part of speech that the language has for it, if it is known.
  func labels(
    of form: [UInt8], _ partOfSpeech: String, before word: [UInt8], _ follower: String?
  ) -> (languagePartOfSpeech: Int32, rule: Int32)? {
    var key: [UInt8] = []
    let followers = [Follower.word(word)] + (follower.map { [.languagePartOfSpeech($0)] } ?? [])
    for follower in followers {
      Self.set(&key, form, partOfSpeech, follower)
      let id = Int(key.withUnsafeBufferPointer { keys.id(of: $0) })
      if id != Vocabulary.unknown { return (labels[2 * id], labels[2 * id + 1]) }
    }
    return nil
  }

  private static func set(
    _ key: inout [UInt8], _ form: [UInt8], _ partOfSpeech: String, _ follower: Follower
  ) {
    key.removeAll(keepingCapacity: true)
    key += form
    key.append(0x09)
    key += partOfSpeech.utf8
    key.append(0x09)
    switch follower {
    case .word(let word):
      key.append(UInt8(ascii: "="))
      key += word
    case .languagePartOfSpeech(let name):
      key.append(UInt8(ascii: ">"))
      key += name.utf8
    }
  }
}
