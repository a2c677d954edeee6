import ElmanTensors
import ElmanText

extension ModelFile {
  /// What a tagger knows besides its network: `tags.combinations`, `tags.shapes`, `tags.followed`, `lemmas.uses`,
  /// `characters.variants` and the lexicon, each of which may be missing.
  func knowledge(of columns: [TaggerColumn]) throws(ModelError) -> TaggerKnowledge {
    var knowledge = TaggerKnowledge()
    let places = columns.tagPlaces
    knowledge.combinations = try combinations(places, of: columns)
    knowledge.shapes = try shapes(places, of: columns)
    if tensors.tensor(named: "lemmas.uses.bytes") != nil {
      knowledge.ruleUses = LemmaRuleUses(keys: try vocabulary("lemmas.uses"))
    }
    knowledge.variants = try variants()
    if let lemmas = columns.first(where: { $0.column == .lemma }) {
      knowledge.lexicon = try lexicon(
        labels: lemmas.labels,
        partOfSpeechCount: columns.first { $0.column == .upos }?.labels.count ?? 0)
      knowledge.followed = try followed(
        ruleCount: lemmas.labels.count,
        languagePartCount: columns.first { $0.column == .xpos }?.labels.count ?? 0)
    }
    return knowledge
  }

  private func combinations(
    _ places: [Int], of columns: [TaggerColumn]
  ) throws(ModelError) -> TagCombinations? {
    let name = "tags.combinations"
    guard tensors.tensor(named: name) != nil, !places.isEmpty else { return nil }
    let labels: UnsafeBufferPointer<Int32> = try values(name, shape: [nil, places.count])
    try check(labels, of: name, lowest: 0, places, columns)
    return TagCombinations(
      stride(from: 0, to: labels.count, by: places.count).map {
        Array(labels[$0..<$0 + places.count])
      }, columns: places)
  }

  private func shapes(
    _ places: [Int], of columns: [TaggerColumn]
  ) throws(ModelError) -> ShapeTags? {
    let name = "tags.shapes"
    guard tensors.tensor(named: name) != nil, !places.isEmpty else { return nil }
    let labels: UnsafeBufferPointer<Int32> = try values(
      name, shape: [TokenShape.allCases.count, places.count])
    try check(labels, of: name, lowest: -1, places, columns)
    return ShapeTags(Array(labels), columns: places)
  }

  /// Checks that numbers in a table with a column for each of some places are labels there.
  private func check(
    _ labels: UnsafeBufferPointer<Int32>, of name: String, lowest: Int32, _ places: [Int],
    _ columns: [TaggerColumn]
  ) throws(ModelError) {
    let counts = places.map { min(columns[$0].labels.count, TagCombinations.maximumLabels) }
    for (index, label) in labels.enumerated() {
      let count = counts[index % counts.count]
      guard label >= lowest, label < count else {
        throw .invalidConfiguration(
          path: tensors.path,
          reason: "\(name): expected numbers from \(lowest) to \(count - 1), found \(label)")
      }
    }
  }

  private func followed(
    ruleCount: Int, languagePartCount: Int
  ) throws(ModelError) -> FollowedForms? {
    let name = "tags.followed.labels"
    guard tensors.tensor(named: name) != nil else { return nil }
    let keys = try vocabulary("tags.followed")
    let labels: UnsafeBufferPointer<Int32> = try values(name, shape: [keys.count, 2])
    for (index, label) in labels.enumerated() {
      let count = index % 2 == 0 ? languagePartCount : ruleCount
      guard label >= -1, Int(label) < count else {
        throw .invalidConfiguration(
          path: tensors.path,
          reason: "\(name): expected numbers from -1 to \(count - 1), found \(label)")
      }
    }
    return FollowedForms(keys: keys, labels: Array(labels))
  }

  private func variants() throws(ModelError) -> CharacterVariants? {
    let name = "characters.variants"
    guard tensors.tensor(named: name) != nil else { return nil }
    let scalars: UnsafeBufferPointer<Int32> = try values(name, shape: [nil, 2])
    var pairs: [(variant: Unicode.Scalar, original: Unicode.Scalar)] = []
    for index in stride(from: 0, to: scalars.count, by: 2) {
      guard let variant = Unicode.Scalar(UInt32(bitPattern: scalars[index])),
        let original = Unicode.Scalar(UInt32(bitPattern: scalars[index + 1]))
      else {
        throw .invalidConfiguration(
          path: tensors.path,
          reason: "\(name): expected Unicode scalars, found \(scalars[index]) and"
            + " \(scalars[index + 1])")
      }
      pairs.append((variant, original))
    }
    return CharacterVariants(pairs)
  }
}

extension [TaggerColumn] {
  /// The columns that say what a word is, by their numbers: those that may be decided together.
  package var tagPlaces: [Int] {
    indices.filter { [.upos, .xpos, .feats].contains(self[$0].column) }
  }
}

extension SafetensorsWriter {
  /// Adds what a tagger knows.
  mutating func add(_ knowledge: TaggerKnowledge, slots: Bool) {
    if let combinations = knowledge.combinations {
      add(
        "tags.combinations", combinations.labels,
        shape: [combinations.count, combinations.columns.count])
    }
    if let shapes = knowledge.shapes {
      add(
        "tags.shapes", shapes.labels, shape: [TokenShape.allCases.count, shapes.columns.count])
    }
    if let followed = knowledge.followed {
      add("tags.followed", followed.keys, slots: slots)
      add("tags.followed.labels", followed.labels, shape: [followed.keys.count, 2])
    }
    if let uses = knowledge.ruleUses { add("lemmas.uses", uses.keys, slots: slots) }
    if let variants = knowledge.variants {
      let scalars = zip(variants.variants, variants.originals).flatMap {
        [Int32(bitPattern: $0.value), Int32(bitPattern: $1.value)]
      }
      add("characters.variants", scalars, shape: [scalars.count / 2, 2])
    }
    if let lexicon = knowledge.lexicon { add(lexicon) }
  }
}
