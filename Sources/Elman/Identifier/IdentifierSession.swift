import ElmanNetworks
import ElmanTensors
import ElmanText

/// Tells the languages of text after text with one identifier in one thread, and keeps its memory between them.
package final class IdentifierSession {
  private let identifier: LanguageIdentifier
  private var pass: Pass
  private var reader = LanguageWords()
  /// Words that were read before: the row of each in `vectors`, and its steps.
  private var rows: [WordForm: Int32] = [:]
  private var stepCounts: [Int] = []
  private let vectors: MutableMatrixView
  /// Words of the texts at hand that were not.
  private var missing = WordPieces.Batch()

  /// The words that go through the network together.
  private static let wordsAtOnce = 512
  /// What a form and its place in the table take.
  private static let formBytes = 128

  /// A session of an identifier.
  ///
  /// - Parameters:
  ///   - identifier: what tells languages.
  ///   - cacheBytes: how much memory may hold what is known of words that were read before. The results are the same.
  package init(
    _ identifier: LanguageIdentifier, cacheBytes: Int = TaggerSession.defaultCacheBytes
  ) {
    precondition(cacheBytes >= 0)
    self.identifier = identifier
    pass = Pass(inferenceWith: identifier.weights)
    let width = identifier.network.wordSize
    let bytes = width * MemoryLayout<Float>.stride
    // One text has its words there at once.
    let count = max(LanguageWords.mostWords, cacheBytes / (bytes + Self.formBytes))
    let storage = UnsafeMutableRawPointer.allocate(byteCount: count * bytes, alignment: 64)
      .bindMemory(to: Float.self, capacity: count * width)
    vectors = MutableMatrixView(base: storage, rows: count, columns: width)
  }

  deinit { UnsafeMutableRawPointer(vectors.base).deallocate() }

  /// Tells the languages of texts in UTF-8.
  package func identify(_ texts: [ArraySlice<UInt8>]) -> [Classification] {
    scores(texts).map { identifier.classification(scores: $0) }
  }

  /// The scores of the languages for each text; `nil` for one that is in none.
  package func scores(_ texts: [ArraySlice<UInt8>], usesScripts: Bool = true) -> [[Float]?] {
    var results = [[Float]?](repeating: nil, count: texts.count)
    // Texts whose words are gathered, and for each of these its row.
    var gathered: [(text: Int, words: [Int32])] = []
    for (index, text) in texts.enumerated() {
      text.withUnsafeBufferPointer { reader.read($0) }
      if reader.count == 0 { continue }
      if usesScripts, let language = identifier.language(of: reader.script) {
        results[index] = certain(language)
        continue
      }
      if stepCounts.count + reader.count > vectors.rows {
        finish(&gathered, into: &results)
        rows.removeAll(keepingCapacity: true)
        stepCounts.removeAll(keepingCapacity: true)
      }
      gathered.append((index, words()))
      if missing.count >= Self.wordsAtOnce { finish(&gathered, into: &results) }
    }
    finish(&gathered, into: &results)
    return results
  }

  /// Scores that leave no doubt.
  private func certain(_ language: Int) -> [Float] {
    identifier.languages.labels.indices.map { $0 == language ? 0 : -1e4 }
  }

  /// The rows of the words that the reader has.
  private func words() -> [Int32] {
    var words: [Int32] = []
    words.reserveCapacity(reader.count)
    for index in 0..<reader.count {
      let bytes = reader.bytes[reader.range(index)]
      if let row = rows[WordForm(bytes: bytes)] {
        words.append(row)
        continue
      }
      let row = Int32(stepCounts.count)
      words.append(row)
      rows[WordForm(bytes: Array(bytes)[...])] = row
      bytes.withUnsafeBufferPointer { identifier.pieces.append($0, to: &missing) }
      stepCounts.append(missing.lastStepCount)
    }
    return words
  }

  /// Reads the words that are missing, and scores the texts that were gathered.
  private func finish(
    _ gathered: inout [(text: Int, words: [Int32])], into results: inout [[Float]?]
  ) {
    defer { gathered.removeAll(keepingCapacity: true) }
    if missing.count > 0 {
      pass.begin()
      missing.pack()
      let first = stepCounts.count - missing.count
      let words = identifier.network.words(missing, in: &pass)
      for word in 0..<missing.count { vectors.copyRow(first + word, from: words, row: word) }
      missing.removeAll()
    }
    if gathered.isEmpty { return }
    pass.begin()
    let sums = pass.workspace.zeros(rows: gathered.count, columns: vectors.columns)
    var steps = [Int](repeating: 0, count: gathered.count)
    for (place, text) in gathered.enumerated() {
      for row in text.words {
        sums.addRow(place, from: vectors, row: Int(row))
        steps[place] += stepCounts[Int(row)]
      }
    }
    let scores = identifier.network.scores(sums, stepCounts: steps, in: &pass)
    for (place, text) in gathered.enumerated() { results[text.text] = Array(scores[row: place]) }
  }
}
