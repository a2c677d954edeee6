/// Keys of bytes, which are found in a text at a place in the time that the bytes take which they share with it.
///
/// It is a tree of the bytes that keys begin with, in which what does not fork is one node. All nodes lie in one
/// array, those that fork off another side by side, so that a hundred thousand keys take a few megabytes.
package struct ByteTrie: Sendable {
  private struct Node: Sendable {
    /// Where in the bytes of all keys those of the node stand, and how many there are.
    var start: Int32
    var count: Int32
    /// The number of the key that ends here, -1 for none.
    var key: Int32 = -1
    var firstChild: Int32 = 0
    var childCount: Int32 = 0
  }

  private var bytes: [UInt8] = []
  private var nodes = [Node(start: 0, count: 0)]
  /// For each node its first byte, by which it is found among those beside it.
  private var firstBytes: [UInt8] = [0]

  /// Whether there are no keys.
  package var isEmpty: Bool { nodes.count == 1 && nodes[0].key < 0 }

  /// A tree of keys. Of several equal ones the first is found.
  ///
  /// - Complexity: O(n log n) in the keys.
  package init(_ keys: [[UInt8]]) {
    // Most keys differ in their first bytes, which are compared as one number.
    let beginnings = keys.map { key in
      (0..<8).reduce(0 as UInt64) { $0 << 8 | UInt64($1 < key.count ? key[$1] : 0) }
    }
    let order = keys.indices.sorted { left, right in
      if beginnings[left] != beginnings[right] { return beginnings[left] < beginnings[right] }
      if keys[left].lexicographicallyPrecedes(keys[right]) { return true }
      return keys[left] == keys[right] && left < right
    }
    // Nodes whose children are still to be made: the keys that pass, and how many of their bytes are passed.
    var open = [(node: 0, keys: order[...], depth: 0)]
    var next = 0
    while next < open.count {
      var (node, passing, depth) = open[next]
      next += 1
      if let first = passing.first, keys[first].count == depth {
        nodes[node].key = Int32(first)
        passing = passing.drop { keys[$0].count == depth }
      }
      nodes[node].firstChild = Int32(nodes.count)
      while let first = passing.first {
        let key = keys[first]
        let group = passing.prefix { keys[$0][depth] == key[depth] }
        let last = keys[group[group.endIndex - 1]]
        var end = depth + 1
        while end < min(key.count, last.count), key[end] == last[end] { end += 1 }
        nodes.append(Node(start: Int32(bytes.count), count: Int32(end - depth)))
        firstBytes.append(key[depth])
        bytes += key[depth..<end]
        nodes[node].childCount += 1
        open.append((nodes.count - 1, group, end))
        passing = passing[group.endIndex...]
      }
    }
  }

  /// Calls `body` with each key that stands in a text at a place, the shortest first: with where it ends there and
  /// its number.
  @inline(__always)
  package func forEachKey(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, _ body: (_ end: Int, _ key: Int) -> Void
  ) {
    var (node, place) = (nodes[0], start)
    while true {
      if node.key >= 0 { body(place, Int(node.key)) }
      guard place < text.count, let child = child(of: node, text[place]) else { return }
      node = nodes[child]
      let end = place + Int(node.count)
      guard end <= text.count else { return }
      var label = Int(node.start) + 1
      place += 1
      while place < end {
        guard text[place] == bytes[label] else { return }
        place += 1
        label += 1
      }
    }
  }

  /// The number of a key; `nil` for what is none.
  package func key(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var found: Int?
    forEachKey(in: text, at: 0) { end, key in
      if end == text.count { found = key }
    }
    return found
  }

  @inline(__always)
  private func child(of node: Node, _ byte: UInt8) -> Int? {
    var lower = Int(node.firstChild)
    var upper = lower + Int(node.childCount)
    while lower < upper {
      let middle = (lower + upper) / 2
      let found = firstBytes[middle]
      if found == byte { return middle }
      if found < byte { lower = middle + 1 } else { upper = middle }
    }
    return nil
  }
}
