import ElmanText

/// Which rule gives the lemma of a form with its part of speech, as the training corpus has it.
///
/// Where the part of speech of the language, such as that of a possessive pronoun, asks for another
/// rule than the universal one, it is told too.
package struct SeenLemmas: Sendable {
  /// What was seen of a form.
  package struct Entry: Sendable {
    /// The form.
    package let form: [UInt8]
    /// Its universal part of speech.
    package let partOfSpeech: String
    /// That of the language; `nil` for any.
    package let languagePartOfSpeech: String?
    /// The number of the rule.
    package let rule: Int32

    /// An entry of its members.
    package init(
      form: [UInt8], partOfSpeech: String, languagePartOfSpeech: String? = nil, rule: Int32
    ) {
      self.form = form
      self.partOfSpeech = partOfSpeech
      self.languagePartOfSpeech = languagePartOfSpeech
      self.rule = rule
    }
  }

  /// Forms with their parts of speech, a tab between them.
  let keys: Vocabulary
  /// For each key the number of its rule; the first stands for no key.
  let rules: [Int32]

  /// What was seen. Of two entries for the same, the last counts.
  ///
  /// - Throws: `VocabularyError` for more than the tables can hold.
  package init(_ seen: [Entry]) throws(VocabularyError) {
    var ruleOfKey: [[UInt8]: Int32] = [:]
    for entry in seen {
      var key: [UInt8] = []
      entry.form.withUnsafeBufferPointer {
        Self.set(&key, form: $0, entry.partOfSpeech, entry.languagePartOfSpeech)
      }
      ruleOfKey[key] = entry.rule
    }
    let sorted = ruleOfKey.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    keys = try Vocabulary(sorted.map(\.key))
    rules = [-1] + sorted.map(\.value)
  }

  init(keys: Vocabulary, rules: [Int32]) {
    precondition(keys.count == rules.count, "\(rules.count) rules for \(keys.count) keys")
    self.keys = keys
    self.rules = rules
  }

  /// The number of the rule; `nil` for what was not seen.
  ///
  /// - Parameter key: room for the key.
  func rule(
    of form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: String, _ languagePartOfSpeech: String?,
    key: inout [UInt8]
  ) -> Int32? {
    if let languagePartOfSpeech {
      Self.set(&key, form: form, partOfSpeech, languagePartOfSpeech)
      if let rule = rule(of: key) { return rule }
    }
    Self.set(&key, form: form, partOfSpeech, nil)
    return rule(of: key)
  }

  private func rule(of key: [UInt8]) -> Int32? {
    let id = key.withUnsafeBufferPointer { keys.id(of: $0) }
    return id == Vocabulary.unknown ? nil : rules[Int(id)]
  }

  private static func set(
    _ key: inout [UInt8], form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: String,
    _ languagePartOfSpeech: String?
  ) {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: form)
    key.append(0x09)
    key.append(contentsOf: partOfSpeech.utf8)
    guard let languagePartOfSpeech else { return }
    key.append(0x09)
    key.append(contentsOf: languagePartOfSpeech.utf8)
  }
}
