/// Finds the phrases of a table in one sentence after the other, in memory that it uses again.
package struct PhraseMatcher {
  /// A phrase in a sentence.
  package struct Match: Sendable, Hashable {
    /// The units, from the first to the last.
    package var units: Range<Int>
    /// The number of the phrase.
    package var phrase: Int
  }

  private let table: PhraseTable
  private var exact = ComparedText(ignoringCase: false)
  private var folded = ComparedText(ignoringCase: true)
  private var candidates: [Match] = []

  /// A matcher for a table.
  package init(_ table: PhraseTable) { self.table = table }

  /// The phrases in a text, apart from each other: the leftmost, and of those the longest that is accepted. One in its own
  /// case goes before one in any.
  ///
  /// - Parameters:
  ///   - text: well-formed UTF-8.
  ///   - units: what phrases begin and end with, in the order of the text.
  ///   - accept: whether a match counts.
  package mutating func matches(
    in text: [UInt8], _ units: [PhraseUnit], accept: (Match) -> Bool = { _ in true }
  ) -> [Match] {
    let (hasExact, hasFolded) = (!table.exact.tree.isEmpty, !table.folded.tree.isEmpty)
    text.withUnsafeBufferPointer {
      if hasExact { exact.set($0) }
      if hasFolded { folded.set($0) }
    }
    var matches: [Match] = []
    var unit = 0
    while unit < units.count {
      candidates.removeAll(keepingCapacity: true)
      if units[unit].canStart, !units[unit].range.isEmpty {
        if hasFolded { Self.find(table.folded, folded, at: unit, units, &candidates) }
        if hasExact { Self.find(table.exact, exact, at: unit, units, &candidates) }
      }
      var next = unit + 1
      if !candidates.isEmpty, let match = longestCandidate(accept) {
        matches.append(match)
        next = match.units.upperBound
      }
      unit = next
    }
    return matches
  }

  /// The phrases that are a word: the one in its own case, and the one in any.
  package mutating func phrases(
    equalTo word: UnsafeBufferPointer<UInt8>
  ) -> (exact: Int?, folded: Int?) {
    let own = table.exact.tree.key(word).map { Int(table.exact.numbers[$0]) }
    if table.folded.tree.isEmpty { return (own, nil) }
    folded.set(word)
    let any = folded.bytes.withUnsafeBufferPointer { table.folded.tree.key($0) }
    return (own, any.map { Int(table.folded.numbers[$0]) })
  }

  /// The longest candidate that is accepted; of those of one length the last, which is the one in its own case.
  private func longestCandidate(_ accept: (Match) -> Bool) -> Match? {
    let order = candidates.indices.sorted {
      (candidates[$0].units.count, $0) > (candidates[$1].units.count, $1)
    }
    return order.lazy.map { candidates[$0] }.first(where: accept)
  }

  private static func find(
    _ part: (tree: ByteTrie, numbers: [Int32]), _ text: ComparedText, at unit: Int,
    _ units: [PhraseUnit], _ candidates: inout [Match]
  ) {
    let start = text[units[unit].range.lowerBound]
    // Keys come in the order of their ends, so that no unit is looked at twice.
    var last = unit
    text.bytes.withUnsafeBufferPointer { bytes in
      part.tree.forEachKey(in: bytes, at: start) { end, key in
        guard end > start else { return }
        while last < units.count, text[units[last].range.upperBound] < end { last += 1 }
        // Words of one token may all end where it does, and the last of them ends it.
        while last < units.count, text[units[last].range.upperBound] == end {
          if units[last].canEnd, !units[last].range.isEmpty {
            candidates.append(Match(units: unit..<last + 1, phrase: Int(part.numbers[key])))
            return
          }
          last += 1
        }
      }
    }
  }
}
