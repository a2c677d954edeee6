import ElmanCorpora
import ElmanTensors
import ElmanText

/// Vectors of words, learned elsewhere: those that a corpus needs of a file of many.
package struct PretrainedVectors: Sendable {
  /// The path that they were read from.
  package let path: String
  /// The length of a vector.
  package let size: Int
  /// For each word, composed and without case, its vector.
  package let vectors: [[UInt8]: [Float]]

  /// Reads the vectors of some words.
  ///
  /// Words that differ in case alone get the first vector of the file, the most frequent word's.
  ///
  /// - Parameters:
  ///   - path: the file of vectors.
  ///   - extraWords: how many words from the file's start on are kept besides.
  ///   - isNeeded: tells of a word, composed and without case, whether it is needed.
  /// - Throws: `TrainingError.corpus` for a file that cannot be read or holds no vectors.
  package init(
    path: String, extraWords: Int, isNeeded: ([UInt8]) -> Bool
  ) throws(TrainingError) {
    let folding = TextNormalizer(foldsCase: true)
    var normalized: [UInt8] = []
    var kept: [[UInt8]: [Float]] = [:]
    do throws(CorpusError) {
      let reader = try WordVectorReader(path: path)
      size = reader.dimensions
      var word: [UInt8] = []
      var vector = [Float](repeating: 0, count: reader.dimensions)
      var index = 0
      while try reader.next(&word) {
        index += 1
        // A word that is no text cannot stand in one.
        guard String(validating: word, as: UTF8.self) != nil else { continue }
        word.withUnsafeBufferPointer { folding.normalize($0, into: &normalized) }
        if kept[normalized] == nil, index <= extraWords || isNeeded(normalized) {
          try reader.readVector(into: &vector)
          kept[normalized] = vector
        }
      }
    } catch { throw .corpus(error) }
    self.path = path
    vectors = kept
  }

  /// Sets the rows of a table to the vectors of its words, where there are any.
  func fill(_ table: MutableMatrixView, words: Vocabulary) {
    precondition(table.columns == size, "vectors of \(size) for \(table)")
    for id in 1..<words.count {
      let vector = words.withBytes(of: Int32(id)) { vectors[Array($0)] }
      guard let vector else { continue }
      for (column, value) in vector.enumerated() { table[id, column] = value }
    }
  }
}
