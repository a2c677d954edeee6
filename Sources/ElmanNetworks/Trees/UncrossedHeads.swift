/// The heads that a word without dependents may have such that its arc crosses no other.
///
/// Punctuation has such heads by the guidelines of Universal Dependencies, which a sum of scores does not know of.
struct UncrossedHeads {
  /// For each node, the root and then the words, the lowest and the highest node that an arc joins it with, itself
  /// included.
  private var lowest: [Int] = []
  private var highest: [Int] = []
  /// The words found, from 1 on.
  private(set) var found: [Int] = []

  /// Finds all such heads of a word, but for the root.
  ///
  /// - Parameters:
  ///   - word: the number of the word, from 1 on, the head of no other.
  ///   - heads: for each word its head: 0 for the root, else a word.
  mutating func find(for word: Int, _ heads: some Collection<Int32>) {
    found.removeAll(keepingCapacity: true)
    lowest.removeAll(keepingCapacity: true)
    lowest.append(contentsOf: 0...heads.count)
    highest.removeAll(keepingCapacity: true)
    highest.append(contentsOf: 0...heads.count)
    for (other, head) in zip(1..., heads) where other != word {
      let (low, high) = (min(other, Int(head)), max(other, Int(head)))
      lowest[high] = min(lowest[high], low)
      highest[low] = max(highest[low], high)
    }
    look(from: word, over: stride(from: word - 1, through: 0, by: -1))
    look(from: word, over: stride(from: word + 1, through: heads.count, by: 1))
  }

  /// Looks one way from a word: an arc to a node crosses those that join what lies between with what lies without.
  private mutating func look(from word: Int, over nodes: StrideThrough<Int>) {
    var (low, high) = (Int.max, Int.min)
    for node in nodes {
      let (first, last) = (min(word, node), max(word, node))
      if node > 0, low >= first, high <= last { found.append(node) }
      (low, high) = (min(low, lowest[node]), max(high, highest[node]))
    }
  }
}
