import ElmanNetworks
import ElmanTensors
import ElmanText

/// Tags batch after batch with one tagger in one thread, and keeps its memory between them.
public final class TaggerSession {
  /// The most sentences that go through the network together, unless a session is told otherwise.
  public static let defaultBatchSize = 32
  /// The most tokens that go through the network together. A longer sentence is cut, which no
  /// sentence of the tokenizer is; its parts are tagged each for itself.
  public static let maximumBatchTokens = 2_048
  /// The memory for what is known of frequent words, unless a session is told otherwise.
  public static let defaultCacheBytes = 32 << 20

  let tagger: Tagger
  /// For each of the tagger's columns its place in the results; `nil` for one that nobody asked for.
  private let resultPlaces: [Int?]
  /// The columns of the results.
  private let resultColumns: [TaggerColumn]
  /// For each column whether its labels are computed: those that were asked for, and those that decide about them.
  private let isComputed: [Bool]
  private let batchSize: Int
  private let indexer: TokenIndexer
  var cache: WordCache
  private var pass: Pass

  /// Memory that each call uses again.
  private var parts: [Part] = []
  private var lengths: [Int] = []
  private var batches = LengthBatches()
  var batch: [Sentence] = []
  /// For each column the labels of the packed rows.
  var best: [[Int32]]
  var scores: [PackedSequences?]
  var trees = BiaffineScorer.Trees()
  private var certainties: [MutableMatrixView?]
  private var spans: [CRFSpan] = []
  private var spanProbabilities: [Float] = []
  let places: ColumnPlaces
  var chooser: LemmaChooser?
  var lemmas = LemmaMemory()
  var agreement: TagAgreement?
  var lemmaRules: [Int32] = []
  var formNumbers: [Int] = []
  let reader: FormReader?
  var noted: [NotedToken] = []
  /// The rules of lemmas that are certain.
  var rules: [(row: Int, rule: Int32)] = []
  /// What sets in results what the tagger's own rules say.
  var applier: RuleApplier?

  /// A session of a tagger.
  ///
  /// - Parameters:
  ///   - tagger: what tags.
  ///   - asked: those of its columns that are wanted; all unless given. What nobody needs is not computed.
  ///   - batchSize: the most sentences of a batch.
  ///   - cacheBytes: how much memory may hold what is known of frequent words; 0 for none.
  ///     The results are the same.
  public init(
    _ tagger: Tagger, columns asked: [TagColumn]? = nil, batchSize: Int = defaultBatchSize,
    cacheBytes: Int = defaultCacheBytes
  ) {
    precondition(batchSize > 0 && cacheBytes >= 0)
    self.tagger = tagger
    let all = tagger.configuration.columns
    resultColumns = tagger.columns(asked)
    let found = resultColumns.map(\.column)
    resultPlaces = all.map { found.firstIndex(of: $0) }
    isComputed = all.map { $0.isNeeded(for: found) }
    self.batchSize = batchSize
    indexer = tagger.indexer
    if let rules = tagger.rules, let ruled = tagger.ruled {
      applier = RuleApplier(
        rules, ruled, results: resultColumns, areEntitiesAlone: !all.contains(.ner))
    }
    reader = FormReader(
      tagger.knowledge, seen: tagger.columns.first { $0.column == .lemma }?.seen)
    cache = WordCache(
      tagger.network.encoder, indexer: indexer, bytes: cacheBytes, reader: reader)
    pass = Pass(inferenceWith: tagger.weights)
    let columns = tagger.columns
    let places = ColumnPlaces(tagger)
    self.places = places
    best = columns.map { _ in [] }
    scores = columns.map { _ in nil }
    certainties = columns.map { _ in nil }
    agreement = tagger.knowledge.combinations.map {
      TagAgreement($0, heads: tagger.network.heads, in: &pass)
    }
    chooser = places.lemma.map {
      LemmaChooser(
        columns[$0], partsOfSpeech: places.partOfSpeech.map { columns[$0].labels },
        languagePartsOfSpeech: places.languagePartOfSpeech.map { columns[$0].labels },
        features: places.features.map { columns[$0].labels },
        words: tagger.words, knowledge: tagger.knowledge)
    }
  }

  /// How many words so far were not in the memory for frequent ones.
  package var missedWordCount: Int { cache.formCount }

  /// Tags sentences. Those of similar length go through the network together; the results stand in
  /// the order of the input.
  ///
  /// - Parameters:
  ///   - sentences: the sentences.
  ///   - probabilities: whether the probabilities of labels and entities are wanted.
  ///   - entityProbabilities: whether those of entities are wanted alone.
  ///   - top: how many of the best labels of each word, and types of each entity, are wanted with their probabilities.
  public func tag(
    _ sentences: [Sentence], probabilities: Bool = false, entityProbabilities: Bool = false,
    top: Int = 0
  ) -> [TaggedSentence] {
    precondition(top >= 0)
    var results = sentences.map { sentence in
      TaggedSentence(
        sentence, columns: resultColumns, probabilities: probabilities,
        entityProbabilities: probabilities || entityProbabilities || top > 0, top: top)
    }
    findParts(of: sentences)
    for range in batches.batches {
      batch.removeAll(keepingCapacity: true)
      for number in batches.order[range] {
        batch.append(sentences[parts[number].sentence].keeping(words: parts[number].words))
      }
      tagBatch(of: batches.order[range], into: &results)
    }
    joinTrees(of: &results)
    applyRules(to: &results)
    return results
  }

  /// A run of tokens of a sentence.
  private struct Part {
    let sentence: Int
    let words: Range<Int>
  }

  /// Cuts sentences into parts, and groups these.
  private func findParts(of sentences: [Sentence]) {
    parts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    for (index, sentence) in sentences.enumerated() {
      let count = sentence.words.count
      for start in stride(from: 0, to: count, by: Self.maximumBatchTokens) {
        let words = start..<min(start + Self.maximumBatchTokens, count)
        parts.append(Part(sentence: index, words: words))
        lengths.append(words.count)
      }
    }
    batches.set(lengths: lengths, batchSize: batchSize, tokenLimit: Self.maximumBatchTokens)
  }

  /// Tags the sentences of `batch`, which are some of the parts.
  private func tagBatch(of numbers: ArraySlice<Int>, into results: inout [TaggedSentence]) {
    pass.begin()
    let (hidden, isCached) = hidden(batch)
    let hasProbabilities = results.first?.hasProbabilities == true
    let hasRanking = results.first.map { $0.top > 0 } == true
    for (column, head) in tagger.network.heads.enumerated() where isComputed[column] {
      let scores = head.scores(hidden, in: &pass)
      head.head.decode(scores, into: &best[column], in: &pass)
      certainties[column] =
        hasProbabilities || hasRanking ? head.head.probabilities(scores, in: &pass) : nil
      self.scores[column] = scores
    }
    let packing = hidden.packing
    if let tree = tagger.network.tree, let place = resultPlaces[best.count - 1] {
      parse(hidden, with: tree, probabilities: hasProbabilities)
      setTrees(at: place, packing, parts: numbers, in: &results)
    }
    let decides = places.deciding.contains { isComputed[$0] }
    if decides {
      decideTogether(packing, isCached: isCached)
      fixWords(packing)
    }
    if let lemma = places.lemma, isComputed[lemma] {
      chooseLemmas(lemma, packing, isCached: isCached)
    }
    for column in tagger.network.heads.indices {
      guard let place = resultPlaces[column] else { continue }
      // The probability of a rule that another took the place of, and that may be no label, is the network's.
      let (ids, certainties) = (best[column], certainties[column])
      let labels = column == places.lemma ? lemmaRules : ids
      let labelCount = tagger.columns[column].labels.count
      for sequence in 0..<packing.sequenceCount {
        let part = parts[numbers[numbers.startIndex + packing.order[sequence]]]
        for step in 0..<packing.lengths[sequence] {
          let row = packing.row(step: step, sequence: sequence)
          results[part.sentence].set(
            part.words.lowerBound + step, at: place, to: labels[row],
            probability: certainties.map {
              $0[row, Int(labels[row] < labelCount ? labels[row] : ids[row])]
            })
          if hasRanking, let certainties {
            results[part.sentence].setRanking(
              part.words.lowerBound + step, at: place,
              by: UnsafeBufferPointer(certainties[row: row]))
          }
        }
      }
    }
    if results.first?.hasEntityProbabilities == true {
      for column in tagger.network.heads.indices where isComputed[column] {
        guard let scores = scores[column] else { continue }
        setEntityProbabilities(of: column, scores, parts: numbers, in: &results)
      }
    }
  }

  /// Asks how probable the spans are that the best labels of a column stand for, if they do.
  private func setEntityProbabilities(
    of column: Int, _ scores: PackedSequences, parts numbers: ArraySlice<Int>,
    in results: inout [TaggedSentence]
  ) {
    guard let set = tagger.columns[column].spans,
      let head = tagger.network.heads[column].head as? CRFHead
    else { return }
    let packing = scores.packing
    let top = results.first?.top ?? 0
    var spanTypes: [String] = []
    spans.removeAll(keepingCapacity: true)
    for sequence in 0..<packing.sequenceCount {
      let labels = (0..<packing.lengths[sequence]).lazy.map { [best = best[column]] step in
        best[packing.row(step: step, sequence: sequence)]
      }
      for span in set.spans(of: labels) {
        // Of other types it is asked too where the best ones are wanted, that which was found first.
        let others = top > 0 ? set.types.filter { $0 != span.type } : []
        for type in [span.type] + others {
          spans.append(
            CRFSpan(sequence: sequence, steps: span.range, labels: set.spanLabels(ofType: type)))
          spanTypes.append(type)
        }
      }
    }
    if spans.isEmpty { return }
    head.spanProbabilities(scores, spans: spans, into: &spanProbabilities, in: &pass)
    let typesOfSpan = top > 0 ? set.types.count : 1
    for first in stride(from: 0, to: spans.count, by: typesOfSpan) {
      let span = spans[first]
      let part = parts[numbers[numbers.startIndex + packing.order[span.sequence]]]
      let word = part.words.lowerBound + span.steps.lowerBound
      results[part.sentence].setEntityProbability(spanProbabilities[first], from: word)
      if top == 0 { continue }
      let ranked = (first..<first + typesOfSpan).map {
        Alternative(label: spanTypes[$0], probability: spanProbabilities[$0])
      }.sorted { $0.probability > $1.probability }
      results[part.sentence].setEntityAlternatives(Array(ranked.prefix(top)), from: word)
    }
  }

  /// Finds the trees of the sentences of `batch`.
  private func parse(_ hidden: PackedSequences, with tree: TreeHead, probabilities: Bool) {
    tree.parse(
      hidden, kinds: places.relationKinds, probabilities: probabilities, into: &trees, in: &pass)
  }

  /// Sets the heads and relations that were found.
  private func setTrees(
    at place: Int, _ packing: SequencePacking, parts numbers: ArraySlice<Int>,
    in results: inout [TaggedSentence]
  ) {
    for sequence in 0..<packing.sequenceCount {
      let part = parts[numbers[numbers.startIndex + packing.order[sequence]]]
      let first = part.words.lowerBound
      for step in 0..<packing.lengths[sequence] {
        let row = packing.row(step: step, sequence: sequence)
        let head = Int(trees.heads[row])
        results[part.sentence].set(
          first + step, at: place, to: trees.relations[row],
          probability: trees.probabilities.isEmpty ? nil : trees.probabilities[row])
        results[part.sentence].setHead(of: first + step, to: head == 0 ? nil : first + head - 1)
      }
    }
  }

  /// Makes one tree of those of the parts of a sentence that was too long to be read at once: the others hang on the
  /// first one's root.
  private func joinTrees(of results: inout [TaggedSentence]) {
    guard tagger.network.tree != nil, let place = resultPlaces[best.count - 1] else { return }
    for part in parts where part.words.lowerBound > 0 {
      let root = results[part.sentence].sentence.words.indices.first {
        results[part.sentence].head(of: $0) == nil
      }
      for word in part.words where results[part.sentence].head(of: word) == nil {
        results[part.sentence].setHead(of: word, to: root)
        results[part.sentence].set(
          word, at: place, to: places.joiningRelation, probability: nil)
      }
    }
  }

  private func hidden(_ sentences: [Sentence]) -> (hidden: PackedSequences, isCached: Bool) {
    if let words = cache.rows(sentences, in: &pass) {
      return (tagger.network.hidden(words, in: &pass), true)
    }
    return (tagger.network.hidden(indexer.batch(sentences), in: &pass), false)
  }
}
