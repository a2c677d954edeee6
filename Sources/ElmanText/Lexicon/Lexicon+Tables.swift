/// What is wrong with the tables of a lexicon, such as those of a damaged file.
package enum LexiconTableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The offsets of the blocks, or the texts of features or rules, are damaged.
  case texts(VocabularyError)
  /// There is another number of heads than of blocks.
  case wrongHeadCount(found: Int, blocks: Int)
  /// A text is no rule.
  case noRule(String)
  /// A reading has a number that is none of what is there.
  case outOfRange(reading: Int, found: Int, count: Int)

  /// The fault in one line.
  package var description: String {
    switch self {
    case .texts(let error): "\(error)"
    case .wrongHeadCount(let found, let blocks):
      "expected \(blocks) heads, one a block, found \(found)"
    case .noRule(let text): "expected a lemma rule such as 'lower 0 1 0 ', found '\(text)'"
    case .outOfRange(let reading, let found, let count):
      "reading \(reading): expected numbers below \(count), found \(found)"
    }
  }
}

extension Lexicon {
  /// A lexicon on tables that lie in memory.
  ///
  /// The forms are checked as they are read: whatever stands there, a look-up stays within them.
  ///
  /// - Parameters:
  ///   - forms: the bytes of the forms.
  ///   - blocks: where each block begins, and where the last ends.
  ///   - heads: the head of each block.
  ///   - owner: what the memory of these belongs to; it must not change.
  ///   - readings: for each reading the numbers of its rule, part of speech and features.
  ///   - rules: the rules that are no labels.
  ///   - features: the features.
  ///   - labels: the rules that are labels.
  ///   - partOfSpeechCount: how many parts of speech there are.
  package init(
    validating forms: UnsafeRawBufferPointer, blocks: UnsafeBufferPointer<Int32>,
    heads: UnsafeBufferPointer<UInt32>, owner: AnyObject, readings: UnsafeBufferPointer<Int32>,
    rules: LabelSet, features: LabelSet,
    labels: [LemmaRule], partOfSpeechCount: Int
  ) throws(LexiconTableError) {
    do throws(VocabularyError) {
      try VocabularyTables.validate(blocks, byteCount: forms.count)
    } catch { throw .texts(error) }
    guard heads.count == blocks.count - 1 else {
      throw .wrongHeadCount(found: heads.count, blocks: blocks.count - 1)
    }
    var added: [LemmaRule] = []
    for text in rules.labels {
      guard let rule = LemmaRule(text) else { throw .noRule(text) }
      added.append(rule)
    }
    let counts = [labels.count + added.count, partOfSpeechCount, features.count]
    var list: [Reading] = []
    for number in 0..<readings.count / 3 {
      for (part, count) in counts.enumerated() {
        let found = Int(readings[3 * number + part])
        guard found >= 0, found < count else {
          throw .outOfRange(reading: number, found: found, count: count)
        }
      }
      list.append(
        Reading(
          rule: readings[3 * number], partOfSpeech: readings[3 * number + 1],
          features: readings[3 * number + 2]))
    }
    self.init(
      forms: VocabularyTables(
        bytes: forms, offsets: blocks,
        slots: UnsafeBufferPointer(start: nil, count: 0), owner: owner),
      heads: Array(heads),
      readings: list, rules: added, ruleTexts: rules, featureTexts: features, labelRules: labels)
  }

  /// Calls `body` with the tables, for writing them.
  package func withTables<Result>(
    _ body: (
      _ forms: UnsafeBufferPointer<UInt8>, _ blocks: UnsafeBufferPointer<Int32>,
      _ heads: [UInt32], _ readings: [Int32], _ rules: LabelSet, _ features: LabelSet
    ) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(forms) {
      try body(
        forms.bytes, forms.offsets, heads,
        readings.flatMap { [$0.rule, $0.partOfSpeech, $0.features] }, ruleTexts, featureTexts)
    }
  }
}
