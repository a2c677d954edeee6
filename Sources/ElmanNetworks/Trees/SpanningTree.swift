/// The best tree over the words of a sentence, given what each arc from a head to a dependent is worth.
///
/// A tree gives each word a head, another word or the root, such that the root is reached from each; one word alone has
/// the root for its head. Cycles of best heads are contracted one after the other, each in the memory of one of its
/// words, so that time and memory grow with the square of the sentence.
///
/// Reference: Chu and Liu, 1965, On the Shortest Arborescence of a Directed Graph; Edmonds, 1967, Optimum Branchings;
/// Tarjan, 1977, Finding Optimum Branchings; Zmigrod, Vieira and Cotterell, 2020, Please Mind the Root: Decoding
/// Arborescences for Dependency Parsing (one root).
package struct SpanningTree: Sendable {
  /// For each word its head: 0 for the root, else the number of a word, from 1 on.
  package private(set) var heads: [Int32] = []

  /// For each node the head and the dependent of the arc that enters it. Nodes are the root, words, and contracted
  /// cycles behind these.
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  private var values: [Double] = []
  /// For each node the contracted cycle that it is of; -1 for none.
  private var parents: [Int32] = []
  /// For each word the outermost node that it is in.
  private var outermost: [Int32] = []
  /// For each word, or the cycle in whose memory it lies, what the best arc from each head is worth, and to which of
  /// its words that goes.
  private var worths: [Double] = []
  private var entries: [Int32] = []
  /// For each node the word whose memory it has.
  private var rows: [Int] = []

  /// Memory for trees.
  package init() {}

  /// Finds the tree whose arcs are worth most together.
  ///
  /// - Parameters:
  ///   - count: the words, at least one.
  ///   - score: what the arc to a word, from 0 on, from a head is worth: from the root, 0, or from a word, from 1 on.
  ///     What is no finite number counts as less than all that is; of equal trees one is found that depends on the scores
  ///     alone.
  package mutating func find(count: Int, _ score: (_ word: Int, _ head: Int) -> Float) {
    precondition(count > 0, "a tree of no words")
    findBestHeads(count, score)
    if !isTree { contract(count, score) }
  }

  /// Lets each word have the head that is best for it alone.
  private mutating func findBestHeads(_ count: Int, _ score: (Int, Int) -> Float) {
    heads.removeAll(keepingCapacity: true)
    for word in 0..<count {
      var best = word == 0 && count > 1 ? 2 : word == 0 ? 0 : 1
      var highest = -Float.infinity
      for head in 0...count where head != word + 1 {
        let value = score(word, head)
        if value.isFinite, value > highest { (best, highest) = (head, value) }
      }
      heads.append(Int32(best))
    }
  }

  /// Whether the heads are those of a tree with one root.
  private var isTree: Bool {
    guard heads.count(where: { $0 == 0 }) == 1 else { return false }
    // From each word up; what was reached from an earlier word is of the tree.
    var reached = [Int32](repeating: 0, count: heads.count + 1)
    for word in heads.indices {
      var node = word + 1
      while node != 0, reached[node] == 0 {
        reached[node] = Int32(word + 1)
        node = Int(heads[node - 1])
      }
      if node != 0, reached[node] == Int32(word + 1) { return false }
    }
    return true
  }

  /// Finds the tree where the best heads are none.
  private mutating func contract(_ count: Int, _ score: (Int, Int) -> Float) {
    let width = count + 1
    let nodes = 2 * count + 1
    sources = Array(repeating: -1, count: nodes)
    targets = sources
    parents = sources
    values = Array(repeating: 0, count: nodes)
    rows = (0..<nodes).map { max(0, $0 - 1) }
    outermost = (0...count).map { Int32($0) }
    fill(count, score)

    var next = width
    var open = Array((1...count).reversed())
    var cycle: [Int] = []
    while let node = open.popLast() {
      enter(node, width: width)
      // A cycle is closed where the way up comes back.
      cycle.removeAll(keepingCapacity: true)
      var above = node
      repeat {
        cycle.append(above)
        above = Int(outermost[Int(sources[above])])
      } while above != 0 && above != node && sources[above] >= 0
      guard above == node else { continue }
      merge(cycle, into: next, width: width)
      open.append(next)
      next += 1
    }

    // From the outermost cycle on, the arc that enters it takes the place of the one that it had inside.
    for node in stride(from: next - 1, through: width, by: -1) {
      var child = Int(targets[node])
      while Int(parents[child]) != node { child = Int(parents[child]) }
      (sources[child], targets[child]) = (sources[node], targets[node])
    }
    for word in 1...count { heads[word - 1] = sources[word] }
  }

  /// Notes what each arc is worth. An arc from the root costs more than all that other arcs could bring, so that there
  /// is one.
  private mutating func fill(_ count: Int, _ score: (Int, Int) -> Float) {
    let width = count + 1
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    worths.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    for word in 0..<count {
      for head in 0..<width {
        let value = Double(score(word, head))
        if value.isFinite, head != word + 1 {
          (lowest, highest) = (min(lowest, value), max(highest, value))
        }
        worths.append(value)
        entries.append(Int32(word + 1))
      }
    }
    if lowest > highest { (lowest, highest) = (0, 0) }
    let range = highest - lowest + 1
    // What all arcs are worth more or less alike decides nothing.
    for place in worths.indices {
      worths[place] = worths[place].isFinite ? worths[place] - highest : -range * Double(count + 1)
      if place % width == 0 { worths[place] -= 2 * range * Double(count) * Double(count) }
    }
  }

  /// Lets the best arc from outside enter a node.
  private mutating func enter(_ node: Int, width: Int) {
    let row = rows[node] * width
    var best = -1
    for head in 0..<width where outermost[head] != Int32(node) {
      if best < 0 || worths[row + head] > worths[row + best] { best = head }
    }
    sources[node] = Int32(best)
    targets[node] = entries[row + best]
    values[node] = worths[row + best]
  }

  /// Makes one node of a cycle: an arc that enters one of its nodes is worth what it brings more than the one inside.
  private mutating func merge(_ cycle: [Int], into node: Int, width: Int) {
    let row = rows[cycle[0]] * width
    rows[node] = rows[cycle[0]]
    for place in row..<row + width { worths[place] -= values[cycle[0]] }
    for other in cycle.dropFirst() {
      let from = rows[other] * width
      for head in 0..<width {
        let value = worths[from + head] - values[other]
        if value > worths[row + head] {
          (worths[row + head], entries[row + head]) = (value, entries[from + head])
        }
      }
    }
    for other in cycle { parents[other] = Int32(node) }
    for word in 1..<width where cycle.contains(Int(outermost[word])) {
      outermost[word] = Int32(node)
    }
  }
}
