/// The first bytes of the first forms of a lexicon's blocks, in ascending order, in memory that the lexicon keeps.
///
/// It is immutable, and `owner` is held only so that the memory lives as long as this does.
final class LexiconHeads: @unchecked Sendable {
  let values: UnsafeBufferPointer<UInt32>
  private let owner: AnyObject?

  /// Refers to heads in memory of `owner`'s.
  init(_ values: UnsafeBufferPointer<UInt32>, owner: AnyObject) {
    self.values = values
    self.owner = owner
  }

  /// Copies heads into memory of its own.
  init(_ values: [UInt32]) {
    let memory = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: values.count)
    _ = memory.initialize(from: values)
    self.values = UnsafeBufferPointer(memory)
    owner = nil
  }

  deinit { if owner == nil { values.deallocate() } }

  /// The head of a form.
  static func head(of form: some Collection<UInt8>) -> UInt32 {
    var (head, count): (UInt32, UInt32) = (0, 0)
    for byte in form.prefix(4) {
      head = head << 8 | UInt32(byte)
      count += 1
    }
    return count < 4 ? head << (8 * (4 - count)) : head
  }

  /// The first head of which a condition holds, which then holds of all behind it; their number if there is none.
  @inline(__always)
  func firstIndex(where isBehind: (UInt32) -> Bool) -> Int {
    var (lower, count) = (0, values.count)
    while count > 0 {
      let half = count / 2
      if isBehind(values[lower + half]) {
        count = half
      } else {
        lower += half + 1
        count -= half + 1
      }
    }
    return lower
  }
}
