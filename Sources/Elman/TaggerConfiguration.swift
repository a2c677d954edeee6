import ElmanNetworks

/// Which column of a CoNLL-U file a tagger learns and writes.
public enum TagColumn: String, Sendable, CaseIterable, Codable {
  /// The universal part of speech, column 4.
  case upos
  /// The language's own part of speech, column 5.
  case xpos
}

/// What a tagger's network looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct TaggerConfiguration: Sendable, Hashable {
  /// The column that is learned.
  public var column = TagColumn.upos
  /// The recurrent cell of the layers over words.
  public var cell = CellKind.lstm
  /// The number of bidirectional layers over words.
  public var layers = 1
  /// The units of each direction of a layer.
  public var hiddenSize = 208
  /// What turns scores into labels.
  public var head = HeadKind.crf
  /// The size of a word's embedding.
  public var wordSize = 112
  /// A word seen less often in training is unknown.
  public var minimumWordCount = 2
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
  /// The probability that a token's word is taken for unknown, in training.
  public var wordDropout: Float = 0.2

  /// The default configuration.
  public init() {}
}

extension TaggerConfiguration: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case column, cell, layers, hiddenSize, head, wordSize, minimumWordCount, characterSize,
      characterHiddenSize, minimumCharacterCount, inputDropout, layerDropout, outputDropout,
      wordDropout
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try settings.read(.column, into: &column)
    try settings.read(.cell, into: &cell)
    try settings.read(.layers, into: &layers, in: 1...16)
    try settings.read(.hiddenSize, into: &hiddenSize, in: 1...8192)
    try settings.read(.head, into: &head)
    try settings.read(.wordSize, into: &wordSize, in: 1...8192)
    try settings.read(.minimumWordCount, into: &minimumWordCount, in: 1...1_000_000)
    try settings.read(.characterSize, into: &characterSize, in: 1...8192)
    try settings.read(.characterHiddenSize, into: &characterHiddenSize, in: 0...8192)
    try settings.read(.minimumCharacterCount, into: &minimumCharacterCount, in: 1...1_000_000)
    try settings.read(.inputDropout, into: &inputDropout, in: 0...0.99)
    try settings.read(.layerDropout, into: &layerDropout, in: 0...0.99)
    try settings.read(.outputDropout, into: &outputDropout, in: 0...0.99)
    try settings.read(.wordDropout, into: &wordDropout, in: 0...0.99)
  }
}
