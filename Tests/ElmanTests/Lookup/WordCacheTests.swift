import ElmanNetworks
import ElmanText
import Testing

@testable import Elman

/// What the cache holds never changes a bit, however small it is and whatever came before.
@Suite struct WordCacheTests {
  /// Bytes for so many words of a network.
  private func bytes(_ words: Int, _ encoder: SentenceEncoder) -> Int {
    words * WordCache.bytesPerWord(encoder)
  }

  @Test(arguments: CellKind.allCases, [0, 1, 3, 14, 40, 1_000])
  func taggingIsTheSame(cell: CellKind, words: Int) throws {
    let tagger = try randomTagger {
      $0.cell = cell
      $0.layers = words % 2 + 1
    }
    let sentences = (0..<6).flatMap { randomSentences(20, seed: $0) }
    let plain = TaggerSession(tagger, batchSize: 4, cacheBytes: 0)
    let cached = TaggerSession(
      tagger, batchSize: 4, cacheBytes: bytes(words, tagger.network.encoder))
    // The second time, most words are there already.
    for _ in 0..<2 {
      for start in stride(from: 0, to: sentences.count, by: 17) {
        let some = Array(sentences[start..<min(start + 17, sentences.count)])
        for (one, other) in zip(
          plain.tag(some, probabilities: true), cached.tag(some, probabilities: true))
        {
          #expect(one.labelIds == other.labelIds)
          #expect(one.probabilities == other.probabilities)
        }
      }
    }
  }

  @Test(arguments: PoolingKind.allCases, [0, 5])
  func classifyingIsTheSame(pooling: PoolingKind, characterHiddenSize: Int) throws {
    let classifier = try randomClassifier {
      $0.pooling = pooling
      $0.characterHiddenSize = characterHiddenSize
    }
    let texts = randomTexts(60).map { classifier.document($0.utf8) }
    let plain = ClassifierSession(classifier, batchSize: 5, cacheBytes: 0)
      .classify(texts, tokenWeights: true)
    for words in [20, 45, 500] {
      let session = ClassifierSession(
        classifier, batchSize: 5, cacheBytes: bytes(words, classifier.network.encoder))
      for _ in 0..<2 {
        for (one, other) in zip(plain, session.classify(texts, tokenWeights: true)) {
          #expect(one.probabilities == other.probabilities)
          #expect(one.tokenWeights == other.tokenWeights)
        }
      }
    }
  }

  @Test(arguments: [3, 9, 30])
  func longWordsChangeNothing(words: Int) throws {
    let tagger = try randomTagger()
    let long = ["n", "i"].map { String(repeating: $0, count: 300) }
    let sentences = (0..<40).map { number in
      Sentence(words: [long[number % 2], "dog", long[number / 3 % 2], "night \(number)"])
    }
    let cached = TaggerSession(
      tagger, batchSize: 2, cacheBytes: bytes(words, tagger.network.encoder))
    for (one, other) in zip(
      TaggerSession(tagger, batchSize: 2, cacheBytes: 0).tag(sentences, probabilities: true),
      cached.tag(sentences, probabilities: true))
    {
      #expect(one.labelIds == other.labelIds)
      #expect(one.probabilities == other.probabilities)
    }
  }

  @Test func wordsOutlastTheTextsTheyCameFrom() throws {
    let tagger = try randomTagger()
    let session = TaggerSession(tagger, cacheBytes: 1 << 20)
    let expected = tagger.tag([Sentence(words: ["unseen", "dog"])], probabilities: true)
    for round in 0..<3 {
      // New memory each time, with the words at other places.
      let padding = Array(repeating: "at", count: round)
      _ = session.tag([Sentence(words: padding + ["unseen", "night", "dog"])])
    }
    let found = session.tag([Sentence(words: ["unseen", "dog"])], probabilities: true)
    #expect(found[0].probabilities == expected[0].probabilities)
  }
}
