import ElmanBytes

/// A stretch of a source that can be looked at before it is consumed.
final class ByteWindow {
  private let source: ByteSource
  private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 64)
  private var lower = 0
  private var upper = 0

  /// Whether all that is left of the source is in the window.
  private(set) var isAtEnd = false

  var path: String { source.path }

  init(_ source: ByteSource) { self.source = source }

  deinit { storage.deallocate() }

  /// The bytes read and not yet consumed. They stay valid until the window is filled again.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: storage[lower..<upper]).assumingMemoryBound(to: UInt8.self)
  }

  /// Moves past the first `count` bytes.
  func consume(_ count: Int) {
    precondition(count <= upper - lower, "\(count) bytes to consume of \(upper - lower)")
    lower += count
  }

  /// Reads until `count` bytes are there, or the source ends; returns whether they are there.
  func fill(atLeast count: Int) throws(CorpusError) -> Bool {
    while upper - lower < count {
      if isAtEnd { return false }
      try fill()
    }
    return true
  }

  /// Finds the end of the line, after its newline or at the end of the source; `nil` if it is longer
  /// than `limit` bytes.
  func lineEnd(limit: Int) throws(CorpusError) -> Int? {
    var searched = 0
    while true {
      let rest = UnsafeBufferPointer(rebasing: bytes[searched...])
      if let newline = rest.firstNewline { return searched + newline + 1 }
      searched = bytes.count
      if isAtEnd { return searched }
      if searched > limit { return nil }
      try fill()
    }
  }

  private func fill() throws(CorpusError) {
    if lower > 0 {
      // memmove: the old place and the new one may overlap.
      storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[lower..<upper]))
      upper -= lower
      lower = 0
    }
    if storage.count - upper < 1 << 16 {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 2 * storage.count, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<upper]))
      storage.deallocate()
      storage = larger
    }
    let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[upper...]))
    upper += count
    isAtEnd = count == 0
  }
}
