/// A place in a text, counted from its start in three units.
///
/// Bytes serve programs that hold the text as UTF-8, UTF-16 code units those that hold it as
/// JavaScript, Java or Windows do, Unicode scalars those in Python.
public struct TextPosition: Sendable, Hashable, Comparable {
  /// The offset in bytes of UTF-8.
  public var utf8: Int

  /// The offset in UTF-16 code units.
  public var utf16: Int

  /// The offset in Unicode scalars (code points).
  public var scalars: Int

  /// Creates a position; the start of the text by default.
  public init(utf8: Int = 0, utf16: Int = 0, scalars: Int = 0) {
    self.utf8 = utf8
    self.utf16 = utf16
    self.scalars = scalars
  }

  /// Moves the position past `bytes`.
  ///
  /// - Parameter bytes: well-formed UTF-8 that begins and ends between two scalars.
  /// - Complexity: O(n).
  public mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    utf8 += bytes.count
    var continuations = 0
    var surrogatePairs = 0
    for byte in bytes {
      continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
      surrogatePairs &+= byte >= 0xF0 ? 1 : 0
    }
    scalars += bytes.count - continuations
    utf16 += bytes.count - continuations + surrogatePairs
  }

  /// Returns the position that follows `bytes` when they stand here.
  ///
  /// - Parameter bytes: well-formed UTF-8 that begins and ends between two scalars.
  /// - Complexity: O(n).
  public func advanced(over bytes: ArraySlice<UInt8>) -> TextPosition {
    var position = self
    bytes.withUnsafeBufferPointer { position.advance(over: $0) }
    return position
  }

  /// Returns the position that follows so many ASCII characters.
  func advanced(overASCII count: Int) -> TextPosition {
    TextPosition(utf8: utf8 + count, utf16: utf16 + count, scalars: scalars + count)
  }

  /// Orders positions of one text by where they stand.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    left.utf8 < right.utf8
  }
}
