/// Finds heads that make no tree.
enum TreeCheck {
  /// What is wrong with the heads of a sentence.
  ///
  /// - Parameter heads: for each word the number of its head, 0 for the root.
  /// - Returns: the index of a word and what is wrong there; `nil` for a tree.
  static func problem(of heads: [Int]) -> (word: Int, message: String)? {
    let roots = heads.indices.filter { heads[$0] == 0 }
    if let word = heads.indices.first(where: { heads[$0] == $0 + 1 }) {
      return (word, "the word is its own head")
    }
    if roots.count > 1 { return (roots[1], "a second root beside word \(roots[0] + 1)") }
    // For each word the walk that came by; a walk that meets itself goes round.
    var walks = [Int](repeating: -1, count: heads.count)
    for start in heads.indices {
      var word = start
      while walks[word] < 0 {
        walks[word] = start
        guard heads[word] > 0 else { break }
        word = heads[word] - 1
        if walks[word] == start { return (word, "the heads from here lead back here") }
      }
    }
    return nil
  }
}
