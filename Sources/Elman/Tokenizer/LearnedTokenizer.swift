import ElmanNetworks
import ElmanTensors
import ElmanText

/// A trained tokenizer: text in, sentences and tokens out, as a treebank has them.
///
/// ```swift
/// let tokenizer = try LearnedTokenizer(path: "tokenizer.safetensors")
/// for sentence in tokenizer.sentences("Elman reads. It cuts, too.") {
///   print(sentence.words.indices.map { sentence.form($0) })
/// }
/// ```
///
/// A bidirectional recurrent network reads the characters and tells of each whether a token, a
/// sentence and a multiword token end with it. Addresses, and what Unicode holds together, stay
/// whole. A tokenizer never changes and may be shared by any number of threads.
public struct LearnedTokenizer: Sendable {
  /// What the network looks like.
  public let configuration: TokenizerConfiguration
  /// What training found out.
  package let shape: TokenizerShape
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// What the network reads.
  package let features: CharacterFeatures
  /// The layers.
  package let network: TokenizerNetwork
  /// What splits multiword tokens into their words.
  package let multiwords: MultiwordSplitter
  /// What is certain of where tokens and sentences end.
  package let boundaries: BoundaryRules
  /// The weights.
  package let weights: any Weights
  /// What runs windows of text through the network, while nobody does.
  let runners: IdleSessions<TokenizerRunner>

  /// Puts a tokenizer together.
  package init(
    configuration: TokenizerConfiguration, shape: TokenizerShape = TokenizerShape(),
    metadata: ModelMetadata = ModelMetadata(),
    features: CharacterFeatures, multiwords: MultiwordSplitter = MultiwordSplitter(),
    boundaries: BoundaryRules = BoundaryRules(), network: TokenizerNetwork, weights: any Weights
  ) {
    self.configuration = configuration
    self.shape = shape
    self.metadata = metadata
    self.features = features
    self.multiwords = multiwords
    self.boundaries = boundaries
    self.network = network
    self.weights = weights
    runners = IdleSessions(most: 16)
  }

  /// Cuts a text into sentences and tokens.
  public func sentences(_ text: String) -> [Sentence] {
    var session = LearnedTokenizerSession(self)
    return session.sentences(of: text.utf8)
  }
}
