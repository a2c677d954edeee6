import ElmanText

/// A sentence with a label for each of its words, in each column that the tagger fills.
public struct TaggedSentence: Sendable {
  /// The sentence.
  public let sentence: Sentence
  /// The columns with their labels, in the tagger's order.
  package let columns: [TaggerColumn]
  /// The numbers of the labels, those of the first column first.
  private var ids: [Int32]
  /// Their probabilities, where asked for.
  private var labelProbabilities: [Float]?
  /// For each word the index of its head, -1 for the root; empty without trees.
  private var heads: [Int32]
  /// For the first word of each entity its probability, where asked for.
  private var spanProbabilities: [Int: Float]?
  /// The best labels of the words with their probabilities, where asked for.
  private var ranking: LabelRanking?
  /// For the first word of each entity its best types, where asked for.
  private var spanAlternatives: [Int: [Alternative]] = [:]

  /// A sentence all of whose labels are number 0.
  init(
    _ sentence: Sentence, columns: [TaggerColumn], probabilities: Bool,
    entityProbabilities: Bool = false, top: Int = 0
  ) {
    self.sentence = sentence
    self.columns = columns
    let count = columns.count * sentence.words.count
    ids = Array(repeating: 0, count: count)
    heads =
      columns.contains { $0.column == .deps }
      ? Array(repeating: Self.noHead, count: sentence.words.count) : []
    labelProbabilities = probabilities ? Array(repeating: 0, count: count) : nil
    spanProbabilities = entityProbabilities ? [:] : nil
    ranking = top > 0 ? LabelRanking(places: count, top: top) : nil
  }

  /// The labels of the first column.
  package var labels: LabelSet { columns[0].labels }

  /// For each word the number of its label in the first column.
  public var labelIds: [Int32] {
    columns.count == 1 ? ids : Array(ids.prefix(sentence.words.count))
  }

  /// For each word the probability of its label in the first column, where asked for.
  public var probabilities: [Float]? {
    columns.count == 1
      ? labelProbabilities : labelProbabilities.map { Array($0.prefix(sentence.words.count)) }
  }

  /// Whether there are probabilities.
  public var hasProbabilities: Bool { labelProbabilities != nil }

  /// Whether there are probabilities of entities.
  public var hasEntityProbabilities: Bool { spanProbabilities != nil }

  /// What stands in the first column at a word: the label, of lemmas the lemma.
  public func label(_ word: Int) -> String { label(word, at: 0) }

  /// What stands in a column at a word: the label, of lemmas the lemma; `nil` for a column that the
  /// tagger does not fill.
  public func label(_ word: Int, in column: TagColumn) -> String? {
    columns.firstIndex { $0.column == column }.map { label(word, at: $0) }
  }

  /// The lemma of a word, if the tagger gives lemmas.
  public func lemma(_ word: Int) -> String? { label(word, in: .lemma) }

  /// The number of a word's label in one of ``columns``; of lemmas that of the rule, which lies behind the labels
  /// where it is one of a lexicon's.
  public func labelId(_ word: Int, at index: Int) -> Int {
    precondition(sentence.words.indices.contains(word), "word \(word)")
    return Int(ids[index * sentence.words.count + word])
  }

  /// The probability of a word's label in one of ``columns``, where asked for. Of lemmas it is that
  /// of the rule.
  public func probability(_ word: Int, at index: Int) -> Float? {
    precondition(sentence.words.indices.contains(word), "word \(word)")
    return labelProbabilities?[index * sentence.words.count + word]
  }

  /// What stands at a word in one of ``columns``.
  public func label(_ word: Int, at index: Int) -> String {
    label(labelId(word, at: index), of: word, at: index)
  }

  private func label(_ id: Int, of word: Int, at index: Int) -> String {
    guard columns[index].column == .lemma else { return columns[index].labels[id] }
    var bytes: [UInt8] = []
    let rule = columns[index].rules[id]
    sentence.withBytes(of: word) { rule.append(to: &bytes, lemmaOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the lemma of a word, where ``columns`` has lemmas at `index`.
  public func appendLemma(_ word: Int, at index: Int, to bytes: inout [UInt8]) {
    let rule = columns[index].rules[labelId(word, at: index)]
    sentence.withBytes(of: word) { rule.append(to: &bytes, lemmaOf: $0) }
  }

  /// The words with their labels of the first column.
  public var words: [TaggedWord] {
    sentence.words.indices.map { index in
      TaggedWord(
        form: sentence.form(index), label: label(index), probability: probability(index, at: 0),
        position: sentence.position(index))
    }
  }

  /// Sets a word's label in one of ``columns``.
  mutating func set(_ word: Int, at index: Int, to id: Int32, probability: Float?) {
    let place = index * sentence.words.count + word
    ids[place] = id
    if let probability { labelProbabilities?[place] = probability }
  }

  /// How many of the best labels are told of each word.
  package var top: Int { ranking?.top ?? 0 }

  /// The best labels of a word in a column with their probabilities, the best first, where asked for. Of lemmas they are those
  /// that the best rules make.
  public func alternatives(_ word: Int, in column: TagColumn) -> [Alternative] {
    guard let index = columns.firstIndex(where: { $0.column == column }) else { return [] }
    return alternatives(word, at: index)
  }

  /// The same, in one of ``columns``.
  package func alternatives(_ word: Int, at index: Int) -> [Alternative] {
    precondition(sentence.words.indices.contains(word), "word \(word)")
    let best = ranking?.best(at: index * sentence.words.count + word) ?? []
    return best.map { entry in
      Alternative(
        label: label(Int(entry.label), of: word, at: index), probability: entry.probability)
    }
  }

  /// Sets the best labels of a word in one of ``columns``, by the probabilities of all.
  mutating func setRanking(
    _ word: Int, at index: Int, by probabilities: UnsafeBufferPointer<Float>
  ) {
    ranking?.set(index * sentence.words.count + word, by: probabilities)
  }

  /// Sets a word's label in one of ``columns``, which is certain.
  mutating func setCertain(_ word: Int, at index: Int, to id: Int32) {
    set(word, at: index, to: id, probability: 1)
    ranking?.set(index * sentence.words.count + word, only: id)
  }

  private static let noHead: Int32 = -1

  /// Whether the words stand in a tree, which a tagger that learned trees gives.
  public var hasTree: Bool { !heads.isEmpty }

  /// The word that a word depends on in the sentence's tree; `nil` for the root, and where there is no tree.
  ///
  /// - Parameter word: the index of the word.
  public func head(of word: Int) -> Int? {
    precondition(sentence.words.indices.contains(word), "word \(word)")
    guard !heads.isEmpty, heads[word] != Self.noHead else { return nil }
    return Int(heads[word])
  }

  /// Sets the head of a word; `nil` makes it the root.
  mutating func setHead(of word: Int, to head: Int?) {
    heads[word] = head.map { Int32($0) } ?? Self.noHead
  }

  /// The probability of the entity that begins at a word, where asked for.
  func entityProbability(from word: Int) -> Float? { spanProbabilities?[word] }

  /// The best types of the entity that begins at a word with their probabilities, where asked for.
  func entityAlternatives(from word: Int) -> [Alternative] { spanAlternatives[word] ?? [] }

  /// Sets the best types of the entity that begins at a word.
  mutating func setEntityAlternatives(_ alternatives: [Alternative], from word: Int) {
    spanAlternatives[word] = alternatives
  }

  /// Sets the probability of the entity that begins at a word.
  mutating func setEntityProbability(_ probability: Float, from word: Int) {
    spanProbabilities?[word] = probability
  }
}

/// A word with its label.
public struct TaggedWord: Sendable, Hashable {
  /// The word as it stands in the text.
  public let form: String
  /// Its label.
  public let label: String
  /// The probability of the label, where asked for.
  public let probability: Float?
  /// Where in the whole text it stands.
  public let position: Range<TextPosition>
}
