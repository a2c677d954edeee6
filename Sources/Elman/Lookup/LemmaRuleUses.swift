import ElmanText

/// With which forms the training corpus has the rules that replace the whole word.
///
/// What such a rule makes does not depend on the form, so it serves no form but those it was seen with.
package struct LemmaRuleUses: Sendable {
  /// Forms without case, each with a tab and the number of a rule behind it.
  let keys: Vocabulary

  /// - Parameter uses: forms in NFC without case, with the numbers of rules.
  package init(_ uses: [(form: [UInt8], rule: Int32)]) throws(VocabularyError) {
    let keys = Set(uses.map { Self.key($0.form, $0.rule) })
    self.keys = try Vocabulary(keys.sorted { $0.lexicographicallyPrecedes($1) })
  }

  init(keys: Vocabulary) { self.keys = keys }

  /// Whether a rule was seen with a form.
  ///
  /// - Parameters:
  ///   - form: in NFC without case.
  ///   - key: room for the key.
  func contains(_ form: [UInt8], rule: Int32, key: inout [UInt8]) -> Bool {
    key.removeAll(keepingCapacity: true)
    Self.append(form, rule, to: &key)
    return key.withUnsafeBufferPointer { keys.id(of: $0) } != Vocabulary.unknown
  }

  private static func key(_ form: [UInt8], _ rule: Int32) -> [UInt8] {
    var key: [UInt8] = []
    append(form, rule, to: &key)
    return key
  }

  private static func append(_ form: [UInt8], _ rule: Int32, to key: inout [UInt8]) {
    key.append(contentsOf: form)
    key.append(0x09)
    key.append(contentsOf: String(rule).utf8)
  }
}
