import CMeasurement
import Elman
import ElmanEnglishSentiment
import ElmanNetworks
import ElmanTensors
import ElmanText
import ElmanTraining

/// How many blocks of memory a batch takes from the heap, once all memory is there.
struct AllocationsCase: BenchmarkCase {
  static let name = "allocations"
  static let heading = "Allocations"
  static let summary = "heap allocations of a batch in the steady state"

  let options: BenchmarkOptions

  func run() async throws -> [Row] {
    let tagger = try options.tagger()
    guard elman_counts_allocations() else {
      return [Row().with("what", "not counted on this platform")]
    }
    let text = try BenchmarkText()
    let sentences = Array(text.sentences.filter { !$0.words.isEmpty }.prefix(32))
    return try await [trainer()] + [learning(sentences, tagger)] + tagging(sentences, tagger)
      + classifying(sentences)
  }

  private func row(_ what: String, allocations: Int, words: Int) -> Row {
    Row().with("what", what).with("words", Double(words), digits: 0)
      .with("allocations", Double(allocations), digits: 0)
      .with("per word", Double(allocations) / Double(max(1, words)), digits: 2)
  }

  /// The median of what some calls allocate, after a few that fill memories and caches.
  private func row(_ what: String, words: Int, _ body: () -> Void) -> Row {
    for _ in 0..<3 { body() }
    let counts = (0..<9).map { _ in
      let before = elman_allocation_count()
      body()
      return Int(elman_allocation_count() - before)
    }
    return row(what, allocations: counts.sorted()[4], words: words)
  }

  private func words(_ sentences: [Sentence]) -> Int {
    sentences.reduce(0) { $0 + $1.words.count }
  }

  /// Whole training steps, with one batch of 16 as the trainer takes it, of the second epoch on.
  private func trainer() async throws -> Row {
    let corpus = try BenchmarkCorpus.train.prefix(320)
    var training = TrainingConfiguration()
    training.epochs = 4
    var before: UInt64 = 0
    // There is room for all counts from the start: keeping them must not allocate.
    var counts: [Int] = []
    counts.reserveCapacity(1_000)
    _ = try await TaggerTrainer(TaggerConfiguration(), training).train(
      on: corpus, dev: corpus.prefix(1),
      observe: { progress in
        if case .batch(let batch) = progress, batch.epoch > 1 {
          let now = elman_allocation_count()
          if batch.batches > 1 { counts.append(Int(now - before)) }
          before = elman_allocation_count()
        }
      })
    return row(
      "training: a step of the trainer, 16 sentences",
      allocations: counts.sorted()[counts.count / 2],
      words: corpus.wordCount * 16 / corpus.sentences.count)
  }

  /// The network's part of a training step.
  private func learning(_ sentences: [Sentence], _ tagger: Tagger) -> Row {
    let bench = TrainingBench(tagger, sentences: Array(sentences.prefix(16)))
    return row("training: network and optimizer alone, 16 sentences", words: bench.wordCount) {
      for step in bench.steps {
        bench.learn(step)
        bench.update()
      }
    }
  }

  private func tagging(_ sentences: [Sentence], _ tagger: Tagger) throws -> [Row] {
    let words = words(sentences)
    let session = TaggerSession(tagger)
    let quantized = TaggerSession(try tagger.quantized())
    let uncached = TaggerSession(tagger, cacheBytes: 0)
    let indexer = TokenIndexer(words: tagger.words, characters: tagger.characters)
    let batch = indexer.batch(sentences)
    var pass = Pass(inferenceWith: tagger.weights)
    return [
      row("tagging: 32 sentences, words known to the cache", words: words) {
        _ = session.tag(sentences)
      },
      row("tagging: the same with weights in bytes", words: words) {
        _ = quantized.tag(sentences)
      },
      row("tagging: the same without a cache", words: words) { _ = uncached.tag(sentences) },
      row("tagging: words to ids alone", words: words) { _ = indexer.batch(sentences) },
      row("tagging: network alone, from ids to labels", words: words) {
        pass.begin()
        let hidden = tagger.network.hidden(batch, in: &pass)
        for head in tagger.network.heads {
          _ = head.head.decode(head.scores(hidden, in: &pass), in: &pass)
        }
      },
    ]
  }

  private func classifying(_ sentences: [Sentence]) throws -> [Row] {
    let classifier = try Classifier(.englishSentiment)
    let texts = sentences.map { classifier.document($0.text) }
    let words = texts.reduce(0) { $0 + $1.wordCount }
    let session = ClassifierSession(classifier)
    let indexer = TokenIndexer(
      words: classifier.words, characters: classifier.characters,
      readsCharacters: classifier.network.encoder.readsCharacters)
    let batch = DocumentBatch(texts, indexer: indexer)
    var pass = Pass(inferenceWith: classifier.weights)
    return [
      row("classifying: 32 texts, words known to the cache", words: words) {
        _ = session.classify(texts)
      },
      row("classifying: network alone, from ids to scores", words: words) {
        pass.begin()
        _ = classifier.network.scores(batch, in: &pass)
      },
    ]
  }
}
