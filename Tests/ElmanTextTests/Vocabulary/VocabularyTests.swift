import ElmanTestSupport
import ElmanText
import Testing

@Suite struct VocabularyTests {
  @Test(arguments: [0, 1, 2, 3, 7, 1000])
  func equalsADictionary(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    var words: [String] = []
    var expected: [String: Int32] = [:]
    while words.count < count {
      let word = String(UInt64.random(in: 0..<5000, using: &random), radix: 36)
      if expected[word] == nil {
        words.append(word)
        expected[word] = Int32(words.count)
      }
    }
    let vocabulary = try Vocabulary(strings: words)
    #expect(vocabulary.count == count + 1)
    for probe in 0..<5000 {
      let word = String(probe, radix: 36)
      #expect(vocabulary.id(of: word) == expected[word] ?? 0)
    }
    for (word, id) in expected {
      #expect(vocabulary.string(of: id) == word)
      #expect(vocabulary[word] == id)
      #expect(vocabulary.id(of: Array(word.utf8).span) == id)
    }
    #expect(vocabulary.string(of: 0) == "")
    #expect(vocabulary[""] == 0)
  }

  @Test func refusesDuplicates() {
    #expect(throws: VocabularyError.duplicate("b")) {
      try Vocabulary(strings: ["a", "b", "b"])
    }
  }

  /// Tables in memory of their own, as a mapped file would hold them.
  private final class Tables {
    let bytes: UnsafeMutableBufferPointer<UInt8>
    let offsets: UnsafeMutableBufferPointer<Int32>
    let slots: UnsafeMutableBufferPointer<Int32>

    init(bytes: [UInt8], offsets: [Int32], slots: [Int32]) {
      self.bytes = .allocate(capacity: bytes.count)
      _ = self.bytes.initialize(from: bytes)
      self.offsets = .allocate(capacity: offsets.count)
      _ = self.offsets.initialize(from: offsets)
      self.slots = .allocate(capacity: slots.count)
      _ = self.slots.initialize(from: slots)
    }

    deinit {
      bytes.deallocate()
      offsets.deallocate()
      slots.deallocate()
    }

    func vocabulary() throws(VocabularyError) -> Vocabulary {
      try Vocabulary(
        validating: UnsafeRawBufferPointer(bytes), offsets: UnsafeBufferPointer(offsets),
        slots: UnsafeBufferPointer(slots), owner: self)
    }

    func rehashed() throws(VocabularyError) -> Vocabulary {
      try Vocabulary(
        hashing: UnsafeRawBufferPointer(bytes), offsets: UnsafeBufferPointer(offsets), owner: self)
    }
  }

  private func copiedTables(of vocabulary: Vocabulary) -> Tables {
    vocabulary.withTables {
      Tables(bytes: Array($0), offsets: Array($1), slots: Array($2))
    }
  }

  @Test func worksFromTablesAndKeepsThemAlive() throws {
    let words = (0..<500).map { "word\($0)" }
    let built = try Vocabulary(strings: words)
    let mapped = try copiedTables(of: built).vocabulary()
    for word in words + ["", "none"] {
      #expect(mapped[word] == built[word])
    }
    #expect(mapped.string(of: 17) == "word16")
  }

  @Test func makesItsOwnSlotsAndKeepsTheStringsAlive() throws {
    let words = (0..<500).map { "word\($0)" }
    let built = try Vocabulary(strings: words)
    let remade = try copiedTables(of: built).rehashed()
    #expect(remade.count == built.count)
    for word in words + ["", "none"] { #expect(remade[word] == built[word]) }
    #expect(remade.string(of: 17) == "word16")
  }

  @Test(
    arguments: [
      ([], VocabularyError.offsetsDoNotStartAtZero), ([1, 1], .offsetsDoNotStartAtZero),
      ([0], .wrongByteCount(expected: 0, found: 4)),
      ([0, 0, 3], .wrongByteCount(expected: 3, found: 4)),
      ([0, 3, 2, 4], .offsetsDescend(index: 2, found: 2, previous: 3)),
      ([0, 0, 1, 2, 4], .duplicate("a")),
    ] as [([Int32], VocabularyError)])
  func refusesDamagedStrings(offsets: [Int32], error: VocabularyError) {
    let bytes = Array("aabb".utf8)
    #expect(throws: error) {
      try Tables(bytes: bytes, offsets: offsets, slots: []).rehashed()
    }
  }

  @Test func refusesTablesWithoutAnyEntry() {
    #expect(throws: VocabularyError.noEntries) {
      try Tables(bytes: [], offsets: [0], slots: [-1]).vocabulary()
    }
    #expect(throws: VocabularyError.noEntries) {
      try Tables(bytes: [], offsets: [0], slots: []).rehashed()
    }
  }

  @Test(
    arguments: [
      ([], [-1], VocabularyError.offsetsDoNotStartAtZero),
      ([1, 1], [-1], .offsetsDoNotStartAtZero),
      ([0, 3, 2, 4], [-1], .offsetsDescend(index: 2, found: 2, previous: 3)),
      ([0, 0, 3], [-1], .wrongByteCount(expected: 3, found: 4)),
      ([0, 0, 5], [-1], .wrongByteCount(expected: 5, found: 4)),
      ([0, 0, 4], [], .wrongSlotCount(found: 0, entries: 2)),
      ([0, 0, 4], [-1, -1, 1], .wrongSlotCount(found: 3, entries: 2)),
      ([0, 0, 4], [1, 1], .noEmptySlot),
      ([0, 0, 4], [-1, 2], .slotOutOfRange(index: 1, found: 2, entries: 2)),
      ([0, 0, 4], [-1, -2], .slotOutOfRange(index: 1, found: -2, entries: 2)),
      ([0, 0, .min, 4], [-1], .offsetsDescend(index: 2, found: Int(Int32.min), previous: 0)),
    ] as [([Int32], [Int32], VocabularyError)])
  func refusesDamagedTables(offsets: [Int32], slots: [Int32], error: VocabularyError) {
    #expect(throws: error) {
      try Tables(bytes: Array("abcd".utf8), offsets: offsets, slots: slots).vocabulary()
    }
    #expect(!error.description.contains("\n"))
  }

  @Test(arguments: 0..<100)
  func damagedTablesFailOrStaySafe(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let words = (0..<40).map { "w\($0)" }
    let tables = copiedTables(of: try Vocabulary(strings: words))
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let value = Int32.random(in: -3...60, using: &random)
      if Bool.random(using: &random) {
        tables.offsets[Int.random(in: 0..<tables.offsets.count, using: &random)] = value
      } else {
        tables.slots[Int.random(in: 0..<tables.slots.count, using: &random)] = value
      }
    }
    guard let vocabulary = try? tables.vocabulary() else { return }
    for word in words + ["other"] {
      let id = vocabulary[word]
      #expect(id >= 0 && Int(id) < vocabulary.count)
    }
    for id in 0..<vocabulary.count { _ = vocabulary.string(of: Int32(id)) }
  }

  @Test func builderOrdersByCountThenBytes() throws {
    var builder = VocabularyBuilder()
    for word in ["b", "a", "c", "b", "d", "c", "b", "Z", ""] { builder.add(word) }
    let all = try builder.build()
    #expect(
      (1..<all.vocabulary.count).map { all.vocabulary.string(of: Int32($0)) }
        == ["b", "c", "Z", "a", "d"])
    #expect(all.counts == [1, 3, 2, 1, 1, 1])
    let frequent = try builder.build(minimumCount: 2)
    #expect(frequent.counts == [4, 3, 2])
    let small = try builder.build(maximumSize: 1)
    #expect(small.vocabulary.count == 2)
    #expect(small.vocabulary["c"] == Vocabulary.unknown)
    #expect(builder.distinctCount == 6)
  }

  @Test func labelsKeepTheirOrder() throws {
    let labels = try LabelSet(["NOUN", "VERB", "X"])
    #expect(labels.count == 3)
    #expect(labels.id(of: "NOUN") == 0)
    #expect(labels.id(of: "X") == 2)
    #expect(labels.id(of: "Y") == nil)
    #expect(labels[1] == "VERB")
    #expect(labels.description == "NOUN VERB X")
    let copy = try labels.withTables { try LabelSet(validating: $0, offsets: $1) }
    #expect(copy == labels)
    #expect(throws: VocabularyError.duplicate("A")) { try LabelSet(["A", "A"]) }
    #expect(try LabelSet([String]()).count == 0)
    #expect(throws: VocabularyError.wrongByteCount(expected: 9, found: 8)) {
      try labels.withTables { bytes, offsets in
        _ = try LabelSet(
          validating: UnsafeRawBufferPointer(rebasing: bytes.dropLast()), offsets: offsets)
      }
    }
  }

  @Test func charactersEqualADictionary() throws {
    var random = SeededGenerator(seed: 5)
    var scalars: [Unicode.Scalar] = []
    for _ in 0..<300 {
      let value = UInt32.random(
        in: 0..<(Bool.random(using: &random) ? 0x200 : 0x11000), using: &random)
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    let vocabulary = CharacterVocabulary(scalars)
    let order = Set(scalars).sorted()
    #expect(vocabulary.count == order.count + 1)
    for value in 0..<0x11100 as Range<UInt32> {
      let expected = Unicode.Scalar(value).flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      if vocabulary.id(of: value) != Int32(expected) { Issue.record("scalar \(value)") }
    }
    #expect(try CharacterVocabulary(validating: vocabulary.scalars) == vocabulary)
    #expect(vocabulary.id(of: .max) == 0)
    #expect(throws: VocabularyError.charactersOutOfOrder(index: 1, found: 5)) {
      try CharacterVocabulary(validating: [5, 5])
    }
    #expect(throws: VocabularyError.charactersOutOfOrder(index: 0, found: 0xD800)) {
      try CharacterVocabulary(validating: [0xD800])
    }
    var ids: [Int32] = [9]
    Array("ab".utf8).withUnsafeBufferPointer {
      CharacterVocabulary("abc".unicodeScalars).ids(of: $0, into: &ids)
    }
    #expect(ids == [1, 2])
  }
}
