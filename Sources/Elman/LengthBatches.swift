/// Groups what goes through a network together: things of similar length, the longest first.
///
/// - Parameters:
///   - lengths: for each thing its tokens.
///   - batchSize: the most things of a batch.
///   - tokenLimit: the most tokens of a batch, but for a single thing that has more.
/// - Returns: for each batch the numbers of its things.
func batches(ofLengths lengths: [Int], batchSize: Int, tokenLimit: Int) -> [[Int]] {
  let order = lengths.indices.sorted {
    lengths[$0] != lengths[$1] ? lengths[$0] > lengths[$1] : $0 < $1
  }
  var batches: [[Int]] = []
  var tokenCount = 0
  for index in order {
    let fits =
      batches.last.map { $0.count < batchSize } == true
      && tokenCount + lengths[index] <= tokenLimit
    if !fits {
      batches.append([])
      tokenCount = 0
    }
    batches[batches.count - 1].append(index)
    tokenCount += lengths[index]
  }
  return batches
}
