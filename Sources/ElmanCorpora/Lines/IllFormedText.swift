/// What a reader does with bytes that are not UTF-8.
public enum IllFormedText: Sendable, Hashable {
  /// Stop with an error that names the line and the byte.
  case reject

  /// Put U+FFFD in their place and note where this happened first.
  case replace
}

/// The place of the first bytes that were replaced.
package struct TextRepair: Sendable, Hashable {
  /// The line, counted from 1.
  package var line: Int

  /// The offset of the first ill-formed byte in the uncompressed input.
  package var byteOffset: Int

  /// Creates a place.
  package init(line: Int, byteOffset: Int) {
    self.line = line
    self.byteOffset = byteOffset
  }
}
