import ElmanBytes
import ElmanNetworks

/// What a classifier's network looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct ClassifierConfiguration: Sendable, Hashable {
  /// The recurrent cell of the layers over words.
  public var cell = CellKind.lstm
  /// The number of bidirectional layers over words.
  public var layers = 1
  /// The units of each direction of a layer.
  public var hiddenSize = 128
  /// What makes one vector of a text's hidden states.
  public var pooling = PoolingKind.attention
  /// The size of the space in which attention compares hidden states with its query.
  public var attentionSize = 64
  /// The most tokens that the recurrent layers read in one go; a longer text is read in windows, and
  /// pooled as a whole.
  public var windowSize = 256
  /// The size of a word's embedding. Vectors learned elsewhere bring their own.
  public var wordSize = 64
  /// A word seen less often in training is unknown, unless it has a vector learned elsewhere.
  public var minimumWordCount = 2
  /// How many more words get vectors learned elsewhere, from the start of the file of vectors on.
  public var extraWords = 20_000
  /// Whether vectors learned elsewhere stay as they are.
  public var freezesWords = false
  /// The size of a character's embedding.
  public var characterSize = 32
  /// The units of each direction of the LSTM over characters; 0 for a network that reads no
  /// characters.
  public var characterHiddenSize = 0
  /// A character seen less often in training is unknown.
  public var minimumCharacterCount = 2
  /// The size of the vector that a word's affixes add up to; 0 for a network that reads no affixes.
  public var affixSize = 0
  /// An affix that fewer distinct words of the training corpus have is unknown.
  public var minimumAffixCount = 2
  /// The probability of zero for each element of a token's vector, in training.
  public var inputDropout: Float = 0.3
  /// The same between layers.
  public var layerDropout: Float = 0.3
  /// The same for each element of a text's vector.
  public var outputDropout: Float = 0.5
  /// The probability that a token's word is taken for unknown, in training.
  public var wordDropout: Float = 0.05
  /// The share of the probability that is to go to all labels alike, in training.
  public var labelSmoothing: Float = 0
  /// How much a text counts in training by its label, byte for byte; 1 if its label is not named.
  public var labelWeights: [String: Float] = [:]

  /// The default configuration.
  public init() {}

  /// The weights of labels, which are told apart by their bytes.
  package var weightsByLabel: [Spelling: Float] {
    Dictionary(labelWeights.map { (Spelling($0), $1) }) { first, _ in first }
  }
}

extension ClassifierConfiguration: ShapedConfiguration, ModelConfiguration {
  /// Which words have what vectors.
  package typealias Shape = EncoderShape

  /// The settings, and what training finds out.
  @SettingsBuilder<Configured<ClassifierConfiguration>>
  package static var settings: [Setting<Configured<ClassifierConfiguration>>] {
    Setting("cell", \.settings.cell, "the cell of the layers over words")
    Setting("layers", \.settings.layers, in: 1...16, "bidirectional layers over words")
    Setting("hiddenSize", \.settings.hiddenSize, in: 1...8192, "units of each direction of a layer")
    Setting("pooling", \.settings.pooling, "what makes one vector of a text's states")
    Setting(
      "attentionSize", \.settings.attentionSize, in: 1...8192,
      "size of the space in which attention compares states")
    Setting(
      "windowSize", \.settings.windowSize, in: 1...4096,
      "tokens that the layers read in one go; a longer text is read in windows, and pooled as a whole"
    )
    Setting(
      "wordSize", \.settings.wordSize, in: 1...8192,
      "size of a word's vector; vectors learned elsewhere bring their own")
    Setting(
      "minimumWordCount", \.settings.minimumWordCount, in: 1...1_000_000,
      "a word seen less often is unknown, unless it has a vector learned elsewhere")
    Setting(
      "extraWords", \.settings.extraWords, in: 0...10_000_000,
      "more words that get vectors learned elsewhere")
    Setting<EncoderShape>.pretrainedSize().part(\.shape)
    Setting<EncoderShape>.learnedWordCount(
      "words with a vector of their own, 0 for all; training sets it"
    ).part(\.shape)
    Setting("freezesWords", \.settings.freezesWords, "whether those stay as they are")
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
    Setting("inputDropout", \.settings.inputDropout, in: 0...0.99, "dropout of a token's vector")
    Setting("layerDropout", \.settings.layerDropout, in: 0...0.99, "dropout between layers")
    Setting("outputDropout", \.settings.outputDropout, in: 0...0.99, "dropout of a text's vector")
    Setting(
      "wordDropout", \.settings.wordDropout, in: 0...0.99, "how often a word is taken for unknown")
    Setting(
      "labelSmoothing", \.settings.labelSmoothing, in: 0...0.99,
      "the share of the probability that goes to all labels alike")
    Setting(
      "labelWeights", \.settings.labelWeights, domain: "0 to 1000000",
      "how much a text counts by its label, as `{\"spam\": 5}`"
    ).checked { whole in
      whole.settings.labelWeights.first { !(0...1_000_000).contains($0.value) }.map {
        label, weight in
        "expected labelWeights from 0 to 1000000, found \(weight) for '\(label)'"
      }
    }
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
