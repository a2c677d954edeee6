import ElmanNetworks
import ElmanTensors
import ElmanText

/// A trained tagger: sentences in, a label for each word out.
///
/// ```swift
/// let tagger = try Tagger(path: "model.safetensors")
/// for sentence in tagger.tag("Elman tags text.") {
///   for word in sentence.words { print(word.form, word.label) }
/// }
/// ```
///
/// A tagger never changes and may be shared by any number of threads. One input gives the same
/// labels and probabilities, to the bit, whatever it is batched with.
public struct Tagger: Sendable {
  /// What the network looks like.
  public let configuration: TaggerConfiguration
  /// What training found out: which words have what vectors.
  package let shape: EncoderShape
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// The words that have a vector of their own.
  package let words: Vocabulary
  /// The characters that have a vector of their own.
  package let characters: CharacterVocabulary
  /// The affixes that have a vector of their own, if the network reads them.
  package let affixes: Affixes?
  /// The columns that are filled, with their labels, in the configuration's order.
  package let columns: [TaggerColumn]
  /// What is known besides what the network learned.
  package let knowledge: TaggerKnowledge
  /// The layers.
  package let network: TaggerNetwork
  /// The weights.
  package let weights: any Weights
  /// What cuts text for the tagger, if its file holds a tokenizer.
  public let tokenizer: LearnedTokenizer?
  /// What somebody knows of words and names besides, if anything.
  public let rules: TaggingRules?
  /// The columns of results, if rules add labels to those of the network.
  let ruled: RuledColumns?

  /// What turns sentences into the ids that the network reads.
  package var indexer: TokenIndexer {
    TokenIndexer(
      words: words, characters: characters, readsCharacters: network.encoder.readsCharacters,
      affixes: affixes, variants: knowledge.variants)
  }

  /// Those of the columns of results that are asked for, in the tagger's order; all where nothing is. They have the labels of
  /// rules too.
  package func columns(_ asked: [TagColumn]?) -> [TaggerColumn] {
    let all = ruled?.columns ?? columns
    guard let asked else { return all }
    return all.filter { asked.contains($0.column) }
  }

  /// The labels of the first column.
  package var labels: LabelSet { columns[0].labels }

  /// The labels that a column knows, with those that somebody's own words have there, of lemmas their rules; empty for a
  /// column that the tagger does not fill.
  public func labelNames(of column: TagColumn) -> [String] {
    columns(nil).first { $0.column == column }?.labels.labels ?? []
  }

  /// Puts a tagger together.
  package init(
    configuration: TaggerConfiguration, shape: EncoderShape = EncoderShape(),
    metadata: ModelMetadata = ModelMetadata(),
    words: Vocabulary, characters: CharacterVocabulary, affixes: Affixes? = nil,
    columns: [TaggerColumn],
    knowledge: TaggerKnowledge = TaggerKnowledge(),
    network: TaggerNetwork, weights: any Weights, tokenizer: LearnedTokenizer? = nil,
    rules: TaggingRules? = nil
  ) {
    precondition(columns.map(\.column) == configuration.columns, "other columns than configured")
    self.configuration = configuration
    self.shape = shape
    self.metadata = metadata
    self.words = words
    self.characters = characters
    self.affixes = affixes
    self.columns = columns
    self.knowledge = knowledge
    self.network = network
    self.weights = weights
    self.tokenizer = tokenizer
    self.rules = rules
    ruled = rules.flatMap { rules in
      rules.words.isEmpty && rules.entities.isEmpty ? nil : RuledColumns(rules, columns)
    }
  }

  /// The same tagger with another tokenizer.
  ///
  /// - Precondition: the weights of both are stored as the same numbers.
  public func with(tokenizer: LearnedTokenizer?) -> Tagger {
    precondition(
      tokenizer == nil || tokenizer?.weights.precision == weights.precision,
      "a tagger and a tokenizer of different precisions")
    return Tagger(
      configuration: configuration, shape: shape, metadata: metadata, words: words,
      characters: characters, affixes: affixes,
      columns: columns, knowledge: knowledge, network: network, weights: weights,
      tokenizer: tokenizer, rules: rules)
  }

  /// The same tagger with other knowledge, and with other lemmas that were seen in training.
  package func with(_ knowledge: TaggerKnowledge, seen: SeenLemmas?) -> Tagger {
    Tagger(
      configuration: configuration, shape: shape, metadata: metadata, words: words,
      characters: characters, affixes: affixes,
      columns: columns.map { $0.column == .lemma ? $0.with(knowledge.lexicon, seen: seen) : $0 },
      knowledge: knowledge, network: network, weights: weights, tokenizer: tokenizer, rules: rules)
  }

  /// Cuts a text into sentences and tokens, by the tagger's own tokenizer if it has one, else by the
  /// rules of `SentenceTokenizer`, and tags them.
  public func tag(_ text: String) -> [TaggedSentence] {
    var cutting = cutting()
    return tag(cutting.sentences(of: text.utf8))
  }

  /// Tags sentences, with the probability of each label if asked for.
  public func tag(_ sentences: [Sentence], probabilities: Bool = false) -> [TaggedSentence] {
    TaggerSession(self).tag(sentences, probabilities: probabilities)
  }
}
