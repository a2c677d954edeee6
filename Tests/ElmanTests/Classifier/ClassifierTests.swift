import ElmanNetworks
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

@Suite struct ClassifierTests {
  static let oddTexts = [
    "", " ", " \n\n\t", "\0", "\u{FEFF}", "\u{200B}", "owl", ".", "犬", "👩‍🔬 e\u{301}", "\r\n.\r\n",
  ]

  @Test(arguments: oddTexts, PoolingKind.allCases)
  func anyTextHasAnAnswer(_ text: String, pooling: PoolingKind) throws {
    let classifier = try randomClassifier { $0.pooling = pooling }
    let result = classifier.classify(text)
    #expect(classifier.labels.labels.contains(result.label))
    #expect(abs(result.probabilities.reduce(0, +) - 1) < 1e-6)
    #expect(result.probabilities.allSatisfy { 0...1 ~= $0 })
    #expect(result.probability == result.probabilities.max())
    #expect(result.tokenWeights == nil)
  }

  @Test func bytesThatAreNoTextHaveAnAnswer() throws {
    let classifier = try randomClassifier()
    let documents = [[0xFF, 0xFE], [0xE2, 0x82], [0x6F, 0xC0, 0x6C]].map {
      classifier.document($0 as [UInt8])
    }
    #expect(ClassifierSession(classifier).classify(documents).count == 3)
    #expect(documents[0].windows.flatMap(\.text) == Array("\u{FFFD}\u{FFFD}".utf8))
  }

  @Test(arguments: [
    ("owl sings at night ", 5_000_000), ("x", 5_000_000), ("\n", 5_000_000), ("\0", 500_000),
    ("owl. ", 500_000), ("\n\nowl.", 500_000), (" ", 500_000), (".", 500_000), ("犬", 500_000),
  ])
  func megabytesHaveAnAnswer(_ unit: String, size: Int) throws {
    let text = String(repeating: unit, count: size / unit.utf8.count)
    let classifier = try randomClassifier {
      $0.hiddenSize = 2
      $0.wordSize = 2
      $0.windowSize = 256
    }
    let document = classifier.document(text.utf8)
    #expect(document.windows.reduce(0) { $0 + $1.text.count } == text.utf8.count)
    let results = ClassifierSession(classifier).classify([document], tokenWeights: true)
    let weights = try #require(results.first?.tokenWeights)
    #expect(weights.count == document.wordCount)
    #expect(abs(weights.reduce(0) { $0 + Double($1) } - 1) < 1e-3)
  }

  @Test(arguments: CellKind.allCases, PoolingKind.allCases)
  func batchesLeaveNoTrace(cell: CellKind, pooling: PoolingKind) throws {
    let classifier = try randomClassifier {
      $0.cell = cell
      $0.pooling = pooling
      $0.layers = 2
      $0.characterHiddenSize = cell == .lstm ? 6 : 0
    }
    let documents = (randomTexts(40) + [""]).map { classifier.document($0.utf8) }
    #expect(documents.contains { $0.windows.count > 2 })
    let explains = pooling == .attention
    let together = ClassifierSession(classifier, batchSize: 32)
      .classify(documents, tokenWeights: true)
    let reversed = ClassifierSession(classifier, batchSize: 7)
      .classify(documents.reversed(), tokenWeights: true)
    let session = ClassifierSession(classifier, batchSize: 1)
    for (index, document) in documents.enumerated() {
      let alone = session.classify([document], tokenWeights: true)[0]
      for other in [together[index], reversed[documents.count - 1 - index]] {
        #expect(alone.probabilities == other.probabilities)
        #expect(alone.tokenWeights == other.tokenWeights)
      }
      #expect((alone.tokenWeights != nil) == explains)
      guard let weights = alone.tokenWeights else { continue }
      #expect(weights.count == document.wordCount)
      #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func windowsArePooledAsOneText() throws {
    let words = Array(repeating: ["the", "owl", "sings"], count: 7).flatMap(\.self)
    let classifier = try randomClassifier { $0.windowSize = 5 }
    let document = Document(words: words, windowSize: 5)
    #expect(document.windows.map(\.words.count) == [5, 5, 5, 5, 1])
    let result = ClassifierSession(classifier).classify([document], tokenWeights: true)[0]
    #expect(result.tokenWeights?.count == 21)
    // Windows 1 and 4 hold the same words: each is read from its own start.
    let weights = try #require(result.tokenWeights)
    #expect(weights[0..<5] == weights[15..<20])
    #expect(weights[0..<5] != weights[5..<10])
  }

  @Test(arguments: PoolingKind.allCases)
  func veryLongTextsAreReadInParts(pooling: PoolingKind) throws {
    let classifier = try randomClassifier { $0.pooling = pooling }
    let limit = ClassifierSession.maximumBatchTokens
    let words = (0..<2 * limit + 100).map { ["the", "owl", "sings", "unseen"][$0 % 4] }
    let long = Document(words: words, windowSize: 16)
    let others = randomTexts(3).map { classifier.document($0.utf8) }
    let session = ClassifierSession(classifier)
    let results = session.classify([others[0], long] + others[1...], tokenWeights: true)
    #expect(
      results[1].probabilities == session.classify([long])[0].probabilities)
    #expect(results[2].probabilities == session.classify([others[1]])[0].probabilities)

    let parts = long.parts(tokens: limit)
    #expect(parts.map(\.wordCount) == [limit, limit, 100])
    #expect(parts.flatMap(\.windows) == long.windows)
    let partScores = session.scores(parts)
    for (label, score) in session.scores([long])[0].enumerated() {
      let mean = zip(parts, partScores).reduce(0) {
        $0 + Double($1.0.wordCount) * Double($1.1[label])
      }
      #expect(abs(Double(score) - mean / Double(words.count)) < 1e-5)
    }
    let weights = results[1].tokenWeights
    #expect((weights != nil) == (pooling == .attention))
    if let weights {
      #expect(weights.count == words.count)
      #expect(weights.allSatisfy { $0 > 0 })
      #expect(abs(weights.reduce(0) { $0 + Double($1) } - 1) < 1e-4)
    }
  }

  @Test func noTextsHaveNoResults() throws {
    #expect(ClassifierSession(try randomClassifier()).classify([]).isEmpty)
  }

  @Test func temperatureSharpensAndFlattens() throws {
    let classifier = try randomClassifier()
    let plain = classifier.classify("The owl sings.")
    let sharp = classifier.with(temperature: 0.1).classify("The owl sings.")
    let flat = classifier.with(temperature: 100).classify("The owl sings.")
    #expect(sharp.probability > plain.probability && plain.probability > flat.probability)
    #expect(sharp.ranking == plain.ranking && flat.ranking == plain.ranking)
    #expect(abs(flat.probability - 1 / 3) < 0.01)
  }

  @Test func rankingStartsWithTheLabel() throws {
    let classifier = try randomClassifier(labels: ["a", "b", "c", "d", "e"])
    for text in randomTexts(20) {
      let result = classifier.classify(text)
      #expect(result.labels[result.ranking[0]] == result.label)
      #expect(result.ranking.sorted() == [0, 1, 2, 3, 4])
      let ranked = result.ranking.map { result.probabilities[$0] }
      #expect(ranked == ranked.sorted(by: >))
    }
  }

  @Test func sentimentIsToldForLabelsOfSentimentOnly() throws {
    let result = try randomClassifier().classify("owl")
    let sentiment = try #require(result.sentiment)
    #expect(abs(sentiment - (result.probabilities[2] - result.probabilities[0])) < 1e-6)
    #expect(try randomClassifier(labels: ["spam", "ham"]).classify("owl").sentiment == nil)
  }
}
