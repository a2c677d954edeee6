import ElmanCorpora
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct PretrainedVectorsTests {
  private static let file = """
    The 1 2
    the 3 4
    owl 5 6
    Größe 7 8
    GRO\u{308}SSE 9 10
    e\u{301}t\u{e9} 11 12
    sings 13 14

    """

  private func vectors(
    _ text: String = file, extraWords: Int = 0, needed: Set<String> = []
  ) throws -> [String: [Float]] {
    try withTemporaryFile(text) { path in
      let vectors = try PretrainedVectors(path: path, extraWords: extraWords) {
        needed.contains(String(decoding: $0, as: UTF8.self))
      }
      #expect(vectors.path == path)
      #expect(vectors.size == 2)
      return Dictionary(
        uniqueKeysWithValues: vectors.vectors.map {
          (String(decoding: $0.key, as: UTF8.self), $0.value)
        })
    }
  }

  @Test func neededWordsAreKept() throws {
    #expect(try vectors(needed: ["owl", "hawk"]) == ["owl": [5, 6]])
    #expect(try vectors(needed: []).isEmpty)
  }

  @Test func wordsAreFoundWithoutCaseAndInAnyNormalForm() throws {
    #expect(
      try vectors(needed: ["the", "grösse", "été"])
        == ["the": [1, 2], "grösse": [7, 8], "été": [11, 12]])
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 1), (3, 2), (5, 3), (6, 4), (100, 5)])
  func extraWordsAreThoseOfTheFilesStart(extraWords: Int, kept: Int) throws {
    let vectors = try vectors(extraWords: extraWords, needed: ["the"])
    #expect(vectors.count == kept)
    #expect(vectors["the"] == [1, 2])
  }

  @Test func fillsTheRowsOfItsWords() throws {
    let words = try Vocabulary(strings: ["hawk", "owl", "the"])
    let matrix = MutableParameterBuffer(
      zerosFor: {
        var layout = ParameterLayout()
        _ = layout.add("words", rows: words.count, columns: 2, use: .table, .zeros)
        return layout
      }())
    let table = matrix[matrix.layout.entries[0].parameter]
    table.fill(-1)
    try withTemporaryFile(Self.file) { path in
      try PretrainedVectors(path: path, extraWords: 2) { _ in true }.fill(table, words: words)
    }
    #expect(matrix.elements == [-1, -1, -1, -1, 5, 6, 1, 2])
  }

  @Test(arguments: [
    "", "owl\n", "owl 1 2\nhawk 1\n", "owl 1 2\nhawk 1 2 3\n", "owl 1 x\n", "2 2\nowl 1 2\n",
  ])
  func damagedFilesAreErrors(_ text: String) throws {
    _ = try withTemporaryFile(text) { path in
      #expect(throws: TrainingError.self) {
        try PretrainedVectors(path: path, extraWords: 9) { _ in true }
      }
    }
  }

  @Test func missingFilesAreErrors() {
    #expect(throws: TrainingError.corpus(.file(.missing(path: "/no/such/file")))) {
      try PretrainedVectors(path: "/no/such/file", extraWords: 0) { _ in true }
    }
  }
}
