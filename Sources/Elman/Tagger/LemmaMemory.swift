/// Decisions about lemmas that were made before, by form, labels and best rule: frequent words are decided once.
///
/// The table has a bounded size, and a new entry takes the place of another with the same slot. What it gives is what
/// would be decided anew.
struct LemmaMemory {
  /// What a decision depends on.
  struct Key: Equatable {
    /// The number of the form.
    let form: Int
    /// The labels of other columns, and the best rule, packed.
    let labels: UInt64

    /// A key of packed labels.
    fileprivate init(form: Int, labels: UInt64) { (self.form, self.labels) = (form, labels) }

    /// `nil` where the labels are too many to be packed.
    @inline(__always)
    init?(form: Int, _ labels: WordLabels, best: Int32) {
      let parts = (labels.partOfSpeech ?? -1) + 1
      let languageParts = (labels.languagePartOfSpeech ?? -1) + 1
      let features = (labels.features ?? -1) + 1
      guard parts < 1 << 12, languageParts < 1 << 16, features < 1 << 18, best >= 0, best < 1 << 18
      else { return nil }
      self.form = form
      self.labels =
        UInt64(parts) << 52 | UInt64(languageParts) << 36 | UInt64(features) << 18 | UInt64(best)
    }
  }

  private struct Entry {
    var form = -1
    var labels: UInt64 = 0
    /// A rule, or below zero -1 less the number of a decision.
    var code: Int32 = 0
  }

  private static let largest = 1 << 15
  private var entries = [Entry](repeating: Entry(), count: 1 << 9)
  private var count = 0
  /// Decisions that are no rules. There are few of them, since they come from the tables of a model.
  private var decisions: [LemmaDecision] = []
  private var numbers: [LemmaDecision: Int32] = [:]

  @inline(__always)
  private func slot(of key: Key) -> Int {
    var hash = UInt64(bitPattern: Int64(key.form)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ key.labels) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: hash >> 32) & (entries.count - 1)
  }

  /// What was decided: a rule, or below zero the code of a decision; `nil` if nothing is remembered.
  @inline(__always)
  func code(for key: Key) -> Int32? {
    let slot = slot(of: key)
    return entries[slot].form == key.form && entries[slot].labels == key.labels
      ? entries[slot].code : nil
  }

  /// The decision with a code.
  func decision(_ code: Int32) -> LemmaDecision {
    code >= 0 ? .rule(code) : decisions[Int(-1 - code)]
  }

  /// Remembers what was decided.
  mutating func remember(_ decision: LemmaDecision, for key: Key) {
    count += 1
    if count > entries.count / 2, entries.count < Self.largest {
      let old = entries
      entries = [Entry](repeating: Entry(), count: 4 * old.count)
      for entry in old where entry.form >= 0 {
        entries[slot(of: Key(form: entry.form, labels: entry.labels))] = entry
      }
    }
    entries[slot(of: key)] = Entry(form: key.form, labels: key.labels, code: code(of: decision))
  }

  private mutating func code(of decision: LemmaDecision) -> Int32 {
    if case .rule(let rule) = decision { return rule }
    if let number = numbers[decision] { return -1 - number }
    let number = Int32(decisions.count)
    numbers[decision] = number
    decisions.append(decision)
    return -1 - number
  }
}
