import ElmanNetworks

/// What a tagger's network looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct TaggerConfiguration: Sendable, Hashable {
  /// The columns that are learned, at least one and each once; trees always come last.
  public var columns = [TagColumn.upos] {
    didSet { columns = columns.filter { $0 != .deps } + columns.filter { $0 == .deps } }
  }
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
  /// A rule that makes fewer lemmas of the training corpus is not learned.
  public var minimumLemmaRuleCount = 2
  /// The size of a character's embedding.
  public var characterSize = 32
  /// The units of each direction of the LSTM over characters; 0 for a network that reads no
  /// characters.
  public var characterHiddenSize = 64
  /// A character seen less often in training is unknown.
  public var minimumCharacterCount = 2
  /// The size of the vector that a word's affixes add up to; 0 for a network that reads no affixes.
  public var affixSize = 0
  /// An affix that fewer distinct words of the training corpus have is unknown.
  public var minimumAffixCount = 2
  /// Whether what labels are made of, such as each feature, has a score of its own in training, which all
  /// labels with it share.
  public var labelParts = false
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

  /// The bidirectional layers that trees alone have, above those that all columns share.
  public var treeLayers = 1
  /// The size of what the lowest of these layers reads of the states that all columns share; 0 for all of it.
  public var treeInputSize = 0
  /// The recurrent cell of these layers.
  public var treeCell = CellKind.lstm
  /// The units of each direction of such a layer.
  public var treeHiddenSize = 128
  /// The size of a word's projection as a head, and as a dependent, for the scores of arcs.
  public var arcSize = 128
  /// The same for the scores of relations.
  public var relationSize = 64
  /// The probability of zero for each element of such a projection, and between the layers of trees, in training.
  public var treeDropout: Float = 0.33

  /// The default configuration.
  public init() {}

  /// The first column; to set another makes that the only one.
  public package(set) var column: TagColumn {
    get { columns[0] }
    // What is read from a file without this setting is set to what it was.
    set { if newValue != column { columns = [newValue] } }
  }

  /// What turns the scores of a column into labels.
  public func head(of column: TagColumn) -> HeadKind {
    switch column {
    case .upos: head
    case .xpos: columns.count == 1 ? head : .softmax
    case .feats, .lemma, .deps: .softmax
    case .ner: .crf
    }
  }
}

extension TaggerConfiguration: ShapedConfiguration, ModelConfiguration {
  /// Which words have what vectors.
  package typealias Shape = EncoderShape

  /// The settings, and what training finds out.
  @SettingsBuilder<Configured<TaggerConfiguration>>
  package static var settings: [Setting<Configured<TaggerConfiguration>>] {
    // What taggers of one column had from the start keeps its form: `column` names it.
    Setting(
      "column", \.settings.column, "one column or a list of them; `--column`",
      writtenIf: { $0.settings.columns.count == 1 })
    Setting(
      "columns", \.settings.columns, domain: Setting<TagColumn>.names(of: TagColumn.self),
      "one column or a list of them; `--column`", writtenIf: { $0.settings.columns.count != 1 }
    ).checked { whole in
      let columns = whole.settings.columns
      return !columns.isEmpty && Set(columns).count == columns.count
        ? nil
        : "expected at least one column and each once, found"
          + " [\(columns.map(\.rawValue).joined(separator: ", "))]"
    }
    Setting(
      "columnWeights", \.settings.columnWeights, domain: "0 to 1000000",
      "how much a column's loss counts, as `{\"ner\": 2}`",
      writtenIf: { !$0.settings.columnWeights.isEmpty }
    ).checked { $0.settings.faultOfColumnWeights }
    Setting("cell", \.settings.cell, "the cell of the layers over words")
    Setting("layers", \.settings.layers, in: 1...16, "bidirectional layers over words")
    Setting("hiddenSize", \.settings.hiddenSize, in: 1...8192, "units of each direction of a layer")
    Setting(
      "lowestHiddenSize", \.settings.lowestHiddenSize, in: 0...8192,
      "those of the lowest layer, 0 if like the others; a language model sets it",
      writtenIf: { $0.settings.lowestHiddenSize > 0 })
    Setting(
      "head", \.settings.head,
      "what turns scores into parts of speech; features and lemmas always have a softmax, entities a CRF"
    )
    Setting("wordSize", \.settings.wordSize, in: 1...8192, "size of a word's vector")
    Setting(
      "minimumWordCount", \.settings.minimumWordCount, in: 1...1_000_000,
      "a word seen less often in training is unknown")
    Setting(
      "extraWords", \.settings.extraWords, in: 0...10_000_000,
      "more words that get vectors learned elsewhere (`--embeddings`)",
      writtenIf: { $0.settings.extraWords != TaggerConfiguration().extraWords })
    Setting<EncoderShape>.pretrainedSize().part(\.shape)
    Setting<EncoderShape>.learnedWordCount(
      "words with a vector of their own, 0 for all; training sets it"
    ).part(\.shape)
    Setting(
      "minimumLemmaRuleCount", \.settings.minimumLemmaRuleCount, in: 1...1_000_000,
      "a lemma rule that makes fewer lemmas is not learned",
      writtenIf: { $0.settings.columns.contains(.lemma) })
    Setting("characterSize", \.settings.characterSize, in: 1...8192, "size of a character's vector")
    Setting(
      "characterHiddenSize", \.settings.characterHiddenSize, in: 0...8192,
      "units of each direction of the LSTM over characters; 0 for none")
    Setting(
      "minimumCharacterCount", \.settings.minimumCharacterCount, in: 1...1_000_000,
      "a character seen less often in training is unknown")
    Setting(
      "affixSize", \.settings.affixSize, in: 0...8192,
      "size of the vector of a word's beginnings, ends and shape; 0 for none",
      writtenIf: { $0.settings.affixSize > 0 })
    Setting(
      "minimumAffixCount", \.settings.minimumAffixCount, in: 1...1_000_000,
      "an affix that fewer words of the training corpus have is unknown",
      writtenIf: { $0.settings.affixSize > 0 })
    Setting(
      "labelParts", \.settings.labelParts,
      "whether features, places of parts of speech and halves of lemma rules are learned each for itself too",
      writtenIf: { $0.settings.labelParts })
    Setting("inputDropout", \.settings.inputDropout, in: 0...0.99, "dropout of a token's vector")
    Setting("layerDropout", \.settings.layerDropout, in: 0...0.99, "dropout between layers")
    Setting(
      "outputDropout", \.settings.outputDropout, in: 0...0.99, "dropout of the last layer's output")
    Setting(
      "recurrentDropout", \.settings.recurrentDropout, in: 0...0.99,
      "dropout of a state on its way to the next step",
      writtenIf: { $0.settings.recurrentDropout > 0 })
    Setting(
      "variationalDropout", \.settings.variationalDropout,
      "whether all steps of a sentence share the choices of dropout",
      writtenIf: { $0.settings.variationalDropout })
    Setting(
      "wordDropout", \.settings.wordDropout, in: 0...0.99, "how often a word is taken for unknown")
    Setting(
      "treeLayers", \.settings.treeLayers, in: 0...16,
      "bidirectional layers of trees alone, above those of all columns", writtenIf: hasTrees)
    Setting(
      "treeInputSize", \.settings.treeInputSize, in: 0...8192,
      "size of what these read of the states of all columns, 0 for all of it",
      writtenIf: { hasTrees($0) && $0.settings.treeInputSize > 0 })
    Setting(
      "treeCell", \.settings.treeCell, "the cell of these layers",
      writtenIf: { hasTrees($0) && $0.settings.treeCell != .lstm })
    Setting(
      "treeHiddenSize", \.settings.treeHiddenSize, in: 1...8192,
      "units of each direction of such a layer", writtenIf: hasTrees)
    Setting(
      "arcSize", \.settings.arcSize, in: 1...8192,
      "size of a word's projections for the scores of arcs", writtenIf: hasTrees)
    Setting(
      "relationSize", \.settings.relationSize, in: 1...1024,
      "size of those for the scores of relations", writtenIf: hasTrees)
    Setting(
      "treeDropout", \.settings.treeDropout, in: 0...0.99,
      "dropout of these projections and between layers of trees", writtenIf: hasTrees)
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    self = try Configured(from: decoder).settings
  }

  /// Writes all settings, but for some that have their defaults.
  public func encode(to encoder: any Encoder) throws {
    try Configured(self).encode(to: encoder)
  }
}

extension TaggerConfiguration {
  private static func hasTrees(_ whole: Configured<TaggerConfiguration>) -> Bool {
    whole.settings.columns.contains(.deps)
  }

  /// What is wrong with the weights of columns, if anything is.
  private var faultOfColumnWeights: String? {
    for (column, weight) in columnWeights.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where !columns.contains(column) || !(0...1_000_000).contains(weight) {
      return "expected weights from 0 to 1000000 for columns that are learned, found"
        + " \(weight) for '\(column.rawValue)'"
    }
    return nil
  }
}
