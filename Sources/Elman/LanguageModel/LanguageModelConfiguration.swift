import ElmanNetworks

/// What the network of a language model looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct LanguageModelConfiguration: Sendable, Hashable {
  /// The recurrent cell.
  public var cell = CellKind.lstm
  /// The units of each direction.
  public var hiddenSize = 208
  /// The size of a word's embedding, by which words are also predicted.
  public var wordSize = 112
  /// A word seen less often in training is unknown, and never predicted.
  public var minimumWordCount = 4
  /// How many more words get vectors learned elsewhere, from the start of the file of vectors on.
  public var extraWords = 100_000
  /// The size of a character's embedding.
  public var characterSize = 32
  /// The units of each direction of the LSTM over characters; 0 for a network that reads no
  /// characters.
  public var characterHiddenSize = 64
  /// A character seen less often in training is unknown.
  public var minimumCharacterCount = 10
  /// How many words, drawn by chance, each word is told apart from in training, besides the other words
  /// of the batch.
  public var candidateCount = 2_048
  /// The most tokens that are read in one go; a longer sentence is cut.
  public var windowSize = 64
  /// The probability of zero for each element of a token's vector, in training.
  public var inputDropout: Float = 0.1
  /// The probability that a token's word is taken for unknown, in training, so that the characters
  /// carry their share.
  public var wordDropout: Float = 0.1

  /// The default configuration.
  public init() {}
}

extension LanguageModelConfiguration: ShapedConfiguration, ModelConfiguration {
  /// Which words have what vectors.
  package typealias Shape = EncoderShape

  /// The settings, and what training finds out.
  @SettingsBuilder<Configured<LanguageModelConfiguration>>
  package static var settings: [Setting<Configured<LanguageModelConfiguration>>] {
    Setting("cell", \.settings.cell, "the cell of its one layer")
    Setting("hiddenSize", \.settings.hiddenSize, in: 1...8192, "units of each direction")
    Setting(
      "wordSize", \.settings.wordSize, in: 1...8192,
      "size of a word's vector, by which words are also predicted")
    Setting(
      "minimumWordCount", \.settings.minimumWordCount, in: 1...1_000_000,
      "a word seen less often is unknown, and never predicted")
    Setting(
      "extraWords", \.settings.extraWords, in: 0...10_000_000,
      "more words that get vectors learned elsewhere")
    Setting<EncoderShape>.pretrainedSize(always: true).part(\.shape)
    Setting<EncoderShape>.learnedWordCount(
      "words with a vector of their own; training sets it", always: true
    ).part(\.shape)
    Setting("characterSize", \.settings.characterSize, in: 1...8192, "size of a character's vector")
    Setting(
      "characterHiddenSize", \.settings.characterHiddenSize, in: 0...8192,
      "units of each direction of the LSTM over characters; 0 for none")
    Setting(
      "minimumCharacterCount", \.settings.minimumCharacterCount, in: 1...1_000_000,
      "a character seen less often in training is unknown")
    Setting(
      "candidateCount", \.settings.candidateCount, in: 1...1_000_000,
      "words, drawn by chance, that each word is told apart from, besides those of the batch")
    Setting(
      "windowSize", \.settings.windowSize, in: 2...2048,
      "tokens read in one go; a longer sentence is cut")
    Setting("inputDropout", \.settings.inputDropout, in: 0...0.99, "dropout of a token's vector")
    Setting(
      "wordDropout", \.settings.wordDropout, in: 0...0.99, "how often a word is taken for unknown")
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

extension LanguageModelConfiguration: EncoderConfiguration {
  /// The units of a direction of its one layer.
  public var hiddenSizes: [Int] { [hiddenSize] }
  var freezesWords: Bool { false }
  var layerDropout: Float { 0 }
}
