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
    return SeenLemmas(
      keys: keys, rules: [-1] + rules.dropFirst(),
      alternatives: try alternatives(keyCount: keys.count, ruleCount: ruleCount))
  }

  /// The rules of keys that had several, if there are any: `lemmas.alternatives`, pairs of key and rule in
  /// ascending order.
  private func alternatives(
    keyCount: Int, ruleCount: Int
  ) throws(ModelError) -> [SeenLemmas.Alternative] {
    let name = "lemmas.alternatives"
    guard tensors.tensor(named: name) != nil else { return [] }
    let numbers: UnsafeBufferPointer<Int32> = try values(name, shape: [nil, 2])
    var alternatives: [SeenLemmas.Alternative] = []
    for index in stride(from: 0, to: numbers.count, by: 2) {
      let next = SeenLemmas.Alternative(key: numbers[index], rule: numbers[index + 1])
      guard next.key > 0, next.key < keyCount, next.rule >= 0, next.rule < ruleCount,
        alternatives.last.map({ $0 < next }) ?? true
      else {
        throw .invalidConfiguration(
          path: tensors.path,
          reason:
            "\(name): expected keys below \(keyCount) and rules below \(ruleCount) in ascending"
            + " order, found \(next.key) and \(next.rule)")
      }
      alternatives.append(next)
    }
    return alternatives
  }
}

extension SafetensorsWriter {
  /// Adds the lemmas that were seen in training.
  mutating func add(_ name: String, _ seen: SeenLemmas, slots: Bool) {
    add("\(name).rules", seen.rules, shape: [seen.rules.count])
    add(name, seen.keys, slots: slots)
    guard !seen.alternatives.isEmpty else { return }
    add(
      "\(name).alternatives", seen.alternatives.flatMap { [$0.key, $0.rule] },
      shape: [seen.alternatives.count, 2])
  }
}
