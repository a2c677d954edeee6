import ElmanText

/// Which rule gives the lemma of a form with a part of speech, as the training corpus has it.
public struct SeenLemmas: Sendable {
  /// Forms with their parts of speech, a tab between them.
  let keys: Vocabulary
  /// For each key the number of its rule; the first stands for no key.
  let rules: [Int32]

  /// What was seen: a form, its part of speech, and the number of the rule.
  ///
  /// - Throws: `VocabularyError` for more than the tables can hold.
  public init(
    _ seen: [(form: [UInt8], partOfSpeech: String, rule: Int32)]
  ) throws(VocabularyError) {
    var ruleOfKey: [[UInt8]: Int32] = [:]
    for entry in seen { ruleOfKey[entry.form + [0x09] + entry.partOfSpeech.utf8] = entry.rule }
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
    of form: UnsafeBufferPointer<UInt8>, _ partOfSpeech: String, key: inout [UInt8]
  ) -> Int32? {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: form)
    key.append(0x09)
    key.append(contentsOf: partOfSpeech.utf8)
    let id = key.withUnsafeBufferPointer { keys.id(of: $0) }
    return id == Vocabulary.unknown ? nil : rules[Int(id)]
  }
}
