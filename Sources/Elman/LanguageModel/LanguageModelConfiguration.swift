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
  /// The size of the vectors learned elsewhere that stand beside the words' own; 0 for none. The file
  /// of vectors sets it.
  public var pretrainedSize = 0
  /// How many of the vocabulary's first words have a vector of their own. Training sets it.
  public var learnedWordCount = 0
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

extension LanguageModelConfiguration: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case cell, hiddenSize, wordSize, minimumWordCount, extraWords, pretrainedSize,
      learnedWordCount, characterSize, characterHiddenSize, minimumCharacterCount, candidateCount,
      windowSize, inputDropout, wordDropout
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try settings.read(.cell, into: &cell)
    try settings.read(.hiddenSize, into: &hiddenSize, in: 1...8192)
    try settings.read(.wordSize, into: &wordSize, in: 1...8192)
    try settings.read(.minimumWordCount, into: &minimumWordCount, in: 1...1_000_000)
    try settings.read(.extraWords, into: &extraWords, in: 0...10_000_000)
    try settings.read(.pretrainedSize, into: &pretrainedSize, in: 0...8192)
    try settings.read(.learnedWordCount, into: &learnedWordCount, in: 0...100_000_000)
    try settings.read(.characterSize, into: &characterSize, in: 1...8192)
    try settings.read(.characterHiddenSize, into: &characterHiddenSize, in: 0...8192)
    try settings.read(.minimumCharacterCount, into: &minimumCharacterCount, in: 1...1_000_000)
    try settings.read(.candidateCount, into: &candidateCount, in: 1...1_000_000)
    try settings.read(.windowSize, into: &windowSize, in: 2...2048)
    try settings.read(.inputDropout, into: &inputDropout, in: 0...0.99)
    try settings.read(.wordDropout, into: &wordDropout, in: 0...0.99)
  }
}

extension LanguageModelConfiguration: EncoderConfiguration {
  /// The units of a direction of its one layer.
  public var hiddenSizes: [Int] { [hiddenSize] }
  var freezesWords: Bool { false }
  var layerDropout: Float { 0 }
}
