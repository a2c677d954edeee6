import ElmanNetworks
import Testing

@Suite struct TokenBatchNeighboursTests {
  @Test func neighbours() {
    var batch = TokenBatch()
    // Words 0 to 3 of the batch have the ids 5, 0, 2 and 9; 9 is beyond what is predicted.
    for id: Int32 in [5, 0, 2, 9] { batch.addWord(id) }
    batch.beginSentence()
    for word: Int32 in [0, 2] { batch.append(word: word) }
    batch.beginSentence()
    for word: Int32 in [2, 1, 0, 3] { batch.append(word: word) }
    batch.pack()
    var ids: [Int32] = [77]
    batch.neighbours(below: 9, into: &ids)
    // Rows: step 0 of the long and the short sentence, step 1 of both, then the long one alone.
    #expect(ids == [-1, 2, 5, -1, -1, -1, -1, -1, 2, 5, -1, 5])
  }
}
