/// Elements between canaries, so that a kernel that writes where it must not is found out.
struct GuardedBytes<Element: FixedWidthInteger & Sendable> {
  private static var margin: Int { 67 }
  private static var canary: Element { 0x55 }
  private let count: Int
  private var storage: [Element]

  /// Room for `count` elements, filled with rubbish.
  init(_ count: Int) {
    self.count = count
    storage = Array(repeating: Self.canary, count: count + 2 * Self.margin)
  }

  /// Gives a kernel the first element.
  mutating func withUnsafeMutablePointer(_ body: (UnsafeMutablePointer<Element>) -> Void) {
    storage.withUnsafeMutableBufferPointer { storage in
      if let base = storage.baseAddress { body(base + Self.margin) }
    }
  }

  var values: [Element] { Array(storage[Self.margin..<Self.margin + count]) }

  var canariesAreIntact: Bool {
    (storage[..<Self.margin] + storage[(Self.margin + count)...])
      .allSatisfy { $0 == Self.canary }
  }
}
