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
    /// Those of other rules that were seen there too, and that the context must decide between.
    package let others: [Int32]

    /// An entry of its members.
    package init(
      form: [UInt8], partOfSpeech: String, languagePartOfSpeech: String? = nil, rule: Int32,
      others: [Int32] = []
    ) {
      self.others = others
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
  /// For keys that had several rules all of them, each pair of key and rule once, in ascending order.
  let alternatives: [Alternative]

  /// One of several rules of a key.
  struct Alternative: Sendable, Hashable, Comparable {
    let key: Int32
    let rule: Int32

    static func < (left: Alternative, right: Alternative) -> Bool {
      (left.key, left.rule) < (right.key, right.rule)
    }
  }

  /// What was seen. Of two entries for the same, the last counts.
  ///
  /// - Throws: `VocabularyError` for more than the tables can hold.
  package init(_ seen: [Entry]) throws(VocabularyError) {
    var ruleOfKey: [[UInt8]: Int32] = [:]
    var othersOfKey: [[UInt8]: [Int32]] = [:]
    for entry in seen {
      var key: [UInt8] = []
      entry.form.withUnsafeBufferPointer {
        Self.set(&key, form: $0, entry.partOfSpeech, entry.languagePartOfSpeech)
      }
      ruleOfKey[key] = entry.rule
      othersOfKey[key] = entry.others
    }
    let sorted = ruleOfKey.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    keys = try Vocabulary(sorted.map(\.key))
    rules = [-1] + sorted.map(\.value)
    alternatives = sorted.enumerated().flatMap { index, pair in
      let others = othersOfKey[pair.key] ?? []
      return others.isEmpty
        ? []
        : Set(others + [pair.value]).sorted().map { Alternative(key: Int32(index + 1), rule: $0) }
    }
  }

  init(keys: Vocabulary, rules: [Int32], alternatives: [Alternative] = []) {
    precondition(keys.count == rules.count, "\(rules.count) rules for \(keys.count) keys")
    self.keys = keys
    self.rules = rules
    self.alternatives = alternatives
  }

  /// The number of the rule; `nil` for what was not seen.
  ///
  /// - Parameter key: room for the key.
  func rule(
    of form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: String, _ languagePartOfSpeech: String?,
    key: inout [UInt8]
  ) -> Int32? {
    self.key(of: form, partOfSpeech, languagePartOfSpeech, using: &key).map { rules[Int($0)] }
  }

  /// The number of the key of what was seen; `nil` for what was not.
  ///
  /// - Parameter key: room for the key.
  func key(
    of form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: String, _ languagePartOfSpeech: String?,
    using key: inout [UInt8]
  ) -> Int32? {
    if let languagePartOfSpeech {
      Self.set(&key, form: form, partOfSpeech, languagePartOfSpeech)
      if let number = number(of: key) { return number }
    }
    Self.set(&key, form: form, partOfSpeech, nil)
    return number(of: key)
  }

  /// All rules of a key that had several; none of one that had but one.
  func alternatives(ofKey key: Int32) -> ArraySlice<Alternative> {
    var (lower, upper) = (0, alternatives.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if alternatives[middle].key < key { lower = middle + 1 } else { upper = middle }
    }
    var end = lower
    while end < alternatives.count, alternatives[end].key == key { end += 1 }
    return alternatives[lower..<end]
  }

  private func number(of key: [UInt8]) -> Int32? {
    let id = key.withUnsafeBufferPointer { keys.id(of: $0) }
    return id == Vocabulary.unknown ? nil : id
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
