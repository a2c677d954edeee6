/// Unicode scalars with numbers from 0 on; number 0 is every scalar that the vocabulary lacks.
///
/// Its one table holds the scalars in ascending order: the number of each is its index plus 1.
/// Latin letters are looked up directly, others by binary search.
package struct CharacterVocabulary: Sendable, Hashable {
  /// The number of every scalar that the vocabulary lacks.
  package static let unknown: Int32 = 0

  /// The scalars in ascending order.
  package let scalars: [Int32]

  private let direct: [Int32]

  /// Creates a vocabulary of scalars in any order; those that occur twice count once.
  package init(_ scalars: some Sequence<Unicode.Scalar>) {
    self.init(ascending: Set(scalars).map { Int32(bitPattern: $0.value) }.sorted())
  }

  /// Creates a vocabulary from its table, after checking it.
  ///
  /// - Throws: ``VocabularyError/charactersOutOfOrder(index:found:)``.
  package init(validating scalars: some Collection<Int32>) throws(VocabularyError) {
    var previous: Int32 = -1
    for (index, scalar) in scalars.enumerated() {
      guard scalar > previous, Unicode.Scalar(UInt32(bitPattern: scalar)) != nil else {
        throw .charactersOutOfOrder(index: index, found: Int(scalar))
      }
      previous = scalar
    }
    self.init(ascending: Array(scalars))
  }

  private init(ascending scalars: [Int32]) {
    self.scalars = scalars
    // Up to the end of Latin Extended-A.
    var direct = [Int32](repeating: Self.unknown, count: 0x180)
    for (index, scalar) in scalars.enumerated() where scalar < direct.count {
      direct[Int(scalar)] = Int32(index + 1)
    }
    self.direct = direct
  }

  /// The number of scalars, the unknown one included.
  package var count: Int { scalars.count + 1 }

  /// The number of a scalar, or ``unknown``.
  package func id(of scalar: UInt32) -> Int32 {
    if scalar < 0x180 { return direct[Int(scalar)] }
    guard let wanted = Int32(exactly: scalar) else { return Self.unknown }
    var lower = 0
    var upper = scalars.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if scalars[middle] < wanted { lower = middle + 1 } else { upper = middle }
    }
    return lower < scalars.count && scalars[lower] == wanted ? Int32(lower + 1) : Self.unknown
  }

  /// Replaces the contents of `ids` by the numbers of the scalars of `word`.
  ///
  /// - Parameters:
  ///   - word: UTF-8. Each ill-formed part counts as one U+FFFD.
  ///   - ids: a buffer to be used again and again.
  package func ids(of word: UnsafeBufferPointer<UInt8>, into ids: inout [Int32]) {
    ids.removeAll(keepingCapacity: true)
    forEachScalar(in: word) { ids.append(id(of: $0)) }
  }
}
