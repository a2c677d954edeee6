import ElmanText

/// What can be asked of the tree of a sentence. Where there is none, words have no heads and no children.
extension TaggedSentence {
  /// The relation of a word to its head, such as `nsubj`; `nil` without a tree.
  public func relation(of word: Int) -> String? { label(word, in: .deps) }

  /// The word that no other is the head of; `nil` without a tree.
  public var root: Int? {
    hasTree ? sentence.words.indices.first { head(of: $0) == nil } : nil
  }

  /// The words whose head a word is, in order.
  public func children(of word: Int) -> [Int] {
    sentence.words.indices.filter { head(of: $0) == word }
  }

  /// A word and all that depend on it, on each other's way, in order.
  ///
  /// - Complexity: O(n²) in the words of the sentence at worst.
  public func subtree(of word: Int) -> [Int] {
    sentence.words.indices.filter { isInSubtree($0, of: word) { _ in true } }
  }

  /// The words on the way through the tree from one to another, with both; empty without a tree.
  public func path(from start: Int, to end: Int) -> [Int] {
    guard hasTree else { return [] }
    let (up, down) = (waysUp(from: start), waysUp(from: end))
    // Where both ways meet first.
    guard let meeting = up.firstIndex(where: down.contains),
      let place = down.firstIndex(of: up[meeting])
    else { return [] }
    return up[...meeting] + down[..<place].reversed()
  }

  /// A word, its head, the head of that, up to the root.
  private func waysUp(from word: Int) -> [Int] {
    var way = [word]
    while let head = head(of: way[way.count - 1]), way.count <= sentence.words.count {
      way.append(head)
    }
    return way
  }

  /// Whether a word is another or depends on it, by relations that all fulfil a condition.
  private func isInSubtree(_ word: Int, of top: Int, where isPart: (Int) -> Bool) -> Bool {
    var current = word
    for _ in sentence.words.indices {
      if current == top { return true }
      guard let head = head(of: current), isPart(current) || head != top else { return false }
      current = head
    }
    return false
  }

  /// The noun phrases, in order; none is within another.
  ///
  /// A phrase is a noun, a name or a pronoun with what is said of it in one piece: the words next to it that depend on
  /// it as determiner, adjective, number, part of a compound or of a name, owner or classifier, with all that depends
  /// on these. What comes with a preposition, as a clause, an apposition or a further member of a list makes no part
  /// of it; a noun that does is a phrase of its own. It takes trees and parts of speech; of the words of Universal
  /// Dependencies that is UPOS `NOUN`, `PROPN` and `PRON`, with the relations `det`, `amod`, `nummod`, `compound`,
  /// `flat`, `fixed`, `goeswith`, `clf` and `nmod:poss`.
  public var nounPhrases: [Range<Int>] {
    guard hasTree, let parts = columns.firstIndex(where: { $0.column == .upos }) else { return [] }
    let words = sentence.words.indices
    let isInner = words.map { word in
      let relation = relation(of: word) ?? ""
      return Self.innerRelations.contains(relation)
        || Self.innerRelations.contains(String(relation.prefix { $0 != ":" }))
    }
    let nouns = words.filter { Self.nouns.contains(label($0, at: parts)) }
    // A noun that is part of another's phrase has none of its own.
    let heads = nouns.filter { word in
      !isInner[word] || head(of: word).map { !nouns.contains($0) } ?? true
    }
    var phrases: [Range<Int>] = []
    for noun in heads {
      func isPart(_ word: Int) -> Bool {
        words.contains(word) && isInSubtree(word, of: noun) { isInner[$0] }
      }
      var range = noun..<noun + 1
      while isPart(range.lowerBound - 1) { range = range.lowerBound - 1..<range.upperBound }
      while isPart(range.upperBound) { range = range.lowerBound..<range.upperBound + 1 }
      if let last = phrases.last, range.lowerBound < last.upperBound { continue }
      phrases.append(range)
    }
    return phrases
  }

  private static let nouns: Set = ["NOUN", "PROPN", "PRON"]
  private static let innerRelations: Set = [
    "det", "amod", "nummod", "compound", "flat", "fixed", "goeswith", "clf", "nmod:poss",
  ]
}
