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
  /// The labels.
  public let labels: LabelSet
  /// The layers.
  public let network: TaggerNetwork
  /// The weights.
  public let weights: any Weights
  /// What cuts text for the tagger, if its file holds a tokenizer.
  public let tokenizer: LearnedTokenizer?

  /// Puts a tagger together.
  public init(
    configuration: TaggerConfiguration, metadata: ModelMetadata = ModelMetadata(),
    words: Vocabulary, characters: CharacterVocabulary, labels: LabelSet, network: TaggerNetwork,
    weights: any Weights, tokenizer: LearnedTokenizer? = nil
  ) {
    self.configuration = configuration
    self.metadata = metadata
    self.words = words
    self.characters = characters
    self.labels = labels
    self.network = network
    self.weights = weights
    self.tokenizer = tokenizer
  }

  /// The same tagger with another tokenizer.
  ///
  /// - Precondition: the weights of both are stored as the same numbers.
  public func with(tokenizer: LearnedTokenizer?) -> Tagger {
    precondition(
      tokenizer == nil || tokenizer?.weights.precision == weights.precision,
      "a tagger and a tokenizer of different precisions")
    return Tagger(
      configuration: configuration, metadata: metadata, words: words, characters: characters,
      labels: labels, network: network, weights: weights, tokenizer: tokenizer)
  }

  /// Cuts a text into sentences and tokens, by the tagger's own tokenizer if it has one, else by the
  /// rules of ``SentenceTokenizer``, and tags them.
  public func tag(_ text: String) -> [TaggedSentence] {
    if let tokenizer { return tag(tokenizer.sentences(text)) }
    var rules = SentenceTokenizer()
    return tag(rules.sentences(of: text.utf8))
  }

  /// Tags sentences, with the probability of each label if asked for.
  public func tag(_ sentences: [Sentence], probabilities: Bool = false) -> [TaggedSentence] {
    TaggerSession(self).tag(sentences, probabilities: probabilities)
  }
}

/// A sentence with a label for each of its tokens.
public struct TaggedSentence: Sendable {
  /// The sentence.
  public let sentence: Sentence
  /// For each token the number of its label.
  public internal(set) var labelIds: [Int32]
  /// For each token the probability of its label, where asked for.
  public internal(set) var probabilities: [Float]?
  /// The labels that the numbers stand for.
  public let labels: LabelSet

  /// The label of a token.
  public func label(_ token: Int) -> String { labels[Int(labelIds[token])] }

  /// The tokens with their labels.
  public var tokens: [TaggedToken] {
    sentence.tokens.indices.map { index in
      TaggedToken(
        form: sentence.form(index), label: label(index), probability: probabilities?[index],
        position: sentence.position(index))
    }
  }
}

/// A token with its label.
public struct TaggedToken: Sendable, Hashable {
  /// The word as it stands in the text.
  public let form: String
  /// Its label.
  public let label: String
  /// The probability of the label, where asked for.
  public let probability: Float?
  /// Where in the whole text it stands.
  public let position: Range<TextPosition>
}
