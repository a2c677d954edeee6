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

extension ClassifierConfiguration: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case cell, layers, hiddenSize, pooling, attentionSize, windowSize, wordSize, minimumWordCount,
      extraWords, freezesWords, characterSize, characterHiddenSize, minimumCharacterCount,
      inputDropout, layerDropout, outputDropout, wordDropout, labelSmoothing, labelWeights
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try settings.read(.cell, into: &cell)
    try settings.read(.layers, into: &layers, in: 1...16)
    try settings.read(.hiddenSize, into: &hiddenSize, in: 1...8192)
    try settings.read(.pooling, into: &pooling)
    try settings.read(.attentionSize, into: &attentionSize, in: 1...8192)
    try settings.read(.windowSize, into: &windowSize, in: 1...4096)
    try settings.read(.wordSize, into: &wordSize, in: 1...8192)
    try settings.read(.minimumWordCount, into: &minimumWordCount, in: 1...1_000_000)
    try settings.read(.extraWords, into: &extraWords, in: 0...10_000_000)
    try settings.read(.freezesWords, into: &freezesWords)
    try settings.read(.characterSize, into: &characterSize, in: 1...8192)
    try settings.read(.characterHiddenSize, into: &characterHiddenSize, in: 0...8192)
    try settings.read(.minimumCharacterCount, into: &minimumCharacterCount, in: 1...1_000_000)
    try settings.read(.inputDropout, into: &inputDropout, in: 0...0.99)
    try settings.read(.layerDropout, into: &layerDropout, in: 0...0.99)
    try settings.read(.outputDropout, into: &outputDropout, in: 0...0.99)
    try settings.read(.wordDropout, into: &wordDropout, in: 0...0.99)
    try settings.read(.labelSmoothing, into: &labelSmoothing, in: 0...0.99)
    try settings.read(.labelWeights, into: &labelWeights)
    for (label, weight) in labelWeights where !(0...1_000_000).contains(weight) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription:
            "expected labelWeights from 0 to 1000000, found \(weight) for '\(label)'"))
    }
  }
}
