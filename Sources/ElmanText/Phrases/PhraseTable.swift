/// Phrases that are looked for in sentences, each in the case that it is written in or in any.
package struct PhraseTable: Sendable {
  /// A phrase that is looked for.
  package struct Phrase: Sendable {
    /// What `ComparedText/key(of:ignoringCase:)` makes of it.
    package let key: [UInt8]
    /// Whether it may be written in any case.
    package let ignoresCase: Bool

    /// Creates a phrase from its key.
    package init(key: [UInt8], ignoresCase: Bool) {
      self.key = key
      self.ignoresCase = ignoresCase
    }
  }

  /// Those in their own case, and those in any, each with its number among all.
  let exact: (tree: ByteTrie, numbers: [Int32])
  let folded: (tree: ByteTrie, numbers: [Int32])

  /// A table of phrases, which are known by their numbers from then on.
  package init(_ phrases: [Phrase]) {
    func part(_ ignoresCase: Bool) -> (ByteTrie, [Int32]) {
      let numbers = phrases.indices.filter { phrases[$0].ignoresCase == ignoresCase }
      return (ByteTrie(numbers.map { phrases[$0].key }), numbers.map { Int32($0) })
    }
    exact = part(false)
    folded = part(true)
  }

  /// Whether there are none.
  package var isEmpty: Bool { exact.tree.isEmpty && folded.tree.isEmpty }
}

/// What phrases begin and end with in a sentence: a token or a word.
package struct PhraseUnit: Sendable, Hashable {
  /// Its bytes in the text of the sentence.
  package var range: Range<Int>
  /// Whether a phrase may begin with it, and whether one may end with it.
  package var canStart = true
  package var canEnd = true

  /// A unit that a phrase may begin and end with.
  package init(_ range: Range<Int>) { self.range = range }
}
