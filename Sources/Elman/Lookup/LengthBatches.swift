/// Groups what goes through a network together: things of similar length, the longest first. The
/// memory is used again by each grouping.
package struct LengthBatches: Sendable {
  /// The things, by their numbers.
  package private(set) var order: [Int] = []
  /// For each batch the range of its things in `order`.
  package private(set) var batches: [Range<Int>] = []

  /// No things.
  package init() {}

  /// Groups other things.
  ///
  /// - Parameters:
  ///   - lengths: for each thing its tokens.
  ///   - batchSize: the most things of a batch.
  ///   - tokenLimit: the most tokens of a batch, but for a single thing that has more.
  package mutating func set(lengths: [Int], batchSize: Int, tokenLimit: Int) {
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: lengths.indices)
    order.sort { lengths[$0] != lengths[$1] ? lengths[$0] > lengths[$1] : $0 < $1 }
    batches.removeAll(keepingCapacity: true)
    var (start, tokenCount) = (0, 0)
    for (place, index) in order.enumerated() {
      if place > start,
        place - start == batchSize || tokenCount + lengths[index] > tokenLimit
      {
        batches.append(start..<place)
        (start, tokenCount) = (place, 0)
      }
      tokenCount += lengths[index]
    }
    if start < order.count { batches.append(start..<order.count) }
  }
}
