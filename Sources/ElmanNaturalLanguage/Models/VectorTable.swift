import Elman
import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanText

/// Words with their vectors.
final class VectorTable: Sendable {
  let dimension: Int
  private let words: Vocabulary
  /// The numbers of the words that have vectors, whose rows stand in this order.
  private let first: Int
  /// The vectors, row after row.
  private let values: [Float]
  /// For each vector the reciprocal of its length; 0 for one of length 0.
  private let scales: [Float]

  /// - Parameters:
  ///   - words: the words.
  ///   - first: the number of the first word that has a vector.
  ///   - values: the vectors of that and those behind it.
  ///   - dimension: the numbers of a vector.
  init(_ words: Vocabulary, first: Int, values: [Float], dimension: Int) {
    self.words = words
    self.first = first
    self.values = values
    self.dimension = dimension
    scales = (0..<values.count / max(1, dimension)).map { row in
      let length = values[row * dimension..<(row + 1) * dimension].reduce(0) { $0 + $1 * $1 }
        .squareRoot()
      return length > 0 ? 1 / length : 0
    }
  }

  /// The vectors of words that a tagger has which were learned from much text; `nil` for one that has none: its own know
  /// little but grammar.
  convenience init?(_ tagger: Tagger) {
    guard let table = tagger.network.encoder.tokens.pretrained?.table else { return nil }
    let count = min(tagger.words.count, table.rows)
    var values = [Float](repeating: 0, count: count * table.columns)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      tagger.weights.copyRows(
        (0..<Int32(count)).map { $0 }, of: table,
        to: MutableMatrixView(base: base, rows: count, columns: table.columns))
    }
    self.init(
      tagger.words, first: 1, values: Array(values.dropFirst(table.columns)),
      dimension: table.columns)
  }

  /// How many words have vectors.
  var count: Int { scales.count { $0 > 0 } }

  /// The row of a word: as it is written, or else in small letters.
  func row(of word: String) -> Int? {
    for form in [word, word.lowercased()] {
      let row = Int(words.id(of: form)) - first
      if scales.indices.contains(row), scales[row] > 0 { return row }
    }
    return nil
  }

  func vector(of word: String) -> [Float]? { row(of: word).map { Array(self[$0]) } }

  subscript(row: Int) -> ArraySlice<Float> {
    values[row * dimension..<(row + 1) * dimension]
  }

  /// The nearest words to a vector.
  ///
  /// - Parameters:
  ///   - vector: the vector.
  ///   - maximumCount: the most words.
  ///   - distance: the furthest of them.
  ///   - left: a row that is left out.
  func nearest(
    to vector: [Float], _ maximumCount: Int, within distance: NLDistance, but left: Int?
  ) -> [(String, NLDistance)] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, maximumCount > 0 else { return [] }
    var distances: [(row: Int, distance: Float)] = []
    values.withUnsafeBufferPointer { values in
      for row in scales.indices where row != left && scales[row] > 0 {
        var product: Float = 0
        for column in 0..<dimension { product += values[row * dimension + column] * vector[column] }
        let found = 1 - product * scales[row] / length
        if NLDistance(found) <= distance { distances.append((row, found)) }
      }
    }
    distances.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
    return distances.prefix(maximumCount).map {
      (words.string(of: Int32($0.row + first)), NLDistance(max(0, $0.distance)))
    }
  }

  /// 1 less the cosine of the angle between two vectors; 2 if one of them has no direction.
  static func cosineDistance(_ left: [Float], _ right: [Float]) -> Float {
    var (product, leftSquare, rightSquare): (Float, Float, Float) = (0, 0, 0)
    for (one, other) in zip(left, right) {
      product += one * other
      leftSquare += one * one
      rightSquare += other * other
    }
    let lengths = (leftSquare * rightSquare).squareRoot()
    return lengths > 0 ? min(2, max(0, 1 - product / lengths)) : 2
  }
}

/// The vectors of the models that come with Elman, each table made once.
final class ShippedVectors: Sendable {
  static let shared = ShippedVectors()

  private let tables = Guarded<[Language: VectorTable?]>([:])

  func table(of language: NLLanguage) -> VectorTable? {
    guard let tagger = ShippedModels.shared.tagger(of: language.elman) else { return nil }
    return tables.withLock { tables in
      if let table = tables[language.elman] { return table }
      let table = VectorTable(tagger)
      tables[language.elman] = .some(table)
      return table
    }
  }
}

/// Vectors of sentences.
struct SentenceVectors: Sendable {
  private let table: VectorTable
  private let language: NLLanguage?
  /// By how much the frequent words count for less: those of this rank count half.
  private static let halfRank: Float = 100

  init(_ table: VectorTable, _ language: NLLanguage?) {
    self.table = table
    self.language = language
  }

  /// The mean of the vectors of a sentence's words; `nil` if none of them has one.
  func vector(of sentence: String) -> [Float]? {
    let tokenizer = NLTokenizer(unit: .word)
    tokenizer.string = sentence
    if let language { tokenizer.setLanguage(language) }
    var sum = [Float](repeating: 0, count: table.dimension)
    var weight: Float = 0
    tokenizer.enumerateTokens(in: sentence.startIndex..<sentence.endIndex) { range, _ in
      guard let row = table.row(of: String(sentence[range])) else { return true }
      // The more frequent a word the lower its number.
      let share = Float(row) / (Float(row) + Self.halfRank)
      weight += share
      for (column, value) in table[row].enumerated() { sum[column] += share * value }
      return true
    }
    return weight > 0 ? sum.map { $0 / weight } : nil
  }
}
