import ElmanNetworks

/// What a tagger's network looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct TaggerConfiguration: Sendable, Hashable {
  /// The columns that are learned, at least one and each once.
  public var columns = [TagColumn.upos]
  /// How much each column's loss counts; 1 if the column is not named.
  public var columnWeights: [TagColumn: Float] = [:]
  /// The recurrent cell of the layers over words.
  public var cell = CellKind.lstm
  /// The number of bidirectional layers over words.
  public var layers = 1
  /// The units of each direction of a layer.
  public var hiddenSize = 208
  /// The units of each direction of the lowest layer; 0 if it is like the others. A language model that
  /// training starts from sets it.
  public var lowestHiddenSize = 0
  /// What turns scores into labels, for parts of speech. Among several columns the language's own
  /// parts of speech, and always features and lemmas, have a softmax, since they have many labels.
  /// Entities always have a CRF, since their labels make whole spans.
  public var head = HeadKind.crf
  /// The size of a word's embedding.
  public var wordSize = 112
  /// A word seen less often in training is unknown.
  public var minimumWordCount = 2
  /// How many more words get vectors learned elsewhere, from the start of the file of vectors on.
  public var extraWords = 20_000
  /// The size of the vectors learned elsewhere that stand beside the words' own; 0 for none. The file
  /// of vectors sets it.
  public var pretrainedSize = 0
  /// How many of the vocabulary's first words have a vector of their own; 0 for all. Training with
  /// vectors learned elsewhere sets it.
  public var learnedWordCount = 0
  /// A rule that makes fewer lemmas of the training corpus is not learned.
  public var minimumLemmaRuleCount = 2
  /// The size of a character's embedding.
  public var characterSize = 32
  /// The units of each direction of the LSTM over characters; 0 for a network that reads no
  /// characters.
  public var characterHiddenSize = 64
  /// A character seen less often in training is unknown.
  public var minimumCharacterCount = 2
  /// The probability of zero for each element of a token's vector, in training.
  public var inputDropout: Float = 0.5
  /// The same between layers.
  public var layerDropout: Float = 0.3
  /// The same for each element of the last layer's output.
  public var outputDropout: Float = 0.5
  /// The same for each element of a hidden state on its way to the next step.
  public var recurrentDropout: Float = 0
  /// Whether all steps of a sequence share the choices of dropout.
  public var variationalDropout = false
  /// The probability that a token's word is taken for unknown, in training.
  public var wordDropout: Float = 0.2

  /// The default configuration.
  public init() {}

  /// The first column.
  public var column: TagColumn { columns[0] }

  /// What turns the scores of a column into labels.
  public func head(of column: TagColumn) -> HeadKind {
    switch column {
    case .upos: head
    case .xpos: columns.count == 1 ? head : .softmax
    case .feats, .lemma: .softmax
    case .ner: .crf
    }
  }
}

extension TaggerConfiguration: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case column, columns, columnWeights, cell, layers, hiddenSize, lowestHiddenSize, head, wordSize,
      minimumWordCount, extraWords, pretrainedSize, learnedWordCount,
      minimumLemmaRuleCount, characterSize, characterHiddenSize,
      minimumCharacterCount, inputDropout, layerDropout, outputDropout, recurrentDropout,
      variationalDropout, wordDropout
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try readColumns(settings)
    try settings.read(.cell, into: &cell)
    try settings.read(.layers, into: &layers, in: 1...16)
    try settings.read(.hiddenSize, into: &hiddenSize, in: 1...8192)
    try settings.read(.lowestHiddenSize, into: &lowestHiddenSize, in: 0...8192)
    try settings.read(.head, into: &head)
    try settings.read(.wordSize, into: &wordSize, in: 1...8192)
    try settings.read(.minimumWordCount, into: &minimumWordCount, in: 1...1_000_000)
    try settings.read(.extraWords, into: &extraWords, in: 0...10_000_000)
    try settings.read(.pretrainedSize, into: &pretrainedSize, in: 0...8192)
    try settings.read(.learnedWordCount, into: &learnedWordCount, in: 0...100_000_000)
    try settings.read(.minimumLemmaRuleCount, into: &minimumLemmaRuleCount, in: 1...1_000_000)
    try settings.read(.characterSize, into: &characterSize, in: 1...8192)
    try settings.read(.characterHiddenSize, into: &characterHiddenSize, in: 0...8192)
    try settings.read(.minimumCharacterCount, into: &minimumCharacterCount, in: 1...1_000_000)
    try settings.read(.inputDropout, into: &inputDropout, in: 0...0.99)
    try settings.read(.layerDropout, into: &layerDropout, in: 0...0.99)
    try settings.read(.outputDropout, into: &outputDropout, in: 0...0.99)
    try settings.read(.recurrentDropout, into: &recurrentDropout, in: 0...0.99)
    try settings.read(.variationalDropout, into: &variationalDropout)
    try settings.read(.wordDropout, into: &wordDropout, in: 0...0.99)
  }

  /// Reads `column` or `columns`, and their weights.
  private mutating func readColumns(_ settings: SettingsReader<CodingKeys>) throws {
    var column = column
    try settings.read(.column, into: &column)
    columns = [column]
    try settings.read(.columns, into: &columns)
    guard !columns.isEmpty, Set(columns).count == columns.count else {
      throw settings.error(
        .columns,
        "expected at least one column and each once, found"
          + " [\(columns.map(\.rawValue).joined(separator: ", "))]")
    }
    try settings.read(.columnWeights, into: &columnWeights)
    for (column, weight) in columnWeights.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard columns.contains(column), (0...1_000_000).contains(weight) else {
        throw settings.error(
          .columnWeights,
          "expected weights from 0 to 1000000 for columns that are learned, found"
            + " \(weight) for '\(column.rawValue)'")
      }
    }
  }

  /// Writes all settings. What taggers of one column had from the start keeps its form: `column`
  /// names it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if columns.count == 1 {
      try container.encode(column, forKey: .column)
    } else {
      try container.encode(columns, forKey: .columns)
    }
    if !columnWeights.isEmpty { try container.encode(columnWeights, forKey: .columnWeights) }
    try container.encode(cell, forKey: .cell)
    try container.encode(layers, forKey: .layers)
    try container.encode(hiddenSize, forKey: .hiddenSize)
    if lowestHiddenSize > 0 { try container.encode(lowestHiddenSize, forKey: .lowestHiddenSize) }
    try container.encode(head, forKey: .head)
    try container.encode(wordSize, forKey: .wordSize)
    try container.encode(minimumWordCount, forKey: .minimumWordCount)
    if extraWords != TaggerConfiguration().extraWords {
      try container.encode(extraWords, forKey: .extraWords)
    }
    if pretrainedSize > 0 { try container.encode(pretrainedSize, forKey: .pretrainedSize) }
    if learnedWordCount > 0 { try container.encode(learnedWordCount, forKey: .learnedWordCount) }
    if columns.contains(.lemma) {
      try container.encode(minimumLemmaRuleCount, forKey: .minimumLemmaRuleCount)
    }
    try container.encode(characterSize, forKey: .characterSize)
    try container.encode(characterHiddenSize, forKey: .characterHiddenSize)
    try container.encode(minimumCharacterCount, forKey: .minimumCharacterCount)
    try container.encode(inputDropout, forKey: .inputDropout)
    try container.encode(layerDropout, forKey: .layerDropout)
    try container.encode(outputDropout, forKey: .outputDropout)
    if recurrentDropout > 0 { try container.encode(recurrentDropout, forKey: .recurrentDropout) }
    if variationalDropout { try container.encode(true, forKey: .variationalDropout) }
    try container.encode(wordDropout, forKey: .wordDropout)
  }
}
