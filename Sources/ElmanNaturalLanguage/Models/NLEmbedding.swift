import Elman
import ElmanText

/// How far two vectors are apart.
public typealias NLDistance = Double

/// How distances are measured.
public enum NLDistanceType: Int, Sendable, Hashable {
  /// 1 less the cosine of the angle between two vectors: 0 for the same direction, 2 for the opposite one.
  case cosine
}

/// Vectors of words or sentences: those with like meanings are near to each other.
///
/// ```swift
/// let embedding = NLEmbedding.wordEmbedding(for: .english)
/// embedding?.neighbors(for: "owl", maximumCount: 3)
/// ```
///
/// An embedding never changes and may be used by any number of threads.
public final class NLEmbedding: NSObject, Sendable {
  /// How many numbers a vector has.
  public let dimension: Int
  /// How many words have vectors; 0 for sentences, of which any has one.
  public let vocabularySize: Int
  /// The language; `nil` if none is known.
  public let language: NLLanguage?
  /// The revision.
  public let revision: Int
  private let table: VectorTable
  /// Cuts a sentence into words; `nil` for an embedding of words.
  private let sentences: SentenceVectors?

  /// The distance of what has no vector to anything: the greatest there is.
  private static let farthest: NLDistance = 2

  init(_ table: VectorTable, language: NLLanguage?, revision: Int = 1, isOfSentences: Bool = false)
  {
    self.table = table
    self.language = language
    self.revision = revision
    dimension = table.dimension
    vocabularySize = isOfSentences ? 0 : table.count
    sentences = isOfSentences ? SentenceVectors(table, language) : nil
  }

  /// The vectors of words that the model of a language has; `nil` where there is no model, and where it learned none from much text.
  public class func wordEmbedding(for language: NLLanguage) -> NLEmbedding? {
    wordEmbedding(for: language, revision: 1)
  }

  /// The same, of a revision; there is one.
  public class func wordEmbedding(for language: NLLanguage, revision: Int) -> NLEmbedding? {
    revision == 1
      ? ShippedVectors.shared.table(of: language).map { NLEmbedding($0, language: language) } : nil
  }

  /// Vectors of sentences: means of those of their words, the rarer ones counting for more; `nil` where there is no model.
  ///
  /// Reference: Arora, Liang and Ma, 2017, A Simple but Tough-to-Beat Baseline for Sentence Embeddings.
  public class func sentenceEmbedding(for language: NLLanguage) -> NLEmbedding? {
    sentenceEmbedding(for: language, revision: 1)
  }

  /// The same, of a revision; there is one.
  public class func sentenceEmbedding(for language: NLLanguage, revision: Int) -> NLEmbedding? {
    revision == 1
      ? ShippedVectors.shared.table(of: language).map {
        NLEmbedding($0, language: language, isOfSentences: true)
      } : nil
  }

  /// Vectors from a file: one that ``write(_:language:revision:to:)`` wrote, or any of GloVe, fastText (text) or word2vec.
  ///
  /// - Throws: Elman's errors for a file of another form, with its line.
  public convenience init(contentsOf url: URL) throws {
    let file = try VectorFile(path: url.path)
    self.init(file.table, language: file.language, revision: file.revision)
  }

  /// Whether a word has a vector; of sentences, whether a word of it has one.
  public func contains(_ string: String) -> Bool { found(string) != nil }

  /// The vector of a word or sentence; `nil` if it has none.
  public func vector(for string: String) -> [Double]? { found(string).map { $0.map(Double.init) } }

  /// Writes the vector of a word or sentence to memory.
  ///
  /// - Parameters:
  ///   - vector: room for ``dimension`` numbers.
  ///   - string: the word or sentence.
  /// - Returns: whether it has one.
  public func getVector(_ vector: UnsafeMutablePointer<Float>, for string: String) -> Bool {
    guard let found = found(string) else { return false }
    for (index, value) in found.enumerated() { vector[index] = value }
    return true
  }

  /// How far two words or sentences are apart; 2, the most there is, if one of them has no vector.
  public func distance(
    between firstString: String, and secondString: String,
    distanceType: NLDistanceType = .cosine
  ) -> NLDistance {
    guard let first = found(firstString), let second = found(secondString) else {
      return Self.farthest
    }
    return NLDistance(VectorTable.cosineDistance(first, second))
  }

  /// The nearest words to a word, itself left out, the nearest first.
  public func neighbors(
    for string: String, maximumCount: Int, distanceType: NLDistanceType = .cosine
  ) -> [(String, NLDistance)] {
    neighbors(for: string, maximumCount: maximumCount, maximumDistance: Self.farthest)
  }

  /// The nearest words to a word that are not further than a distance.
  public func neighbors(
    for string: String, maximumCount: Int, maximumDistance: NLDistance,
    distanceType: NLDistanceType = .cosine
  ) -> [(String, NLDistance)] {
    guard sentences == nil, let vector = table.vector(of: string) else { return [] }
    return table.nearest(
      to: vector, maximumCount, within: maximumDistance, but: table.row(of: string))
  }

  /// The nearest words to a vector, the nearest first.
  public func neighbors(
    for vector: [Double], maximumCount: Int, distanceType: NLDistanceType = .cosine
  ) -> [(String, NLDistance)] {
    neighbors(for: vector, maximumCount: maximumCount, maximumDistance: Self.farthest)
  }

  /// The nearest words to a vector that are not further than a distance; none for a vector of another length.
  public func neighbors(
    for vector: [Double], maximumCount: Int, maximumDistance: NLDistance,
    distanceType: NLDistanceType = .cosine
  ) -> [(String, NLDistance)] {
    guard sentences == nil, vector.count == dimension else { return [] }
    return table.nearest(
      to: vector.map { Float($0) }, maximumCount, within: maximumDistance, but: nil)
  }

  /// Calls `block` with the nearest words to a word, the nearest first, until it returns `false`.
  public func enumerateNeighbors(
    for string: String, maximumCount: Int, distanceType: NLDistanceType = .cosine,
    using block: (String, NLDistance) -> Bool
  ) {
    for (word, distance) in neighbors(for: string, maximumCount: maximumCount)
    where !block(word, distance) { return }
  }

  /// Calls `block` with the nearest words to a word that are not further than a distance.
  public func enumerateNeighbors(
    for string: String, maximumCount: Int, maximumDistance: NLDistance,
    distanceType: NLDistanceType = .cosine, using block: (String, NLDistance) -> Bool
  ) {
    let found = neighbors(
      for: string, maximumCount: maximumCount, maximumDistance: maximumDistance)
    for (word, distance) in found where !block(word, distance) { return }
  }

  /// Calls `block` with the nearest words to a vector, the nearest first, until it returns `false`.
  public func enumerateNeighbors(
    for vector: [Double], maximumCount: Int, distanceType: NLDistanceType = .cosine,
    using block: (String, NLDistance) -> Bool
  ) {
    for (word, distance) in neighbors(for: vector, maximumCount: maximumCount)
    where !block(word, distance) { return }
  }

  /// Calls `block` with the nearest words to a vector that are not further than a distance.
  public func enumerateNeighbors(
    for vector: [Double], maximumCount: Int, maximumDistance: NLDistance,
    distanceType: NLDistanceType = .cosine, using block: (String, NLDistance) -> Bool
  ) {
    let found = neighbors(
      for: vector, maximumCount: maximumCount, maximumDistance: maximumDistance)
    for (word, distance) in found where !block(word, distance) { return }
  }

  /// The revisions that there are vectors of words of; none without a model.
  public class func supportedRevisions(for language: NLLanguage) -> IndexSet {
    ShippedVectors.shared.table(of: language) == nil ? [] : [1]
  }

  /// The newest revision of vectors of words.
  public class func currentRevision(for language: NLLanguage) -> Int {
    supportedRevisions(for: language).last ?? 0
  }

  /// The revisions that there are vectors of sentences of; none without a model.
  public class func supportedSentenceEmbeddingRevisions(for language: NLLanguage) -> IndexSet {
    supportedRevisions(for: language)
  }

  /// The newest revision of vectors of sentences.
  public class func currentSentenceEmbeddingRevision(for language: NLLanguage) -> Int {
    currentRevision(for: language)
  }

  /// Writes vectors to a file, in the text form of word2vec, which other programs read too.
  ///
  /// - Parameters:
  ///   - dictionary: words with their vectors, all of one length.
  ///   - language: their language; `nil` for none. It is not written: word2vec has no place for it.
  ///   - revision: their revision, which is not written either.
  ///   - url: the file.
  /// - Throws: ``NaturalLanguageError/unevenVectors``; an error of Foundation for a file that cannot be written.
  public class func write(
    _ dictionary: [String: [Double]], language: NLLanguage?, revision: Int, to url: URL
  ) throws {
    try VectorFile.write(dictionary, to: url)
  }

  private func found(_ string: String) -> [Float]? {
    sentences.map { $0.vector(of: string) } ?? table.vector(of: string)
  }
}
