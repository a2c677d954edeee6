/// A path as the system reads it: bytes, of which only `/` separates.
///
/// To `String` a slash with a combining mark behind it is one character and no slash, and a name that
/// is not UTF-8 another name.
package struct BytePath: Sendable, Hashable {
  /// The bytes, without the zero that ends them for C.
  package let bytes: [UInt8]

  private static let slash = UInt8(ascii: "/")

  /// The path that a text is.
  package init(_ path: some StringProtocol) { bytes = Array(path.utf8) }

  /// The path of these bytes.
  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The path that the system gave, up to its zero.
  package init(cString: UnsafePointer<CChar>) {
    var end = cString
    while end.pointee != 0 { end += 1 }
    bytes = UnsafeBufferPointer(start: cString, count: end - cString).map(UInt8.init(bitPattern:))
  }

  /// The path for the system.
  package var cString: [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }

  /// The folder: what stands before the last slash; `/` for what stands in the root, and `.` where there
  /// is no slash.
  package var folder: BytePath {
    guard let last = bytes.lastIndex(of: Self.slash) else { return BytePath(".") }
    return last == 0 ? BytePath("/") : BytePath(bytes[..<last])
  }

  /// The names that slashes separate, none of them empty.
  package var names: [String] {
    bytes.split(separator: Self.slash).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of the last name; empty where there is none.
  package var nameBytes: ArraySlice<UInt8> { bytes.split(separator: Self.slash).last ?? [] }

  /// The last of the names as text.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// A path within this folder.
  package func appending(_ name: String) -> BytePath {
    BytePath(bytes + [Self.slash] + name.utf8)
  }

  /// A path that leads on from this folder.
  package func appending(_ path: BytePath) -> BytePath {
    BytePath(bytes + [Self.slash] + path.bytes)
  }

  /// Whether the path begins at the root.
  package var isAbsolute: Bool { bytes.first == Self.slash }

  /// Whether the path ends so.
  package func hasEnding(_ ending: String) -> Bool {
    bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }

  /// The same without an ending, if it has that.
  package func dropping(_ ending: String) -> BytePath {
    hasEnding(ending) ? BytePath(bytes.dropLast(ending.utf8.count)) : self
  }

  /// The path with the letters of ASCII in lower case, for endings in either case.
  package var lowercased: BytePath {
    BytePath(bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 })
  }
}

extension BytePath: CustomStringConvertible {
  /// The path as text, with U+FFFD for what is not UTF-8.
  package var description: String { String(decoding: bytes, as: UTF8.self) }
}
