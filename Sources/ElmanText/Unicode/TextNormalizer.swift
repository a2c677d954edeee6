import CUtf8proc

/// Brings words into one form for look-ups: Unicode's NFC, and on request without case.
///
/// The text itself is never changed: what is written goes into a buffer of the caller's.
package struct TextNormalizer: Sendable, Hashable {
  /// Whether upper and lower case are made one, by full Unicode case folding.
  package let foldsCase: Bool

  /// Creates a normalizer.
  package init(foldsCase: Bool = false) {
    self.foldsCase = foldsCase
  }

  /// Replaces the contents of `output` by the normalized form of `word`.
  ///
  /// - Parameters:
  ///   - word: well-formed UTF-8. Bytes that are not are copied as they are.
  ///   - output: a buffer to be used again and again; its storage is kept.
  /// - Complexity: O(n). ASCII takes no call of the Unicode library.
  package func normalize(_ word: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    output.removeAll(keepingCapacity: true)
    if !Self.isASCII(word) {
      var options = UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue
      if foldsCase {
        options |= UTF8PROC_CASEFOLD.rawValue
        if Self.mayHoldIotaSubscript(word) {
          // Folding makes a letter of this mark, so the marks must be in order before.
          let composed = [UInt8](
            TextNormalizer().normalized(String(decoding: word, as: UTF8.self)).utf8)
          return composed.withUnsafeBufferPointer { Self.normalize($0, options, into: &output) }
        }
      }
      return Self.normalize(word, options, into: &output)
    }
    output.append(contentsOf: word)
    if foldsCase {
      output.withUnsafeMutableBufferPointer { bytes in
        for index in bytes.indices { bytes[index] = bytes[index].asciiLowercased }
      }
    }
  }

  /// Returns the normalized form of `word`.
  package func normalized(_ word: some StringProtocol) -> String {
    var output: [UInt8] = []
    let copy: [UInt8] = Array(word.utf8)
    copy.withUnsafeBufferPointer { normalize($0, into: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// The version of the Unicode tables in use, such as `15.0.0`.
  package static var unicodeVersion: String {
    String(cString: utf8proc_unicode_version())
  }

  /// Whether the word may hold the Greek iota subscript, alone or in a letter.
  private static func mayHoldIotaSubscript(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 1..<max(1, word.count) {
      switch (word[index - 1], word[index]) {
      case (0xCD, 0x85), (0xE1, 0xBE), (0xE1, 0xBF): return true
      default: break
      }
    }
    return false
  }

  private static func normalize(
    _ word: UnsafeBufferPointer<UInt8>, _ options: UInt32, into output: inout [UInt8]
  ) {
    // No scalar becomes more than one and a half for each of its bytes.
    let isDone = withUnsafeTemporaryAllocation(
      of: utf8proc_int32_t.self, capacity: word.count * 2 + 8
    ) { scalars -> Bool in
      var count = utf8proc_decompose(
        word.baseAddress, word.count, scalars.baseAddress, scalars.count,
        utf8proc_option_t(rawValue: options))
      guard count > 0, count <= scalars.count else { return false }
      count = utf8proc_normalize_utf32(
        scalars.baseAddress, count, utf8proc_option_t(rawValue: options))
      for scalar in scalars[..<max(0, count)] {
        appendScalar(UInt32(bitPattern: scalar), to: &output)
      }
      return count > 0
    }
    if !isDone { output.append(contentsOf: word) }
  }

  @inline(__always)
  private static func isASCII(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(word)
    var all: UInt64 = 0
    var index = 0
    while index + 8 <= raw.count {
      all |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < raw.count {
      all |= UInt64(raw[index])
      index += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}

/// Appends a scalar as UTF-8.
func appendScalar(_ scalar: UInt32, to output: inout [UInt8]) {
  switch scalar {
  case 0..<0x80:
    output.append(UInt8(truncatingIfNeeded: scalar))
  case 0x80..<0x800:
    output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  case 0x800..<0x10000:
    output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  default:
    output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }
}
