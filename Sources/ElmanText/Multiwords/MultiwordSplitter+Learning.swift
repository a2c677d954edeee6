extension MultiwordSplitter {
  /// How many scalars before what changes an ending may hold.
  private static let contextSize = 4
  /// How often a form must be seen to be certain.
  private static let certainCount = 2

  /// Learns from sentences whose multiword tokens are told.
  package init(learningFrom sentences: some Sequence<Sentence>) {
    self.init(
      learningFrom: sentences.lazy.flatMap { sentence in
        sentence.tokens.map { words in
          (
            surface: Array(sentence.text[sentence.words[words.lowerBound].range]),
            words: words.count > 1 ? words.map { Array(sentence.bytes($0)) } : []
          )
        }
      })
  }

  /// Learns from tokens.
  ///
  /// - Parameter tokens: for each token its surface form and its words as well-formed UTF-8; fewer than
  ///   two words for a plain token. The order makes no difference.
  package init(learningFrom tokens: some Sequence<(surface: [UInt8], words: [[UInt8]])>) {
    var seen: [[UInt8]: [[[UInt8]]: Int]] = [:]
    var plain: [[UInt8]: Int] = [:]
    for token in tokens {
      // What the table's lines are made of cannot stand in them.
      if token.words.count < 2 || !([token.surface] + token.words).allSatisfy(Self.canBeWritten) {
        plain[token.surface, default: 0] += 1
      } else {
        seen[token.surface, default: [:]][token.words, default: 0] += 1
      }
    }
    let plainFolded = Set(plain.keys.map { LetterCase.folded($0.scalars).utf8 })
    var seenFolded: [[UInt8]: [[[UInt8]]: Int]] = [:]
    for (surface, splits) in seen {
      let form = LetterCase.folded(surface.scalars).utf8
      for (words, count) in splits {
        seenFolded[form, default: [:]][
          words.map { LetterCase.folded($0.scalars).utf8 }, default: 0] += count
      }
    }
    for (form, splits) in seenFolded {
      let count = splits.values.reduce(0, +)
      folded[form] = Split(
        words: Self.mostFrequent(splits).key,
        isCertain: count >= Self.certainCount && !plainFolded.contains(form))
    }
    noteApostrophes()
    for (surface, splits) in seen {
      let words = Self.mostFrequent(splits).key
      if split(surface) != words { exact[surface] = Split(words: words) }
    }
    learnEndings()
  }

  /// A split at an ending: how many scalars go, what comes in their place, and the other words.
  private struct Pattern: Hashable, Comparable {
    var cut: Int
    var replacement: [UInt8]
    var others: [[UInt8]]

    static func < (left: Pattern, right: Pattern) -> Bool {
      if left.cut != right.cut { return left.cut < right.cut }
      let key = [left.replacement] + left.others
      return key.lexicographicallyPrecedes([right.replacement] + right.others) {
        $0.lexicographicallyPrecedes($1)
      }
    }
  }

  /// Learns the endings from the forms in lower case.
  ///
  /// An ending is kept where most of its forms have one pattern, unless a shorter ending says the same.
  private mutating func learnEndings() {
    var patterns: [[Unicode.Scalar]: [Pattern: Int]] = [:]
    for (form, split) in folded {
      let form = form.scalars
      let first = split.words[0].scalars
      let shared = zip(form, first).prefix { $0 == $1 }.count
      let cut = form.count - shared
      guard shared > 0 else { continue }
      let pattern = Pattern(
        cut: cut, replacement: Array(first[shared...]).utf8, others: Array(split.words.dropFirst()))
      let sizes = max(cut, 1)..<min(form.count, cut + Self.contextSize) + 1
      for size in sizes { patterns[form.suffix(size) + [], default: [:]][pattern, default: 0] += 1 }
    }
    var kept: [[Unicode.Scalar]: Pattern] = [:]
    for (ending, counts) in patterns.sorted(by: { $0.key.count < $1.key.count }) {
      let best = Self.mostFrequent(counts, by: <)
      let isReliable = 2 * best.value > counts.values.reduce(0, +)
      // One form alone does not show how letters change.
      guard isReliable, best.key.replacement.isEmpty || best.value > 1 else { continue }
      let shorter = (1..<ending.count).reversed().lazy.compactMap { kept[ending.suffix($0) + []] }
      guard shorter.first != best.key else { continue }
      kept[ending] = best.key
      let stem = Array(ending.dropLast(best.key.cut)).utf8
      _ = addEnding(
        ending.utf8, Split(words: [stem + best.key.replacement] + best.key.others))
    }
  }

  private static func mostFrequent(_ splits: [[[UInt8]]: Int]) -> (key: [[UInt8]], value: Int) {
    mostFrequent(splits) { left, right in
      left.lexicographicallyPrecedes(right) { $0.lexicographicallyPrecedes($1) }
    }
  }

  /// The most frequent key; of several the first one in order.
  private static func mostFrequent<Key: Hashable>(
    _ counts: [Key: Int], by areInOrder: (Key, Key) -> Bool
  ) -> (key: Key, value: Int) {
    counts.reduce(counts[counts.startIndex]) { best, next in
      next.value > best.value || next.value == best.value && areInOrder(next.key, best.key)
        ? next : best
    }
  }
}
