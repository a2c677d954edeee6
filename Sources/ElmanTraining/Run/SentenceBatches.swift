import ElmanTensors

/// Cuts a corpus into batches of sentences of similar length, anew for each epoch.
package struct SentenceBatches: Sendable {
  /// The tokens of each sentence.
  package let lengths: [Int]
  /// The sentences of a batch.
  package let batchSize: Int

  /// The number of batches in an epoch.
  package var count: Int { (lengths.count + batchSize - 1) / batchSize }

  /// Batches over sentences of the given lengths.
  package init(lengths: [Int], batchSize: Int) {
    precondition(batchSize > 0)
    self.lengths = lengths
    self.batchSize = batchSize
  }

  /// The batches of an epoch, as indices of sentences, in random order.
  ///
  /// Sentences are shuffled, sorted by length within pools of 50 batches and cut; so lengths in a
  /// batch are alike, and no two epochs have the same batches.
  package func epoch(random: inout Random) -> [[Int]] {
    var order = Array(lengths.indices)
    order.shuffle(using: &random)
    let poolSize = 50 * batchSize
    var batches: [[Int]] = []
    for start in stride(from: 0, to: order.count, by: poolSize) {
      let pool = order[start..<min(start + poolSize, order.count)].sorted {
        lengths[$0] != lengths[$1] ? lengths[$0] > lengths[$1] : $0 < $1
      }
      for first in stride(from: 0, to: pool.count, by: batchSize) {
        batches.append(Array(pool[first..<min(first + batchSize, pool.count)]))
      }
    }
    batches.shuffle(using: &random)
    return batches
  }
}
