import ElmanNetworks
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

  /// A session of a tagger.
  ///
  /// - Parameter cacheBytes: how much memory may hold what is known of frequent words; 0 for none.
  ///   The results are the same.
  public init(
    _ tagger: Tagger, batchSize: Int = defaultBatchSize, cacheBytes: Int = defaultCacheBytes
  ) {
    precondition(batchSize > 0 && cacheBytes >= 0)
    self.tagger = tagger
    self.batchSize = batchSize
    indexer = TokenIndexer(
      words: tagger.words, characters: tagger.characters,
      readsCharacters: tagger.network.encoder.readsCharacters)
    cache = WordCache(tagger.network.encoder, indexer: indexer, bytes: cacheBytes)
    pass = Pass(inferenceWith: tagger.weights)
  }

  /// Tags sentences. Those of similar length go through the network together; the results stand in
  /// the order of the input.
  public func tag(_ sentences: [Sentence], probabilities: Bool = false) -> [TaggedSentence] {
    var labelIds = sentences.map { [Int32](repeating: 0, count: $0.tokens.count) }
    var certainties =
      probabilities ? sentences.map { [Float](repeating: 0, count: $0.tokens.count) } : nil
    let parts = parts(of: sentences)
    let batches = batches(
      ofLengths: parts.map(\.tokens.count), batchSize: batchSize,
      tokenLimit: Self.maximumBatchTokens)
    for batch in batches {
      let (labels, values) = run(batch.map { parts[$0].sentence(in: sentences) }, probabilities)
      for (index, number) in batch.enumerated() {
        let part = parts[number]
        labelIds[part.index].replaceSubrange(part.tokens, with: labels[index])
        certainties?[part.index].replaceSubrange(part.tokens, with: values[index])
      }
    }
    return sentences.indices.map {
      TaggedSentence(
        sentence: sentences[$0], labelIds: labelIds[$0], probabilities: certainties?[$0],
        labels: tagger.labels)
    }
  }

  /// A run of tokens of a sentence.
  private struct Part {
    let index: Int
    let tokens: Range<Int>

    func sentence(in sentences: [Sentence]) -> Sentence {
      sentences[index].keeping(tokens: tokens)
    }
  }

  private func parts(of sentences: [Sentence]) -> [Part] {
    sentences.enumerated().flatMap { index, sentence in
      stride(from: 0, to: sentence.tokens.count, by: Self.maximumBatchTokens).map { start in
        let end = min(start + Self.maximumBatchTokens, sentence.tokens.count)
        return Part(index: index, tokens: start..<end)
      }
    }
  }

  private func run(
    _ sentences: [Sentence], _ probabilities: Bool
  ) -> (labels: [[Int32]], probabilities: [[Float]]) {
    pass.begin()
    let scores = scores(sentences)
    let labels = tagger.network.head.decode(scores, in: &pass)
    var values: [[Float]] = []
    if probabilities {
      let all = tagger.network.head.probabilities(scores, in: &pass)
      values = scores.packing.unpack(labels.indices.map { all[$0, Int(labels[$0])] })
    }
    return (scores.packing.unpack(labels), values)
  }

  private func scores(_ sentences: [Sentence]) -> PackedSequences {
    if let words = cache.rows(sentences, in: &pass) {
      return tagger.network.scores(words, in: &pass)
    }
    return tagger.network.scores(indexer.batch(sentences), in: &pass)
  }
}
