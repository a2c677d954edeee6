import ElmanTensors
import ElmanText

extension ModelFile {
  /// A lexicon: `lexicon.forms`, `.blocks`, `.heads`, `.readings`, and the texts `lexicon.rules` and `.features`; `nil` if
  /// there is none.
  ///
  /// - Parameters:
  ///   - labels: the labels of the column of lemmas.
  ///   - partOfSpeechCount: how many labels there are of universal parts of speech.
  func lexicon(labels: LabelSet, partOfSpeechCount: Int) throws(ModelError) -> Lexicon? {
    guard tensors.tensor(named: "lexicon.forms") != nil else { return nil }
    let forms: UnsafeBufferPointer<UInt8> = try values("lexicon.forms", shape: [nil])
    let blocks: UnsafeBufferPointer<Int32> = try values("lexicon.blocks", shape: [nil])
    let heads: UnsafeBufferPointer<UInt32> = try values("lexicon.heads", shape: [nil])
    let readings: UnsafeBufferPointer<Int32> = try values("lexicon.readings", shape: [nil, 3])
    let rules = try texts("lexicon.rules")
    let features = try texts("lexicon.features")
    do throws(LexiconTableError) {
      return try Lexicon(
        validating: UnsafeRawBufferPointer(forms), blocks: blocks, heads: heads,
        owner: tensors.owner, readings: readings, rules: rules, features: features,
        labels: labels.labels.map { LemmaRule($0) ?? .unchanged },
        partOfSpeechCount: partOfSpeechCount)
    } catch { throw .invalidConfiguration(path: tensors.path, reason: "lexicon: \(error)") }
  }
}

extension SafetensorsWriter {
  /// Adds a lexicon.
  mutating func add(_ lexicon: Lexicon) {
    lexicon.withTables { forms, blocks, heads, readings, rules, features in
      add("lexicon.readings", readings, shape: [readings.count / 3, 3])
      add("lexicon.blocks", Array(blocks), shape: [blocks.count])
      add("lexicon.heads", heads, shape: [heads.count])
      add("lexicon.forms", Array(forms), shape: [forms.count])
      add("lexicon.rules", rules)
      add("lexicon.features", features)
    }
  }
}
