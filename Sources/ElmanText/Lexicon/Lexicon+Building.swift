extension Lexicon {
  /// A lexicon of entries.
  ///
  /// An entry whose part of speech the tagger does not know is of no use to it and left out.
  ///
  /// - Parameters:
  ///   - entries: the entries; those that stand there twice count once.
  ///   - labels: the rules that are labels of the column of lemmas, by their numbers.
  ///   - partsOfSpeech: the labels of the universal parts of speech.
  /// - Throws: a `VocabularyError` for more than the tables can hold.
  package init(
    _ entries: some Sequence<LexiconEntry>, labels: [LemmaRule], partsOfSpeech: LabelSet
  ) throws(VocabularyError) {
    let composing = TextNormalizer()
    let folding = TextNormalizer(foldsCase: true)
    var finder = RuleFinder(labels)
    var numbers: [Reading: Int] = [:]
    var features = OrderedTexts()
    var readingsOfForm: [[UInt8]: Set<Reading>] = [:]
    for entry in entries {
      guard
        let part = entry.partOfSpeech.withUnsafeBufferPointer({ partsOfSpeech.id(of: $0) })
      else { continue }
      let form = composing.normalized(entry.form)
      let key = folding.normalized(entry.form)
      guard !key.isEmpty, key.count <= Self.maximumCount,
        let rule = finder.rule(form: form, lemma: composing.normalized(entry.lemma))
      else { continue }
      let reading = Reading(
        rule: Int32(rule), partOfSpeech: Int32(part),
        features: Int32(features.number(of: entry.features)))
      guard readingsOfForm[key, default: []].count < Self.maximumCount else { continue }
      if readingsOfForm[key, default: []].insert(reading).inserted {
        numbers[reading, default: 0] += 1
      }
    }
    // What is frequent has a small number.
    let readings = numbers.sorted {
      $0.value != $1.value
        ? $0.value > $1.value
        : ($0.key.rule, $0.key.partOfSpeech, $0.key.features)
          < ($1.key.rule, $1.key.partOfSpeech, $1.key.features)
    }.map(\.key)
    for (number, reading) in readings.enumerated() { numbers[reading] = number }
    var writer = FormWriter()
    for (form, readings) in readingsOfForm.sorted(by: {
      $0.key.lexicographicallyPrecedes($1.key)
    }) {
      try writer.append(form, readings.compactMap { numbers[$0] }.sorted())
    }
    self.init(
      forms: try writer.finished(), heads: writer.heads, readings: readings, rules: finder.added,
      ruleTexts: try LabelSet(finder.added.map(\.description)),
      featureTexts: try LabelSet(features.texts.map { String(decoding: $0, as: UTF8.self) }),
      labelRules: labels)
  }

  /// Finds the rule that makes a lemma: a label if one does, else one that is added.
  private struct RuleFinder {
    private let labelCount: Int
    private var numbers: [LemmaRule: Int]
    private(set) var added: [LemmaRule] = []

    init(_ labels: [LemmaRule]) {
      labelCount = labels.count
      numbers = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    mutating func rule(form: [UInt8], lemma: [UInt8]) -> Int? {
      let candidates = LemmaRule.candidates(
        form: String(decoding: form, as: UTF8.self), lemma: String(decoding: lemma, as: UTF8.self))
      for (rule, _) in candidates where !rule.isWhole {
        if let number = numbers[rule] { return number }
      }
      guard let rule = (candidates.first { !$0.rule.isWhole } ?? candidates.first)?.rule else {
        return nil
      }
      if let number = numbers[rule] { return number }
      let number = labelCount + added.count
      numbers[rule] = number
      added.append(rule)
      return number
    }
  }

  /// Texts with numbers in the order in which they come.
  private struct OrderedTexts {
    private(set) var texts: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]

    mutating func number(of text: [UInt8]) -> Int {
      if let number = numbers[text] { return number }
      numbers[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }
  }

  /// Writes sorted forms in blocks.
  private struct FormWriter {
    private var bytes: [UInt8] = []
    private var offsets: [Int32] = [0]
    private var count = 0
    private var previous: [UInt8] = []
    private(set) var heads: [UInt32] = []

    mutating func append(_ form: [UInt8], _ readings: [Int]) throws(VocabularyError) {
      if count > 0, count % Lexicon.blockSize == 0 {
        try endBlock()
        previous = []
      }
      if previous.isEmpty { heads.append(Lexicon.head(of: form)) }
      let shared = zip(form, previous).prefix { $0 == $1 }.count
      bytes += [UInt8(shared), UInt8(form.count - shared)]
      bytes += form[shared...]
      bytes.append(UInt8(readings.count))
      for reading in readings {
        var rest = reading
        while rest >= 0x80 {
          bytes.append(UInt8(rest & 0x7F) | 0x80)
          rest >>= 7
        }
        bytes.append(UInt8(rest))
      }
      previous = form
      count += 1
    }

    private mutating func endBlock() throws(VocabularyError) {
      guard let offset = Int32(exactly: bytes.count) else { throw .tooLarge(bytes: bytes.count) }
      offsets.append(offset)
    }

    mutating func finished() throws(VocabularyError) -> VocabularyTables {
      if count > 0 { try endBlock() }
      return try VocabularyTables(bytes: bytes, offsets: offsets, from: offsets.count - 1)
    }
  }
}

extension TextNormalizer {
  /// The normalized form of a word in UTF-8.
  func normalized(_ word: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    word.withUnsafeBufferPointer { normalize($0, into: &output) }
    return output
  }
}
