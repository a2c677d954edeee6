/// Makes well-formed UTF-8 of any bytes, chunk by chunk.
///
/// Each maximal part of an ill-formed sequence becomes one U+FFFD, as the Unicode standard
/// recommends, and however the input is cut into chunks the result is the same.
///
/// Reference: The Unicode Standard, section 3.9, "U+FFFD Substitution of Maximal Subparts".
package struct UTF8Repair: Sendable {
  /// How many ill-formed parts were replaced.
  package private(set) var faultCount = 0

  /// The byte offset in the input of the first part replaced, or `nil` if there was none.
  package private(set) var firstFault: Int?

  /// How many bytes of input were seen.
  package private(set) var inputCount = 0

  // The start of a scalar that the last chunk cut.
  private var pending: UInt32 = 0
  private var pendingCount = 0
  private var missingCount = 0
  // The bytes that may follow next; narrower than 80–BF after E0, ED, F0 and F4.
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Creates a repair at the start of an input.
  package init() {}

  /// Repairs the next chunk of the input.
  ///
  /// - Parameters:
  ///   - chunk: the bytes that follow those seen so far.
  ///   - output: where the well-formed bytes are appended. A scalar cut by the end of the chunk
  ///     waits for the next one.
  package mutating func append(
    _ chunk: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    var index = 0
    while index < chunk.count {
      if missingCount == 0 {
        let end = wellFormedEnd(of: chunk, from: index)
        if end > index {
          output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[index..<end]))
          index = end
          continue
        }
      }
      step(chunk[index], at: inputCount + index, to: &output)
      index += 1
    }
    inputCount += chunk.count
  }

  /// Ends the input: a scalar that lacks its end is replaced.
  package mutating func finish(to output: inout [UInt8]) {
    if missingCount > 0 { replacePending(endingAt: inputCount, in: &output) }
  }

  /// Where the well-formed scalars that are whole within the chunk end.
  private func wellFormedEnd(of chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(chunk)
    var index = start
    while index < chunk.count {
      let first = chunk[index]
      if first < 0x80 {
        index += 1
        while index + 8 <= chunk.count,
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
        }
        continue
      }
      let count = Self.scalarLength(first)
      guard count > 0, index + count <= chunk.count else { return index }
      let (low, high) = Self.secondByteBounds(after: first)
      guard chunk[index + 1] >= low, chunk[index + 1] <= high else { return index }
      if count > 2, chunk[index + 2] & 0xC0 != 0x80 { return index }
      if count > 3, chunk[index + 3] & 0xC0 != 0x80 { return index }
      index += count
    }
    return index
  }

  /// Takes one byte; the slow path, for faults and for scalars cut by a chunk's end.
  private mutating func step(_ byte: UInt8, at offset: Int, to output: inout [UInt8]) {
    if missingCount > 0 {
      if byte >= lowest, byte <= highest {
        pending = pending << 8 | UInt32(byte)
        pendingCount += 1
        missingCount -= 1
        (lowest, highest) = (0x80, 0xBF)
        if missingCount == 0 { flushPending(to: &output) }
        return
      }
      replacePending(endingAt: offset, in: &output)
    }
    if byte < 0x80 {
      output.append(byte)
      return
    }
    let count = Self.scalarLength(byte)
    if count == 0 {
      noteFault(at: offset)
      output.append(contentsOf: [0xEF, 0xBF, 0xBD])
      return
    }
    pending = UInt32(byte)
    pendingCount = 1
    missingCount = count - 1
    (lowest, highest) = Self.secondByteBounds(after: byte)
  }

  private mutating func flushPending(to output: inout [UInt8]) {
    for position in (0..<pendingCount).reversed() {
      output.append(UInt8(truncatingIfNeeded: pending >> (8 * UInt32(position))))
    }
    pendingCount = 0
  }

  private mutating func replacePending(endingAt offset: Int, in output: inout [UInt8]) {
    noteFault(at: offset - pendingCount)
    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
    pendingCount = 0
    missingCount = 0
  }

  private mutating func noteFault(at offset: Int) {
    faultCount += 1
    if firstFault == nil { firstFault = offset }
  }

  /// The length of the scalar that a byte beyond ASCII starts, or 0 if it starts none.
  @inline(__always)
  private static func scalarLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// The bytes that may stand second, so that no scalar is overlong, a surrogate or too large.
  @inline(__always)
  private static func secondByteBounds(after first: UInt8) -> (UInt8, UInt8) {
    switch first {
    case 0xE0: (0xA0, 0xBF)
    case 0xED: (0x80, 0x9F)
    case 0xF0: (0x90, 0xBF)
    case 0xF4: (0x80, 0x8F)
    default: (0x80, 0xBF)
    }
  }
}
