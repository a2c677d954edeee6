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

  private let tagger: Tagger
  private let batchSize: Int
  private let indexer: TokenIndexer
  private var cache: WordCache
  private var pass: Pass

  /// Memory that each call uses again.
  private var parts: [Part] = []
  private var lengths: [Int] = []
  private var batches = LengthBatches()
  private var batch: [Sentence] = []
  /// For each column the labels of the packed rows.
  private var best: [[Int32]]
  private var scores: [PackedSequences?]
  private var certainties: [MutableMatrixView?]
  private var spans: [CRFSpan] = []
  private var spanProbabilities: [Float] = []
  private let places: ColumnPlaces
  private var chooser: LemmaChooser?
  private var lemmas = LemmaMemory()
  private var agreement: TagAgreement?
  private var lemmaRules: [Int32] = []
  private var formNumbers: [Int] = []
  private var shaped: [(row: Int, shape: TokenShape)] = []
  private let followedForms: FollowedReader?
  private var followedRows: [Int] = []
  private var followed: [(row: Int, rule: Int32)] = []

  /// A session of a tagger.
  ///
  /// - Parameters:
  ///   - tagger: what tags.
  ///   - batchSize: the most sentences of a batch.
  ///   - cacheBytes: how much memory may hold what is known of frequent words; 0 for none.
  ///     The results are the same.
  public init(
    _ tagger: Tagger, batchSize: Int = defaultBatchSize, cacheBytes: Int = defaultCacheBytes
  ) {
    precondition(batchSize > 0 && cacheBytes >= 0)
    self.tagger = tagger
    self.batchSize = batchSize
    indexer = TokenIndexer(
      words: tagger.words, characters: tagger.characters,
      readsCharacters: tagger.network.encoder.readsCharacters,
      variants: tagger.knowledge.variants)
    followedForms = FollowedReader(tagger.knowledge)
    cache = WordCache(
      tagger.network.encoder, indexer: indexer, bytes: cacheBytes, followed: followedForms)
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

  /// Tags sentences. Those of similar length go through the network together; the results stand in
  /// the order of the input.
  ///
  /// - Parameters:
  ///   - sentences: the sentences.
  ///   - probabilities: whether the probabilities of labels and entities are wanted.
  ///   - entityProbabilities: whether those of entities are wanted alone.
  public func tag(
    _ sentences: [Sentence], probabilities: Bool = false, entityProbabilities: Bool = false
  ) -> [TaggedSentence] {
    var results = sentences.map { sentence in
      TaggedSentence(
        sentence, columns: tagger.columns, probabilities: probabilities,
        entityProbabilities: probabilities || entityProbabilities)
    }
    findParts(of: sentences)
    for range in batches.batches {
      batch.removeAll(keepingCapacity: true)
      for number in batches.order[range] {
        batch.append(sentences[parts[number].sentence].keeping(words: parts[number].words))
      }
      tagBatch(of: batches.order[range], into: &results)
    }
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
    for (column, head) in tagger.network.heads.enumerated() {
      let scores = head.scores(hidden, in: &pass)
      head.head.decode(scores, into: &best[column], in: &pass)
      certainties[column] = hasProbabilities ? head.head.probabilities(scores, in: &pass) : nil
      self.scores[column] = scores
    }
    let packing = hidden.packing
    decideTogether(packing, isCached: isCached)
    if let lemma = places.lemma { chooseLemmas(lemma, packing, isCached: isCached) }
    for column in best.indices {
      // The probability of a rule that another took the place of, and that may be no label, is the network's.
      let (ids, certainties) = (best[column], certainties[column])
      let labels = column == places.lemma ? lemmaRules : ids
      let labelCount = tagger.columns[column].labels.count
      for sequence in 0..<packing.sequenceCount {
        let part = parts[numbers[numbers.startIndex + packing.order[sequence]]]
        for step in 0..<packing.lengths[sequence] {
          let row = packing.row(step: step, sequence: sequence)
          results[part.sentence].set(
            part.words.lowerBound + step, at: column, to: labels[row],
            probability: certainties.map {
              $0[row, Int(labels[row] < labelCount ? labels[row] : ids[row])]
            })
        }
      }
    }
    if results.first?.hasEntityProbabilities == true {
      for column in best.indices {
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
    spans.removeAll(keepingCapacity: true)
    for sequence in 0..<packing.sequenceCount {
      let labels = (0..<packing.lengths[sequence]).lazy.map { [best = best[column]] step in
        best[packing.row(step: step, sequence: sequence)]
      }
      for span in set.spans(of: labels) {
        spans.append(
          CRFSpan(
            sequence: sequence, steps: span.range, labels: set.spanLabels(ofType: span.type)))
      }
    }
    if spans.isEmpty { return }
    head.spanProbabilities(scores, spans: spans, into: &spanProbabilities, in: &pass)
    for (span, probability) in zip(spans, spanProbabilities) {
      let part = parts[numbers[numbers.startIndex + packing.order[span.sequence]]]
      results[part.sentence].setEntityProbability(
        probability, from: part.words.lowerBound + span.steps.lowerBound)
    }
  }

  private func hidden(_ sentences: [Sentence]) -> (hidden: PackedSequences, isCached: Bool) {
    if let words = cache.rows(sentences, in: &pass) {
      return (tagger.network.hidden(words, in: &pass), true)
    }
    return (tagger.network.hidden(indexer.batch(sentences), in: &pass), false)
  }
}

/// What is decided once each column was for itself.
extension TaggerSession {
  /// Labels the tokens that are told by their characters, and makes labels of several columns agree.
  private func decideTogether(_ packing: SequencePacking, isCached: Bool) {
    shaped.removeAll(keepingCapacity: true)
    if let shapes = tagger.knowledge.shapes {
      if isCached {
        cache.appendShapes(to: &shaped)
      } else {
        for sequence in 0..<packing.sequenceCount {
          for step in 0..<packing.lengths[sequence] {
            let shape = batch[packing.order[sequence]].withBytes(of: step) { TokenShape($0) }
            if let shape { shaped.append((packing.row(step: step, sequence: sequence), shape)) }
          }
        }
      }
      shaped.removeAll { shapes.labels(of: $0.shape) == nil }
      for (row, shape) in shaped {
        for (column, label) in zip(shapes.columns, shapes.labels(of: shape) ?? []) {
          best[column][row] = label
        }
      }
    }
    agreement?.decide(&best, scores, packing)
    decideByFollowers(packing, isCached: isCached)
  }

  /// Decides what some frequent forms are by the words that follow them.
  private func decideByFollowers(_ packing: SequencePacking, isCached: Bool) {
    followed.removeAll(keepingCapacity: true)
    guard let followedForms, let partOfSpeech = places.partOfSpeech else { return }
    followedRows.removeAll(keepingCapacity: true)
    if isCached {
      cache.appendFollowed(to: &followedRows)
    } else {
      for sequence in 0..<packing.sequenceCount {
        for step in 0..<packing.lengths[sequence]
        where batch[packing.order[sequence]].withBytes(of: step, followedForms.contains) {
          followedRows.append(packing.row(step: step, sequence: sequence))
        }
      }
    }
    let names = tagger.columns[partOfSpeech].labels
    let passedOver = FollowedForms.passedOver.compactMap { names.id(of: $0) }.map { Int32($0) }
    for row in followedRows {
      guard let step = packing.step(ofRow: row) else { continue }
      let sequence = row - packing.offsets[step]
      func place(_ step: Int) -> Int { packing.row(step: step, sequence: sequence) }
      let next = (step + 1..<packing.lengths[sequence]).first {
        !passedOver.contains(best[partOfSpeech][place($0)])
      }
      guard let next else { continue }
      let labels = followedForms.labels(
        of: step, names[Int(best[partOfSpeech][row])], before: next,
        places.languagePartOfSpeech.map {
          tagger.columns[$0].labels[Int(best[$0][place(next)])]
        }, in: batch[packing.order[sequence]])
      guard let labels else { continue }
      followed.append((row, labels.rule))
      if let column = places.languagePartOfSpeech, labels.languagePartOfSpeech >= 0,
        best[column][row] != labels.languagePartOfSpeech
      {
        best[column][row] = labels.languagePartOfSpeech
        agreement?.decide(
          sequence, step, keeping: [partOfSpeech, column], &best, scores, packing)
      }
    }
  }

  /// Chooses the rules of the lemmas. What was decided before is remembered.
  private func chooseLemmas(_ lemma: Int, _ packing: SequencePacking, isCached: Bool) {
    guard let scores = scores[lemma]?.values else { return }
    func labels(_ place: Int?) -> [Int32]? { place.map { best[$0] } }
    let parts = labels(places.partOfSpeech)
    let languageParts = labels(places.languagePartOfSpeech)
    let features = labels(places.features)
    lemmaRules = best[lemma]
    if isCached { cache.copyFormNumbers(into: &formNumbers) }
    for sequence in 0..<packing.sequenceCount {
      for step in 0..<packing.lengths[sequence] {
        let row = packing.row(step: step, sequence: sequence)
        let labels = WordLabels(
          partOfSpeech: parts.map { Int($0[row]) },
          languagePartOfSpeech: languageParts.map { Int($0[row]) },
          features: features.map { Int($0[row]) })
        let rule = lemmaRules[row]
        let key = isCached ? LemmaMemory.Key(form: formNumbers[row], labels, best: rule) : nil
        let code = key.flatMap { lemmas.code(for: $0) }
        if let code, code >= 0 {
          lemmaRules[row] = code
          continue
        }
        lemmaRules[row] =
          batch[packing.order[sequence]].withBytes(of: step) { form in
            let decision =
              code.map { lemmas.decision($0) }
              ?? chooser?.decision(for: form, labels, best: rule)
            guard let decision else { return nil }
            if code == nil, let key { lemmas.remember(decision, for: key) }
            return chooser?.rule(
              by: decision, for: form, labels, best: rule, scores: scores[row: row])
          } ?? rule
      }
    }
    for (row, rule) in followed where rule >= 0 { lemmaRules[row] = rule }
    guard let unchanged = places.unchanged else { return }
    for (row, _) in shaped { lemmaRules[row] = unchanged }
  }
}
