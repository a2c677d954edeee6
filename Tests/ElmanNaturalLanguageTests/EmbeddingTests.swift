import ElmanNaturalLanguage
import ElmanTestSupport
import Testing

struct EmbeddingTests {
  private static let vectors = [
    "owl": [1.0, 0], "hawk": [0.9, 0.1], "barn": [0.0, 1], "house": [0.1, 0.9], "sea": [-1.0, 0],
  ]

  private static func embedding() throws -> NLEmbedding {
    let folder = try TemporaryFolder()
    let url = URL(fileURLWithPath: folder.file("vectors.txt"))
    try NLEmbedding.write(vectors, language: .english, revision: 1, to: url)
    return try NLEmbedding(contentsOf: url)
  }

  @Test func filesAreReadBack() throws {
    let embedding = try Self.embedding()
    #expect(embedding.dimension == 2 && embedding.vocabularySize == 5)
    #expect(embedding.contains("owl") && embedding.contains("OWL") && !embedding.contains("cat"))
    #expect(embedding.vector(for: "owl") == [1, 0])
    #expect(embedding.vector(for: "cat") == nil)
    var room: [Float] = [5, 5]
    #expect(embedding.getVector(&room, for: "barn") && room == [0, 1])
    #expect(!embedding.getVector(&room, for: "cat"))
    #expect(embedding.language == nil && embedding.revision == 1)
  }

  @Test func distancesAreThoseOfAngles() throws {
    let embedding = try Self.embedding()
    #expect(embedding.distance(between: "owl", and: "owl") == 0)
    #expect(abs(embedding.distance(between: "owl", and: "barn") - 1) < 1e-6)
    #expect(embedding.distance(between: "owl", and: "sea", distanceType: .cosine) == 2)
    #expect(embedding.distance(between: "owl", and: "cat") == 2)
  }

  @Test func neighboursAreTheNearest() throws {
    let embedding = try Self.embedding()
    let all = embedding.neighbors(for: "owl", maximumCount: 9)
    #expect(all.map(\.0) == ["hawk", "house", "barn", "sea"])
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.1 <= $1.1 })
    for (word, distance) in all {
      #expect(abs(distance - embedding.distance(between: "owl", and: word)) < 1e-6)
    }
    #expect(embedding.neighbors(for: "owl", maximumCount: 1).map(\.0) == ["hawk"])
    #expect(embedding.neighbors(for: "cat", maximumCount: 9).isEmpty)
    #expect(
      embedding.neighbors(for: "owl", maximumCount: 9, maximumDistance: 0.5).map(\.0) == ["hawk"])
    #expect(embedding.neighbors(for: [0, 2], maximumCount: 2).map(\.0) == ["barn", "house"])
    #expect(embedding.neighbors(for: [0, 2], maximumCount: 9, maximumDistance: 0.5).count == 2)
    #expect(embedding.neighbors(for: [1], maximumCount: 2).isEmpty)
    #expect(embedding.neighbors(for: [0, 0], maximumCount: 2).isEmpty)
  }

  @Test func enumerationStopsWhenItIsTold() throws {
    let embedding = try Self.embedding()
    var words: [String] = []
    let take: (String, NLDistance) -> Bool = { word, _ in
      words.append(word)
      return words.count % 2 == 1
    }
    embedding.enumerateNeighbors(for: "owl", maximumCount: 9, using: take)
    embedding.enumerateNeighbors(for: "owl", maximumCount: 9, maximumDistance: 2, using: take)
    embedding.enumerateNeighbors(for: [1, 0], maximumCount: 9, using: take)
    embedding.enumerateNeighbors(for: [1, 0], maximumCount: 9, maximumDistance: 2, using: take)
    #expect(words == ["hawk", "house", "hawk", "house", "owl", "hawk", "owl", "hawk"])
  }

  @Test func modelsHaveVectorsOfWords() throws {
    let embedding = try #require(NLEmbedding.wordEmbedding(for: .english))
    #expect(embedding.language == .english && embedding.vocabularySize > 10_000)
    #expect(embedding.vector(for: "owl")?.count == embedding.dimension)
    #expect(
      embedding.distance(between: "king", and: "queen")
        < embedding.distance(between: "king", and: "spoon"))
    #expect(NLEmbedding.wordEmbedding(for: NLLanguage("tlh")) == nil)
    // What a model learned from little text is no good for meanings.
    #expect(NLEmbedding.wordEmbedding(for: .french) == nil)
    #expect(NLEmbedding.wordEmbedding(for: .english, revision: 7) == nil)
    #expect(
      NLEmbedding.supportedRevisions(for: .english).contains(
        NLEmbedding.currentRevision(for: .english)))
    #expect(NLEmbedding.supportedRevisions(for: NLLanguage("tlh")).isEmpty)
  }

  @Test func sentencesHaveVectors() throws {
    let embedding = try #require(NLEmbedding.sentenceEmbedding(for: .english))
    let near = embedding.distance(
      between: "The owl sleeps in the barn.", and: "A sparrow was sitting in the garden.")
    let far = embedding.distance(
      between: "The owl sleeps in the barn.", and: "Interest rates and taxes will be raised.")
    #expect(near < far)
    #expect(embedding.vector(for: "") == nil && !embedding.contains(""))
    #expect(embedding.contains("The owl."))
    #expect(embedding.neighbors(for: "The owl.", maximumCount: 2).isEmpty)
    #expect(NLEmbedding.sentenceEmbedding(for: NLLanguage("tlh")) == nil)
    #expect(NLEmbedding.sentenceEmbedding(for: .english, revision: 7) == nil)
    #expect(
      NLEmbedding.supportedSentenceEmbeddingRevisions(for: .english).contains(
        NLEmbedding.currentSentenceEmbeddingRevision(for: .english)))
  }

  @Test func unevenVectorsAreRefused() throws {
    let url = URL(fileURLWithPath: try TemporaryFolder().file("v.txt"))
    for vectors: [String: [Double]] in [[:], ["a": []], ["a": [1], "b": [1, 2]]] {
      #expect(throws: NaturalLanguageError.unevenVectors) {
        try NLEmbedding.write(vectors, language: nil, revision: 1, to: url)
      }
    }
    #expect(throws: (any Error).self) { try NLEmbedding(contentsOf: url) }
  }
}
