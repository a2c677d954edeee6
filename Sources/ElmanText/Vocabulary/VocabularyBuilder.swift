/// Counts strings and makes a vocabulary of the frequent ones.
package struct VocabularyBuilder: Sendable {
  /// A vocabulary and how often each of its strings was counted.
  package struct Result: Sendable {
    /// The strings, the most frequent first.
    package var vocabulary: Vocabulary
    /// For each number the count of its string; at 0, the sum of the strings left out.
    package var counts: [Int]
  }

  private var counts: [[UInt8]: Int] = [:]

  /// Creates a builder that has counted nothing.
  package init() {}

  /// Counts a string once more, or so many times.
  package mutating func add(_ string: UnsafeBufferPointer<UInt8>, count: Int = 1) {
    counts[Array(string), default: 0] += count
  }

  /// Counts a string once more.
  package mutating func add(_ string: some StringProtocol) {
    counts[Array(string.utf8), default: 0] += 1
  }

  /// How often a string was counted.
  package func count(of string: [UInt8]) -> Int { counts[string] ?? 0 }

  /// The number of distinct strings counted.
  package var distinctCount: Int { counts.count }

  /// Makes the vocabulary.
  ///
  /// The same counts give the same numbers: strings are ordered by count, the greatest first, and
  /// those counted equally often by their bytes.
  ///
  /// - Parameters:
  ///   - minimumCount: strings counted less often are left out.
  ///   - keeping: strings that are in it however often they were counted, or not at all.
  ///   - maximumSize: the most strings of the vocabulary, the unknown word not counted.
  /// - Throws: ``VocabularyError/tooLarge(bytes:)``.
  package func build(
    minimumCount: Int = 1, keeping: Set<[UInt8]> = [], maximumSize: Int = .max
  ) throws(VocabularyError) -> Result {
    precondition(maximumSize >= 0, "maximumSize is \(maximumSize), expected 0 or more")
    var candidates = counts.filter { $0.value >= minimumCount || keeping.contains($0.key) }
    for string in keeping where candidates[string] == nil { candidates[string] = 0 }
    candidates[[]] = nil
    let kept =
      candidates
      .sorted {
        $0.value != $1.value
          ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
      }
      .prefix(maximumSize)
    let total = counts.values.reduce(0, +)
    let keptCounts = kept.map(\.value)
    return Result(
      vocabulary: try Vocabulary(kept.map(\.key)),
      counts: [total - keptCounts.reduce(0, +)] + keptCounts)
  }
}
