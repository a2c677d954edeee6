/// The memory behind a vocabulary: three flat tables and what keeps them alive.
///
/// It is immutable, and `owner` is held only so that the memory lives as long as this does; nothing
/// is ever called on it. That is why it may be shared between threads although the compiler cannot
/// see it.
final class VocabularyTables: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>
  let offsets: UnsafeBufferPointer<Int32>
  let slots: UnsafeBufferPointer<Int32>
  private let owner: AnyObject?
  private let ownsSlots: Bool

  /// Refers to tables in memory of `owner`'s.
  init(
    bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<Int32>,
    slots: UnsafeBufferPointer<Int32>, owner: AnyObject
  ) {
    self.bytes = bytes.bindMemory(to: UInt8.self)
    self.offsets = offsets
    self.slots = slots
    self.owner = owner
    ownsSlots = false
  }

  /// Refers to strings in memory of `owner`'s, and makes slots of its own, but for entry 0.
  init(
    hashing bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<Int32>, owner: AnyObject
  ) throws(VocabularyError) {
    try Self.validate(offsets, byteCount: bytes.count)
    self.bytes = bytes.bindMemory(to: UInt8.self)
    self.offsets = offsets
    self.owner = owner
    slots = try Self.slots(hashing: self.bytes, offsets: offsets, from: 1)
    ownsSlots = true
  }

  /// Copies strings into memory of its own, and makes slots from entry `first` on.
  init(bytes: [UInt8], offsets: [Int32], from first: Int) throws(VocabularyError) {
    let (ownBytes, ownOffsets) = (Self.copy(bytes), Self.copy(offsets))
    do throws(VocabularyError) {
      slots = try Self.slots(hashing: ownBytes, offsets: ownOffsets, from: first)
    } catch {
      ownBytes.deallocate()
      ownOffsets.deallocate()
      throw error
    }
    self.bytes = ownBytes
    self.offsets = ownOffsets
    owner = nil
    ownsSlots = true
  }

  deinit {
    if ownsSlots { slots.deallocate() }
    guard owner == nil else { return }
    bytes.deallocate()
    offsets.deallocate()
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return UnsafeBufferPointer(memory)
  }

  /// Checks that strings lie where offsets say.
  static func validate(
    _ offsets: UnsafeBufferPointer<Int32>, byteCount: Int
  ) throws(VocabularyError) {
    guard offsets.first == 0 else { throw .offsetsDoNotStartAtZero }
    let count = offsets.count - 1
    for index in 1..<offsets.count where offsets[index] < offsets[index - 1] {
      throw .offsetsDescend(
        index: index, found: Int(offsets[index]), previous: Int(offsets[index - 1]))
    }
    guard Int(offsets[count]) == byteCount else {
      throw .wrongByteCount(expected: Int(offsets[count]), found: byteCount)
    }
  }

  /// Checks everything that a look-up relies on, so that it stays in bounds and ends.
  func validate() throws(VocabularyError) {
    try Self.validate(offsets, byteCount: bytes.count)
    let count = offsets.count - 1
    guard slots.count > 0, slots.count & (slots.count - 1) == 0 else {
      throw .wrongSlotCount(found: slots.count, entries: count)
    }
    var hasEmpty = false
    for index in slots.indices {
      let id = slots[index]
      guard id >= -1, Int(id) < count else {
        throw .slotOutOfRange(index: index, found: Int(id), entries: count)
      }
      if id < 0 { hasEmpty = true }
    }
    guard hasEmpty else { throw .noEmptySlot }
  }
}
