import ElmanTensors
import Testing

@testable import ElmanTraining

@Suite struct SentenceBatchesTests {
  @Test(arguments: [(1, 1), (7, 3), (100, 16), (2_000, 32)])
  func everySentenceIsInOneBatch(count: Int, batchSize: Int) {
    var random = Random(seed: 5)
    let lengths = (0..<count).map { _ in 1 + random.index(below: 60) }
    let batches = SentenceBatches(lengths: lengths, batchSize: batchSize)
    let epoch = batches.epoch(random: &random)
    #expect(epoch.count == batches.count)
    #expect(epoch.joined().sorted() == Array(0..<count))
    #expect(epoch.allSatisfy { $0.count <= batchSize })
    for batch in epoch {
      #expect(zip(batch, batch.dropFirst()).allSatisfy { lengths[$0] >= lengths[$1] })
    }
  }

  @Test func batchesHoldSentencesOfSimilarLength() {
    var random = Random(seed: 5)
    let lengths = (0..<3_200).map { _ in 1 + random.index(below: 60) }
    let epoch = SentenceBatches(lengths: lengths, batchSize: 32).epoch(random: &random)
    let spread = epoch.map { lengths[$0[0]] - lengths[$0[$0.count - 1]] }.reduce(0, +)
    #expect(Double(spread) / Double(epoch.count) < 4)
  }

  @Test func epochsDifferAndSeedsRepeat() {
    let batches = SentenceBatches(lengths: (0..<200).map { $0 % 13 + 1 }, batchSize: 8)
    var one = Random(seed: 1)
    var other = Random(seed: 1)
    let first = batches.epoch(random: &one)
    #expect(first == batches.epoch(random: &other))
    #expect(first != batches.epoch(random: &one))
  }
}
