import ElmanBytes

/// The labels of a task, numbered from 0 in a fixed order.
///
/// Labels are told apart by their bytes: two that differ in Unicode normalization alone are two.
/// For files it has the first two tables of a ``Vocabulary``, without the unknown word.
package struct LabelSet: Sendable, Hashable, CustomStringConvertible {
  /// The labels; a label's number is its index.
  package let labels: [String]

  private let tables: VocabularyTables

  /// Creates a set of distinct labels, in the order in which they are numbered.
  ///
  /// - Throws: ``VocabularyError/duplicate(_:)`` if a label occurs twice.
  package init(_ labels: some Collection<some StringProtocol>) throws(VocabularyError) {
    self.labels = labels.map { String($0) }
    tables = try VocabularyTables(
      hashing: self.labels.map { Array($0.utf8) }, reservingUnknown: false)
  }

  /// Creates a set from the tables that ``withTables(_:)`` gave; they are checked and copied.
  ///
  /// - Throws: a ``VocabularyError`` that names the first fault.
  package init(
    validating bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<Int32>
  ) throws(VocabularyError) {
    try VocabularyTables.validate(offsets, byteCount: bytes.count)
    var labels: [String] = []
    for index in 0..<offsets.count - 1 {
      let label = bytes[Int(offsets[index])..<Int(offsets[index + 1])]
      guard let label = String(validating: label, as: UTF8.self) else {
        throw .notUTF8(index: index)
      }
      labels.append(label)
    }
    try self.init(labels)
  }

  /// The number of labels.
  package var count: Int { labels.count }

  /// The label with a number.
  ///
  /// - Precondition: `id` is in `0..<count`.
  package subscript(id: Int) -> String { labels[id] }

  /// The number of a label, or `nil` if the set lacks it.
  package func id(of label: some StringProtocol) -> Int? {
    var copy = String(label)
    return copy.withUTF8 { id(of: $0) }
  }

  /// The number of a label, given as UTF-8, or `nil` if the set lacks it.
  package func id(of label: UnsafeBufferPointer<UInt8>) -> Int? {
    tables.find(label).map { Int($0) }
  }

  /// Calls `body` with the labels as flat tables, for writing them: all labels as UTF-8, one after
  /// the other, and `count + 1` offsets.
  package func withTables<Result>(
    _ body: (
      _ bytes: UnsafeRawBufferPointer, _ offsets: UnsafeBufferPointer<Int32>
    ) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(tables) {
      try body(UnsafeRawBufferPointer(tables.bytes), tables.offsets)
    }
  }

  /// The labels, separated by spaces.
  package var description: String { labels.joined(separator: " ") }

  /// Whether two sets have the same labels, byte for byte, in the same order.
  package static func == (left: LabelSet, right: LabelSet) -> Bool {
    left.labels.elementsEqual(right.labels) { $0.hasSameBytes(as: $1) }
  }

  /// Hashes the bytes of the labels.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(labels.map { Spelling($0) })
  }
}
