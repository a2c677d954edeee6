import CUtf8proc

/// A text as phrases are compared with it: each run of white space is one space, and on request there is no case.
///
/// One scalar without case comes of each, so that a form and what it is compared with are cut at the same scalars. The
/// two small letters of the Greek sigma are one.
package struct ComparedText: Sendable {
  /// The text, UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// For each byte of the original, and for its end, where that stands in ``bytes``.
  private var offsets: [Int32] = []
  /// Whether case is passed over.
  package let ignoresCase: Bool

  /// A text that is empty until it is set.
  package init(ignoringCase ignoresCase: Bool) { self.ignoresCase = ignoresCase }

  /// Where a byte of the original stands, or its end.
  package subscript(offset: Int) -> Int { Int(offsets[offset]) }

  /// Takes another text, well-formed UTF-8, in the memory of the last.
  package mutating func set(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(text.count + 8)
    offsets.reserveCapacity(text.count + 1)
    var (index, followsSpace) = (0, false)
    while index < text.count {
      offsets.append(Int32(bytes.count))
      let byte = text[index]
      index += 1
      if byte < 0x80 {
        let isSpace = byte.isASCIIWhiteSpace
        if isSpace {
          if !followsSpace { bytes.append(0x20) }
        } else {
          bytes.append(ignoresCase ? byte.asciiLowercased : byte)
        }
        followsSpace = isSpace
        continue
      }
      let start = index - 1
      while index < text.count, text[index] & 0xC0 == 0x80 {
        offsets.append(Int32(bytes.count))
        index += 1
      }
      followsSpace = append(text[start..<index], followsSpace)
    }
    offsets.append(Int32(bytes.count))
  }

  /// Appends a scalar beyond ASCII; returns whether it is white space.
  private mutating func append(
    _ encoded: Slice<UnsafeBufferPointer<UInt8>>, _ followsSpace: Bool
  ) -> Bool {
    var scalar: UInt32 = 0
    forEachScalar(in: UnsafeBufferPointer(rebasing: encoded)) { scalar = $0 }
    if ScalarClass.isWhiteSpace(scalar) {
      if !followsSpace { bytes.append(0x20) }
      return true
    }
    if ignoresCase {
      let lower = UInt32(bitPattern: utf8proc_tolower(utf8proc_int32_t(bitPattern: scalar)))
      appendScalar(lower == 0x3C2 ? 0x3C3 : lower, to: &bytes)
    } else {
      bytes += encoded
    }
    return false
  }

  /// What a phrase is compared by: without white space around it.
  package static func key(
    of phrase: some Collection<UInt8>, ignoringCase ignoresCase: Bool
  ) -> [UInt8] {
    var text = ComparedText(ignoringCase: ignoresCase)
    Array(phrase).withUnsafeBufferPointer { text.set($0) }
    var key = text.bytes[...]
    if key.first == 0x20 { key.removeFirst() }
    if key.last == 0x20 { key.removeLast() }
    return Array(key)
  }
}
