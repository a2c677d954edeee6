import ElmanBytes

/// How often words of known sentences get the right head and relation.
///
/// Relations are compared as the CoNLL 2018 shared task does it, without what stands after a colon.
package struct TreeScore: Sendable, Hashable {
  /// Words whose head is right: the unlabelled attachment score.
  package private(set) var unlabelled = MatchCounts()
  /// Words whose head and relation are right: the labelled attachment score.
  package private(set) var labelled = MatchCounts()
  /// The same of words of content.
  package private(set) var content = MatchCounts()
  /// The same by relation.
  private var relations: [Spelling: MatchCounts] = [:]
  /// Words whose head is right, by how far off it is.
  package private(set) var distances: [Distance: MatchCounts] = [:]

  /// How far a word is from its head.
  package enum Distance: Int, Sendable, CaseIterable {
    /// It has none.
    case root
    /// They are neighbours.
    case one
    /// One word is between.
    case two
    /// Two to five words are between.
    case upToSix
    /// More are.
    case more

    /// What people call it.
    package var name: String {
      switch self {
      case .root: "root"
      case .one: "1"
      case .two: "2"
      case .upToSix: "3 to 6"
      case .more: "7 and more"
      }
    }

    fileprivate init(_ word: Int, _ head: Int32) {
      switch abs(Int(head) - 1 - word) {
      case _ where head == 0: self = .root
      case 1: self = .one
      case 2: self = .two
      case 3...6: self = .upToSix
      default: self = .more
      }
    }
  }

  /// The score of nothing yet.
  package init() {}

  /// The counts of each relation that is gold or predicted somewhere, in the order of their bytes.
  package var byRelation: [(relation: String, counts: MatchCounts)] {
    relations.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  /// Counts a sentence.
  ///
  /// - Parameters:
  ///   - gold: for each word its head, 0 for a root, else a word, from 1 on, and its relation.
  ///   - predicted: the same as it was found.
  package mutating func add(
    gold: [(head: Int32, relation: String)], predicted: [(head: Int32, relation: String)]
  ) {
    precondition(gold.count == predicted.count, "trees of other words")
    for (word, (gold, found)) in zip(gold, predicted).enumerated() {
      func name(_ relation: String) -> [UInt8] { Array(Relations.universal(relation.utf8)) }
      let (goldName, foundName) = (name(gold.relation), name(found.relation))
      let isAttached = gold.head == found.head
      let isRight = isAttached && goldName == foundName
      unlabelled += MatchCounts(gold: 1, predicted: 1, correct: isAttached ? 1 : 0)
      labelled += MatchCounts(gold: 1, predicted: 1, correct: isRight ? 1 : 0)
      let isContent = Relations.content.contains(goldName)
      content += MatchCounts(
        gold: isContent ? 1 : 0, predicted: Relations.content.contains(foundName) ? 1 : 0,
        correct: isContent && isRight ? 1 : 0)
      func spelling(_ name: [UInt8]) -> Spelling { Spelling(String(decoding: name, as: UTF8.self)) }
      relations[spelling(goldName), default: MatchCounts()].gold += 1
      relations[spelling(foundName), default: MatchCounts()].predicted += 1
      if isRight { relations[spelling(goldName)]?.correct += 1 }
      let distance = Distance(word, gold.head)
      distances[distance, default: MatchCounts()].gold += 1
      distances[Distance(word, found.head), default: MatchCounts()].predicted += 1
      if isAttached { distances[distance]?.correct += 1 }
    }
  }
}
