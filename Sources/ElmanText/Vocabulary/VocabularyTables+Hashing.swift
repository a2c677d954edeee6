import ElmanBytes

/// The hash table: building it and looking strings up.
extension VocabularyTables {
  /// Builds the tables of the strings in their order.
  ///
  /// - Parameters:
  ///   - strings: the strings, all distinct.
  ///   - reservingUnknown: whether entry 0 is an empty string that no look-up finds.
  convenience init(
    hashing strings: some Collection<some Collection<UInt8>>, reservingUnknown: Bool
  ) throws(VocabularyError) {
    var bytes: [UInt8] = []
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(strings.count + 2)
    if reservingUnknown { offsets.append(0) }
    for string in strings {
      bytes.append(contentsOf: string)
      guard let offset = Int32(exactly: bytes.count), offsets.count < 1 << 29 else {
        throw .tooLarge(bytes: bytes.count)
      }
      offsets.append(offset)
    }
    try self.init(bytes: bytes, offsets: offsets, from: reservingUnknown ? 1 : 0)
  }

  /// Makes the slots of the strings from number `first` on.
  ///
  /// A vocabulary of 100,000 words is hashed each time that a small model is loaded, so this goes
  /// over the strings where they lie.
  static func slots(
    hashing bytes: UnsafeBufferPointer<UInt8>, offsets: UnsafeBufferPointer<Int32>, from first: Int
  ) throws(VocabularyError) -> UnsafeBufferPointer<Int32> {
    // At most half of the slots are taken, so that runs stay short.
    var capacity = 2
    while capacity < 2 * offsets.count { capacity *= 2 }
    let slots = UnsafeMutableBufferPointer<Int32>.allocate(capacity: capacity)
    slots.initialize(repeating: -1)
    let count = offsets.count - 1
    for index in first..<max(first, count) {
      let string = Self.string(index, bytes, offsets)
      var slot = Int(truncatingIfNeeded: FNV1a<UInt64>.hash(of: string)) & (capacity - 1)
      while slots[slot] >= 0 {
        guard !matches(string, Self.string(Int(slots[slot]), bytes, offsets)) else {
          slots.deallocate()
          throw .duplicate(String(decoding: string, as: UTF8.self))
        }
        slot = (slot + 1) & (capacity - 1)
      }
      slots[slot] = Int32(index)
    }
    return UnsafeBufferPointer(slots)
  }

  /// The entry that holds `string`, or `nil`.
  func find(_ string: UnsafeBufferPointer<UInt8>) -> Int32? {
    find(string, hash: FNV1a<UInt64>.hash(of: string))
  }

  /// The same with the string's hash, where that is known.
  func find(_ string: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let id = slots[slot]
      if id < 0 { return nil }
      if Self.matches(string, Self.string(Int(id), bytes, offsets)) { return id }
      slot = (slot + 1) & mask
    }
  }

  func withBytes<Result>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try body(Self.string(index, bytes, offsets))
  }

  @inline(__always)
  private static func string(
    _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ offsets: UnsafeBufferPointer<Int32>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(offsets[index])..<Int(offsets[index + 1])])
  }

  @inline(__always)
  private static func matches(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard first.count == second.count else { return false }
    for position in 0..<first.count where first[position] != second[position] { return false }
    return true
  }
}
