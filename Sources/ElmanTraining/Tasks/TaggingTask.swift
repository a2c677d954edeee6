import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText

extension Tagger: TrainableModel, TaskModel {
  /// Of all columns.
  public typealias Score = TaggerScore
  /// What a user decides of the network.
  public typealias Configuration = TaggerConfiguration
  /// What is learned from.
  public typealias Corpus = TaggedCorpus

  /// The defaults.
  public static var defaultTraining: TrainingConfiguration { TrainingConfiguration() }

  /// Makes a tagger's training ready, and tells of labels that are odd.
  ///
  /// - Throws: `TrainingError.corpus` for the file of vectors, and for a column without labels;
  ///   `vocabulary`.
  package static func job(
    _ configuration: TaggerConfiguration, _ training: TrainingConfiguration,
    on train: TaggedCorpus, dev: TaggedCorpus, with resources: TrainingResources<Tagger>
  ) throws(TrainingError) -> TrainingJob<Tagger> {
    let task = try TaggingTask(
      configuration, train: train, dev: dev, others: resources.others,
      goldCopies: training.goldCopies, vectors: resources.vectors, startingModel: resources.start,
      freezesStart: training.pretrainedRate == 0,
      lexicon: resources.lexicon)
    var events: [TrainingProgress<Tagger, TaggerScore>] = [
      .started(
        parameterCount: task.layout.count, words: task.words.count,
        characters: task.characters.count,
        labels: task.columns.reduce(0) { $0 + $1.column.labels.count })
    ]
    for column in task.columns.map(\.column) where column.column != .lemma {
      let unknown = (dev.labels[column.column] ?? []).compactMap { $0 }.joined()
        .filter { column.labels.id(of: $0) == nil }
      // Features that never stood together are nothing odd, if they are few.
      let total = dev.wordCount
      if !unknown.isEmpty, column.column != .feats || unknown.count > total / 20 {
        events.append(.unknownLabels(unknown.distinctSpellings, count: unknown.count))
      }
      // Of entities the types, each of which makes four labels.
      let names =
        column.column == .ner
        ? column.entityTypes + unknown.compactMap { SpanLabel($0)?.type }
        : column.labels.labels + unknown
      let lookAlikes = LookAlikes.groups(among: names)
      if !lookAlikes.isEmpty { events.append(.lookAlikeLabels(lookAlikes)) }
    }
    return TrainingJob(task, events: events)
  }
}

extension TrainingResources<Tagger> {
  /// What a tagger may learn from.
  ///
  /// - Parameters:
  ///   - silver: more sentences to learn, labelled by another model.
  ///   - added: more corpora to learn, which may lack columns. Of entities each marks the types that occur in it; what
  ///     it does not mark may be of others.
  ///   - vectors: the path of a file of word vectors learned elsewhere.
  ///   - languageModel: what training starts from: its words, its characters, and the weights of the
  ///     layers that both have. It brings its own vectors.
  ///   - tagger: the same, with all of its layers, and of columns and labels those that both have.
  public init(
    silver: TaggedCorpus? = nil, added: [TaggedCorpus] = [], vectors: String? = nil,
    languageModel: LanguageModel? = nil, tagger: Tagger? = nil
  ) {
    precondition(languageModel == nil || tagger == nil, "two models to start from")
    (self.silver, self.added, self.vectors) = (silver, added, vectors)
    start = languageModel ?? tagger
  }

  /// What is learned besides the training corpus.
  fileprivate var others: [AddedCorpus] {
    (silver.map { [AddedCorpus($0, isSilver: true)] } ?? [])
      + added.map { AddedCorpus($0, isSilver: false) }
  }
}

/// Learning to tag a corpus.
package struct TaggingTask: TrainingTask {
  let words: Vocabulary
  let characters: CharacterVocabulary
  let columns: [ColumnLabels]
  private let configuration: TaggerConfiguration
  private let shape: EncoderShape
  private let weights: [Float]
  private let affixes: Affixes?
  private let network: TaggerNetwork
  /// The network of the taggers that are made: in training labels may be made of parts.
  private let plainNetwork: TaggerNetwork
  private let knowledge: TaggerKnowledge
  private let vectors: PretrainedVectors?
  private let start: PretrainedStart?
  /// Whether all that the encoder is comes from the model that training starts from, and stays.
  private let freezesEncoder: Bool
  private let train: IndexedSentences
  /// For each example its sentence.
  private let sentences: [Int]
  private let dev: TaggedCorpus

  /// Counts the vocabularies and lays out the network.
  ///
  /// - Parameters:
  ///   - others: more sentences to learn.
  ///   - goldCopies: how often each sentence of `train` is learned in an epoch, if there are others.
  ///   - freezesStart: whether what the model to start from brings stays as it is.
  ///   - lexicon: what the tagger is to know of forms.
  init(
    _ configuration: TaggerConfiguration, train: TaggedCorpus, dev: TaggedCorpus,
    others: [AddedCorpus] = [], goldCopies: Int = 1,
    vectors path: String? = nil, startingModel: (any StartingModel)? = nil,
    freezesStart: Bool = false,
    lexicon: [LexiconEntry] = []
  ) throws(TrainingError) {
    precondition(
      path == nil || startingModel == nil, "a model to start from brings its own vectors")
    var configuration = configuration
    var counts = TokenCounts()
    let allSentences = train.sentences + others.flatMap(\.corpus.sentences)
    for sentence in allSentences { counts.add(sentence) }
    if let path {
      let words = counts.words
      vectors = try PretrainedVectors(path: path, extraWords: configuration.extraWords) {
        words.count(of: $0) > 0
      }
    } else {
      vectors = nil
    }
    var columns: [ColumnLabels] = []
    do throws(VocabularyError) {
      if let startingModel {
        let start = try PretrainedStart(
          startingModel, counts: counts.words, minimumCount: configuration.minimumWordCount,
          extraWords: configuration.extraWords)
        words = start.words
        configuration.start(from: startingModel)
        shape = start.shape
        self.start = start
      } else {
        let built = try counts.words.build(
          minimumCount: configuration.minimumWordCount,
          keeping: vectors.map { Set($0.vectors.keys) } ?? [])
        words = built.vocabulary
        shape =
          vectors.map {
            EncoderShape(
              pretrainedSize: $0.size,
              learnedWordCount: 1 + built.learnedCount(minimumCount: configuration.minimumWordCount)
            )
          } ?? EncoderShape()
        self.start = nil
      }
      for column in configuration.columns {
        columns.append(
          try ColumnLabels(
            column, of: train, others: others,
            minimumRuleCount: configuration.minimumLemmaRuleCount,
            columns: configuration.columns, lexicon: lexicon))
      }
    } catch { throw .vocabulary(reason: "\(error)") }
    if let column = columns.first(where: { !$0.hasAny }) {
      let name = column.column.column
      throw .corpus(
        .noLabels(path: train.path, column: name.rawValue, found: name.emptyLabel))
    }
    do throws(VocabularyError) {
      knowledge = try TaggerKnowledge(
        train, columns: columns.map(\.column),
        lemmaRules: columns.first { $0.column.column == .lemma }.map {
          Array($0.ids.prefix(train.sentences.count))
        }, lexicon: lexicon)
    } catch { throw .vocabulary(reason: "\(error)") }
    self.columns = columns
    weights = configuration.columns.map { configuration.columnWeights[$0] ?? 1 }
    characters =
      start?.characters
      ?? counts.characters(minimumCount: configuration.minimumCharacterCount)
    var forms = SentenceForms()
    for sentence in allSentences { forms.append(sentence) }
    affixes = try Affixes.learned(
      from: forms, size: configuration.affixSize, minimumCount: configuration.minimumAffixCount,
      start: start)
    plainNetwork = TaggerNetwork(
      configuration, shape, wordCount: words.count, characterCount: characters.count,
      affixCount: affixes?.vocabulary.count ?? 0, columns: columns.map(\.column))
    network = TaggerNetwork(
      configuration, shape, wordCount: words.count, characterCount: characters.count,
      affixCount: affixes?.vocabulary.count ?? 0, columns: columns.map(\.column),
      parts: configuration.labelParts
        ? Dictionary(
          columns.compactMap { labels in
            LabelParts(labels.column).map { (labels.column.column, $0) }
          }
        ) { first, _ in first } : [:],
      alternatives: Dictionary(
        columns.map { ($0.column.column, $0.alternatives) }
      ) { first, _ in first })
    let (encoderEnd, entries, begun) = (network.encoderEnd, network.layout.entries, start)
    freezesEncoder =
      freezesStart
      && entries.allSatisfy { entry in
        entry.parameter.offset >= encoderEnd || begun?.counterpart(of: entry) != nil
      }
    self.train = IndexedSentences(
      forms,
      indexer: TokenIndexer(
        words: words, characters: characters,
        readsCharacters: network.encoder.readsCharacters, affixes: affixes))
    let gold = train.sentences.indices
    sentences =
      (0..<(others.isEmpty ? 1 : goldCopies)).flatMap { _ in gold }
      + Array(gold.upperBound..<allSentences.count)
    lengths = sentences.map { allSentences[$0].words.count }
    self.configuration = configuration
    self.dev = dev
  }

  /// For each example the number of its tokens.
  package let lengths: [Int]

  /// The network's parameters.
  package var layout: ParameterLayout { network.layout }

  /// Sets what was learned elsewhere.
  package func start(_ parameters: MutableParameterBuffer) {
    start?.fill(parameters)
    start?.fill(parameters, of: network, columns: columns.map(\.column))
    guard let table = network.encoder.tokens.pretrained?.table else { return }
    vectors?.fill(parameters[table], words: words)
  }

  /// How deep a parameter lies in the model that training starts from, if it is of that.
  package func startedDepth(of entry: ParameterLayout.Entry) -> Int? {
    start?.depth(of: entry)
  }

  /// The tokens: the loss of several columns is the sum of their means.
  package func predictionCount(_ examples: [Int]) -> Int {
    examples.reduce(0) { $0 + lengths[$1] }
  }

  /// Sentences and their labels.
  package struct Scratch {
    fileprivate var batch = IndexedSentences.Batch()
    fileprivate var labels: [[Int32]]
    fileprivate var heads: [Int32] = []
    fileprivate var columnScales: [Float] = []
  }

  /// Nothing yet.
  package func makeScratch() -> Scratch { Scratch(labels: columns.map { _ in [] }) }

  /// Adds the gradients of some sentences.
  package func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Scratch,
    in pass: inout Pass
  ) -> Double {
    scratch.batch.removeAll()
    for example in examples { scratch.batch.append(sentences[example], of: train) }
    scratch.batch.pack()
    let packing = scratch.batch.tokens.packing
    scratch.columnScales.removeAll(keepingCapacity: true)
    for (index, column) in columns.enumerated() {
      scratch.columnScales.append(weights[index] * meanScale(of: column, in: batch))
      scratch.labels[index].removeAll(keepingCapacity: true)
      for step in 0..<packing.stepCount {
        for sequence in 0..<packing.activeCounts[step] {
          scratch.labels[index].append(
            column.ids[sentences[examples[packing.order[sequence]]]]?[step] ?? -1)
        }
      }
    }
    scratch.heads.removeAll(keepingCapacity: true)
    if let trees = columns.last, !trees.heads.isEmpty {
      for step in 0..<packing.stepCount {
        for sequence in 0..<packing.activeCounts[step] {
          scratch.heads.append(
            trees.heads[sentences[examples[packing.order[sequence]]]]?[step] ?? -1)
        }
      }
    }
    return network.learn(
      scratch.batch.tokens, labels: scratch.labels, heads: scratch.heads,
      columnScales: scratch.columnScales, scale: scale, learnsEncoder: !freezesEncoder, in: &pass)
  }

  /// What makes of a sum over a batch's tokens the mean over those that have labels in a column.
  private func meanScale(of column: ColumnLabels, in batch: [Int]) -> Float {
    let labelled = batch.reduce(0) { $0 + column.counts[sentences[$1]] }
    return labelled > 0 ? Float(predictionCount(batch)) / Float(labelled) : 0
  }

  /// A tagger with the given weights, and how well it tags the dev corpus.
  package func model(_ weights: ParameterBuffer) -> (model: Tagger, score: TaggerScore) {
    let tagger = Tagger(
      configuration: configuration, shape: shape, words: words, characters: characters,
      affixes: affixes,
      columns: columns.map {
        $0.column.column == .lemma
          ? $0.column.with(knowledge.lexicon, seen: $0.column.seen) : $0.column
      }, knowledge: knowledge, network: plainNetwork,
      weights: PackedWeights(network.fold(weights, for: plainNetwork), forTraining: false))
    return (tagger, tagger.score(on: dev))
  }
}
