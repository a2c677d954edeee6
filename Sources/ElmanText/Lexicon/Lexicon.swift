/// Known forms with their readings: which rule makes the lemma, as which part of speech.
///
/// A model holds it as flat tables, which are used where they lie and checked as far as they are
/// read, so that loading takes no time:
///
/// - `forms`: the forms without case, in the order of their bytes, in blocks of 16. A form is how
///   many bytes it shares with the one before in its block, how many follow, these bytes, how many
///   readings it has, and their numbers, in groups of seven bits, the low ones first;
/// - `blocks`: where each block begins, and where the last ends;
/// - `heads`: the first four bytes of the first form of each block, the first the highest, zeros behind a shorter
///   form: so a look-up reads forms of hardly more than one block;
/// - `readings`: for each number a rule, a part of speech, and features;
/// - `rules`: those that are no label of the column of lemmas; their numbers follow the labels'.
///
/// Reference: Witten, Moffat and Bell, 1999, Managing Gigabytes, section 4.1 (front coding).
package struct Lexicon: Sendable {
  /// One reading of a form.
  package struct Reading: Sendable, Hashable {
    /// The number of the rule that makes the lemma.
    package let rule: Int32
    /// The number of the universal part of speech among the tagger's labels.
    package let partOfSpeech: Int32
    /// The number of the features in ``Lexicon/features``.
    package let features: Int32
  }

  /// How many forms share a block, of which a look-up reads one.
  static let blockSize = 16
  /// The most bytes of a form, and the most readings of one.
  package static let maximumCount = 255

  /// All readings that forms have.
  package let readings: [Reading]
  /// The rules that are no labels.
  package let rules: [LemmaRule]
  /// What readings tell of features.
  package let features: [FeatureSet]

  let forms: VocabularyTables
  let heads: [UInt32]
  let ruleTexts: LabelSet
  let featureTexts: LabelSet
  /// For each reading whether the form is the lemma.
  private let isLemma: [Bool]
  /// For each of the features whether they are those of a finite verb.
  private let areFinite: [Bool]

  init(
    forms: VocabularyTables, heads: [UInt32], readings: [Reading], rules: [LemmaRule],
    ruleTexts: LabelSet, featureTexts: LabelSet, labelRules: [LemmaRule]
  ) {
    self.forms = forms
    self.heads = heads
    self.readings = readings
    self.rules = rules
    self.ruleTexts = ruleTexts
    self.featureTexts = featureTexts
    features = featureTexts.labels.map { FeatureSet($0.utf8) }
    let finite = FeatureSet("VerbForm=Fin".utf8)
    areFinite = features.map { $0.holds(finite) }
    isLemma = readings.map { reading in
      let number = Int(reading.rule)
      return number < labelRules.count
        ? labelRules[number].isCasing : rules[number - labelRules.count].isCasing
    }
  }

  /// Appends the numbers of a form's readings.
  ///
  /// - Parameters:
  ///   - form: the form in NFC, without case.
  ///   - numbers: what they are appended to.
  /// - Complexity: O(log n) in the number of forms.
  package func findReadings(
    of form: UnsafeBufferPointer<UInt8>, into numbers: inout [Int32]
  ) {
    guard let block = block(of: form) else { return }
    forms.withBytes(of: block) { bytes in
      var place = 0
      // How many bytes the form shares with the one that stands there.
      var common = 0
      while place + 2 <= bytes.count {
        let shared = Int(bytes[place])
        let count = Int(bytes[place + 1])
        place += 2
        guard place + count < bytes.count else { return }
        if shared < common { return }
        var isForm = false
        if shared == common {
          var length = 0
          while length < count, common + length < form.count,
            bytes[place + length] == form[common + length]
          {
            length += 1
          }
          common += length
          isForm = length == count && common == form.count
          if !isForm, length < count, common < form.count, bytes[place + length] > form[common] {
            return
          }
        }
        place += count
        let readingCount = Int(bytes[place])
        place += 1
        for _ in 0..<readingCount {
          guard let number = Self.number(in: bytes, at: &place) else { return }
          if isForm, number < readings.count { numbers.append(Int32(number)) }
        }
        if isForm { return }
      }
    }
  }

  /// Whether a word is a lemma of a part of speech.
  ///
  /// - Parameters:
  ///   - lemma: the word in NFC, without case.
  ///   - partOfSpeech: the number of its part of speech.
  ///   - numbers: room for the numbers of readings.
  package func isLemma(
    _ lemma: UnsafeBufferPointer<UInt8>, partOfSpeech: Int32, using numbers: inout [Int32]
  ) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    findReadings(of: lemma, into: &numbers)
    return numbers.contains { isLemma[Int($0)] && readings[Int($0)].partOfSpeech == partOfSpeech }
  }

  /// Whether a reading, by its number, is of a form that is not the lemma and has features.
  package func isInflected(_ number: Int32) -> Bool {
    !isLemma[Int(number)] && !features[Int(readings[Int(number)].features)].isEmpty
  }

  /// Whether a reading, by its number, is of a finite verb, which is no participle.
  package func isFinite(_ number: Int32) -> Bool {
    areFinite[Int(readings[Int(number)].features)]
  }

  /// The last block that does not begin behind the form.
  private func block(of form: UnsafeBufferPointer<UInt8>) -> Int? {
    let head = Self.head(of: form)
    // Those before begin with less, those from `upper` on with more; between them whole forms are compared.
    var lower = firstHead { $0 >= head }
    var upper = firstHead { $0 > head }
    while lower < upper {
      let middle = (lower + upper) / 2
      let isBehind = forms.withBytes(of: middle) { bytes in
        guard bytes.count > 2, Int(bytes[1]) + 2 <= bytes.count else { return true }
        let first = UnsafeBufferPointer(rebasing: bytes[2..<2 + Int(bytes[1])])
        let count = min(first.count, form.count)
        for index in 0..<count where first[index] != form[index] {
          return first[index] > form[index]
        }
        return first.count > form.count
      }
      if isBehind { upper = middle } else { lower = middle + 1 }
    }
    return lower > 0 ? lower - 1 : nil
  }

  /// The first head of which a condition holds, which then holds of all behind it; their number if there is none.
  @inline(__always)
  private func firstHead(where isBehind: (UInt32) -> Bool) -> Int {
    var (lower, count) = (0, heads.count)
    while count > 0 {
      let half = count / 2
      if isBehind(heads[lower + half]) {
        count = half
      } else {
        lower += half + 1
        count -= half + 1
      }
    }
    return lower
  }

  /// The first four bytes of a form, the first the highest, zeros behind a shorter one.
  static func head(of form: some Collection<UInt8>) -> UInt32 {
    var (head, count): (UInt32, UInt32) = (0, 0)
    for byte in form.prefix(4) {
      head = head << 8 | UInt32(byte)
      count += 1
    }
    return count < 4 ? head << (8 * (4 - count)) : head
  }

  private static func number(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int) -> Int? {
    var (number, shift) = (0, 0)
    while place < bytes.count, shift <= 28 {
      let byte = bytes[place]
      place += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
