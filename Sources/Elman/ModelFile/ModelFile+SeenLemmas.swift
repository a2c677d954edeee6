import ElmanTensors
import ElmanText

extension ModelFile {
  /// The lemmas that were seen in training: `lemmas.bytes`, `.offsets` and `.slots`, a vocabulary of
  /// forms with their parts of speech, and `lemmas.rules`; `nil` if there are none.
  ///
  /// - Parameter ruleCount: how many rules there are.
  func seenLemmas(ruleCount: Int) throws(ModelError) -> SeenLemmas? {
    guard tensors.tensor(named: "lemmas.rules") != nil else { return nil }
    let keys = try vocabulary("lemmas")
    let rules: UnsafeBufferPointer<Int32> = try values("lemmas.rules", shape: [keys.count])
    for (index, rule) in rules.enumerated() where index > 0 {
      guard rule >= 0, Int(rule) < ruleCount else {
        throw .invalidConfiguration(
          path: tensors.path,
          reason: "lemmas.rules: expected numbers from 0 to \(ruleCount - 1), found \(rule)")
      }
    }
    return SeenLemmas(keys: keys, rules: [-1] + rules.dropFirst())
  }
}

extension SafetensorsWriter {
  /// Adds the lemmas that were seen in training.
  mutating func add(_ name: String, _ seen: SeenLemmas, slots: Bool) {
    add("\(name).rules", seen.rules, shape: [seen.rules.count])
    add(name, seen.keys, slots: slots)
  }
}
