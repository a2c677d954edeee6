import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct SpanningTreeTests {
  /// All trees of up to six words are counted out, and none is worth more.
  @Test(arguments: 1...6)
  func noTreeIsWorthMore(count: Int) {
    let trees = allTrees(of: count)
    // Cayley's formula, for trees with one root among labelled nodes: n^(n-1).
    #expect(trees.count == (1..<max(2, count)).reduce(1) { product, _ in product * count })
    var tree = SpanningTree()
    var random = Random(seed: UInt64(count))
    for round in 0..<(count == 6 ? 40 : 200) {
      // Few different values make equal trees and long cycles.
      let scores = (0..<count * (count + 1)).map { _ in
        round % 3 == 0
          ? Float(random.index(below: 3)) : Float(random.normal()) * (round % 3 == 1 ? 1 : 1_000)
      }
      func worth(_ heads: [Int32]) -> Double {
        heads.enumerated().reduce(0) {
          $0 + Double(scores[$1.offset * (count + 1) + Int($1.element)])
        }
      }
      tree.find(count: count) { scores[$0 * (count + 1) + $1] }
      #expect(isTree(tree.heads), "\(tree.heads)")
      let best = trees.map(worth).max() ?? 0
      #expect(abs(worth(tree.heads) - best) <= 1e-6 * max(1, abs(best)), "\(tree.heads)")
    }
  }

  /// Long sentences with equal, extreme and missing numbers have trees all the same.
  @Test(arguments: [1, 2, 17, 60])
  func whateverTheScoresThereIsATree(count: Int) {
    var tree = SpanningTree()
    let values: [Float] = [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1e30, 0, 1]
    for seed in 0..<20 {
      var random = Random(seed: UInt64(seed))
      let scores = (0..<count * (count + 1)).map { _ in values[random.index(below: values.count)] }
      tree.find(count: count) { scores[$0 * (count + 1) + $1] }
      #expect(isTree(tree.heads), "\(tree.heads)")
    }
    for value in values {
      tree.find(count: count) { _, _ in value }
      #expect(isTree(tree.heads), "\(value): \(tree.heads)")
    }
  }

  /// A chain of cycles within cycles, each of which has to be contracted.
  @Test func nestedCycles() {
    let count = 300
    var tree = SpanningTree()
    tree.find(count: count) { word, head in
      // Each word likes its neighbours, the nearer to the end the more; the root is dear to all.
      head == 0 ? -100 : abs(head - 1 - word) == 1 ? Float(min(head, word + 1)) : -50
    }
    #expect(isTree(tree.heads))
    let worth = tree.heads.enumerated().reduce(0.0) { sum, arc in
      let (word, head) = (arc.offset, Int(arc.element))
      return sum
        + (head == 0 ? -100 : abs(head - 1 - word) == 1 ? Double(min(head, word + 1)) : -50)
    }
    // All neighbours joined: each pair once.
    #expect(worth == Double((1..<count).reduce(0, +)) - 100)
  }

  private func isTree(_ heads: [Int32]) -> Bool {
    guard heads.count(where: { $0 == 0 }) == 1 else { return false }
    return heads.indices.allSatisfy { word in
      var node = word + 1
      for _ in 0...heads.count where node != 0 { node = Int(heads[node - 1]) }
      return node == 0
    }
  }

  private func allTrees(of count: Int) -> [[Int32]] {
    var trees: [[Int32]] = []
    var heads = [Int32](repeating: 0, count: count)
    func choose(_ word: Int) {
      if word == count {
        if isTree(heads) { trees.append(heads) }
        return
      }
      for head in 0...count where head != word + 1 {
        heads[word] = Int32(head)
        choose(word + 1)
      }
    }
    choose(0)
    return trees
  }
}
