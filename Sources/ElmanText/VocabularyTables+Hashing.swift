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
    // At most half of the slots are taken, so that runs stay short.
    var capacity = 2
    while capacity < 2 * offsets.count { capacity *= 2 }
    let empty = [Int32](repeating: -1, count: capacity)
    var slots = empty
    let first = reservingUnknown ? 1 : 0
    let count = offsets.count - 1
    let duplicate = bytes.withUnsafeBufferPointer { all -> String? in
      for index in first..<max(first, count) {
        let string = UnsafeBufferPointer(rebasing: all[offsets.bounds(of: index)])
        var slot = Int(truncatingIfNeeded: stableHash(string)) & (capacity - 1)
        while slots[slot] >= 0 {
          if all[offsets.bounds(of: Int(slots[slot]))].elementsEqual(string) {
            return String(decoding: string, as: UTF8.self)
          }
          slot = (slot + 1) & (capacity - 1)
        }
        slots[slot] = Int32(index)
      }
      return nil
    }
    if let duplicate { throw .duplicate(duplicate) }
    self.init(bytes: bytes, offsets: offsets, slots: slots)
  }

  /// The entry that holds `string`, or `nil`.
  func find(_ string: UnsafeBufferPointer<UInt8>) -> Int32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: stableHash(string)) & mask
    while true {
      let id = slots[slot]
      if id < 0 { return nil }
      if matches(string, Int(id)) { return id }
      slot = (slot + 1) & mask
    }
  }

  func withBytes<Result>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let range = Int(offsets[index])..<Int(offsets[index + 1])
    return try body(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  @inline(__always)
  private func matches(_ string: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let lower = Int(offsets[index])
    guard Int(offsets[index + 1]) - lower == string.count else { return false }
    for position in 0..<string.count where bytes[lower + position] != string[position] {
      return false
    }
    return true
  }
}

extension [Int32] {
  fileprivate func bounds(of index: Int) -> Range<Int> {
    Int(self[index])..<Int(self[index + 1])
  }
}
