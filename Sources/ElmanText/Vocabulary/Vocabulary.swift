/// Strings with numbers from 0 on, looked up in three flat tables.
///
/// - `bytes`: all strings, one after the other, as UTF-8;
/// - `offsets`: where each begins in `bytes`, and where the last ends: `count + 1` numbers;
/// - `slots`: a power of two of slots; a string's number stands in the slot of its
///   64-bit hash FNV-1a modulo their number, or in the next free one after it, and −1 in those free.
///
/// The tables are used where they lie, for instance in a mapped file: no dictionary is built.
/// Number 0 is the unknown word: its string is empty, stands in no slot, and every string that the
/// vocabulary lacks has this number.
package struct Vocabulary: Sendable {
  /// The number of every string that the vocabulary lacks.
  package static let unknown: Int32 = 0

  private let tables: VocabularyTables

  /// Creates a vocabulary of the strings, numbered from 1 in their order.
  ///
  /// - Throws: ``VocabularyError/duplicate(_:)`` if a string occurs twice, and
  ///   ``VocabularyError/tooLarge(bytes:)`` beyond 2³¹ − 1 bytes or 2²⁹ strings.
  package init(_ strings: some Collection<some Collection<UInt8>>) throws(VocabularyError) {
    tables = try VocabularyTables(hashing: strings, reservingUnknown: true)
  }

  /// Creates a vocabulary of the strings, numbered from 1 in their order.
  ///
  /// - Throws: as `init(_:)` for bytes.
  package init(strings: some Collection<some StringProtocol>) throws(VocabularyError) {
    try self.init(strings.map { Array($0.utf8) })
  }

  /// Creates a vocabulary on tables that lie in memory, after checking them.
  ///
  /// Whatever the tables hold, no look-up reads out of bounds or goes on for ever once this
  /// succeeds. A table that was damaged and passes may give wrong numbers.
  ///
  /// - Parameters:
  ///   - bytes: all strings, one after the other.
  ///   - offsets: `count + 1` offsets in `bytes`, with `count` at least 1.
  ///   - slots: the hash table.
  ///   - owner: what the memory belongs to; it is kept as long as the vocabulary lives. The memory
  ///     must not change meanwhile.
  /// - Throws: a ``VocabularyError`` that names the first fault.
  package init(
    validating bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<Int32>,
    slots: UnsafeBufferPointer<Int32>, owner: AnyObject
  ) throws(VocabularyError) {
    tables = VocabularyTables(bytes: bytes, offsets: offsets, slots: slots, owner: owner)
    try tables.validate()
    guard tables.offsets.count > 1 else { throw .noEntries }
  }

  /// Creates a vocabulary on strings that lie in memory, after checking the offsets, and with slots
  /// of its own.
  ///
  /// - Parameters:
  ///   - bytes: all strings, one after the other, the first of which stands for the
  ///     unknown word.
  ///   - offsets: `count + 1` offsets in `bytes`, with `count` at least 1.
  ///   - owner: what the memory belongs to, as above.
  /// - Throws: a ``VocabularyError`` that names the first fault.
  package init(
    hashing bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<Int32>, owner: AnyObject
  ) throws(VocabularyError) {
    tables = try VocabularyTables(hashing: bytes, offsets: offsets, owner: owner)
    guard tables.offsets.count > 1 else { throw .noEntries }
  }

  /// The number of strings, the unknown word included.
  package var count: Int { tables.offsets.count - 1 }

  /// The number of `string`, or ``unknown``.
  package func id(of string: UnsafeBufferPointer<UInt8>) -> Int32 {
    tables.find(string) ?? Self.unknown
  }

  /// The number of `string`, whose 64-bit hash FNV-1a is known, or ``unknown``.
  package func id(of string: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    tables.find(string, hash: hash) ?? Self.unknown
  }

  /// The number of `string`, or ``unknown``.
  package func id(of string: Span<UInt8>) -> Int32 {
    string.withUnsafeBufferPointer { id(of: $0) }
  }

  /// The number of `string`, or ``unknown``.
  package func id(of string: some StringProtocol) -> Int32 {
    var copy = String(string)
    return copy.withUTF8 { id(of: $0) }
  }

  /// The number of `string`, or ``unknown``.
  package subscript(string: some StringProtocol) -> Int32 { id(of: string) }

  /// The string with a number.
  ///
  /// - Precondition: `id` is in `0..<count`.
  package func string(of id: Int32) -> String {
    withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the string with a number.
  ///
  /// - Precondition: `id` is in `0..<count`.
  package func withBytes<Result>(
    of id: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    precondition(id >= 0 && Int(id) < count, "id \(id) is not in 0..<\(count)")
    return try tables.withBytes(of: Int(id), body)
  }

  /// Calls `body` with the three tables, for writing them.
  package func withTables<Result>(
    _ body: (
      _ bytes: UnsafeRawBufferPointer, _ offsets: UnsafeBufferPointer<Int32>,
      _ slots: UnsafeBufferPointer<Int32>
    ) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(tables) {
      try body(UnsafeRawBufferPointer(tables.bytes), tables.offsets, tables.slots)
    }
  }
}
