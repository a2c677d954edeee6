import ElmanNetworks
import ElmanTensors
import ElmanText

/// A trained tagger: sentences in, a label for each token out.
///
/// ```swift
/// let tagger = try Tagger(path: "model.safetensors")
/// for sentence in tagger.tag("Elman tags text.") {
///   for token in sentence.tokens { print(token.form, token.label) }
/// }
/// ```
///
/// A tagger never changes and may be shared by any number of threads. One input gives the same
/// labels and probabilities, to the bit, whatever it is batched with.
public struct Tagger: Sendable {
  /// What the network looks like.
  public let configuration: TaggerConfiguration
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// The words that have a vector of their own.
  public let words: Vocabulary
  /// The characters that have a vector of their own.
  public let characters: CharacterVocabulary
  /// The columns that are filled, with their labels, in the configuration's order.
  public let columns: [TaggerColumn]
  /// The layers.
  public let network: TaggerNetwork
  /// The weights.
  public let weights: any Weights

  /// The labels of the first column.
  public var labels: LabelSet { columns[0].labels }

  /// Puts a tagger together.
  public init(
    configuration: TaggerConfiguration, metadata: ModelMetadata = ModelMetadata(),
    words: Vocabulary, characters: CharacterVocabulary, columns: [TaggerColumn],
    network: TaggerNetwork, weights: any Weights
  ) {
    precondition(columns.map(\.column) == configuration.columns, "other columns than configured")
    self.configuration = configuration
    self.metadata = metadata
    self.words = words
    self.characters = characters
    self.columns = columns
    self.network = network
    self.weights = weights
  }

  /// Cuts a text into sentences and tokens, and tags them.
  public func tag(_ text: String) -> [TaggedSentence] {
    var tokenizer = SentenceTokenizer()
    tokenizer.append(text.utf8)
    tokenizer.finish()
    var sentences: [Sentence] = []
    while let sentence = tokenizer.next() { sentences.append(sentence) }
    return tag(sentences)
  }

  /// Tags sentences, with the probability of each label if asked for.
  public func tag(_ sentences: [Sentence], probabilities: Bool = false) -> [TaggedSentence] {
    TaggerSession(self).tag(sentences, probabilities: probabilities)
  }
}
