import CIconv

/// How the characters of a text are written as bytes, where that is not UTF-8.
///
/// All that the system's `iconv` knows will do. UTF-16 and UTF-32 without LE or BE in their names go by
/// the byte-order mark, without one by how the text looks.
public struct TextEncoding: Sendable, Hashable {
  /// The name as the user gave it.
  public let name: String

  /// The name that `iconv` knows.
  private let systemName: String

  /// The encodings to name first when one is not known.
  public static let commonNames = [
    "utf-8", "utf-16", "utf-16le", "utf-16be", "utf-32", "latin1", "windows-1252", "windows-1251",
    "shift_jis", "gb18030", "euc-kr", "big5",
  ]

  /// The encoding of a name, in upper or lower case; `nil` if the system knows none.
  public init?(_ name: String) {
    // To C a zero byte would end the name; after a slash follows what is to be done beside decoding.
    guard !name.isEmpty, !name.utf8.contains(where: { $0 == 0 || $0 == 0x2F }) else { return nil }
    self.name = name
    let upper = String(
      decoding: name.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
    systemName = Self.aliases[upper] ?? upper
    guard let descriptor = iconv_open("UTF-8", systemName), descriptor != Self.failed else {
      return nil
    }
    iconv_close(descriptor)
  }

  /// What `iconv_open` returns when it fails.
  static var failed: iconv_t? { iconv_t(bitPattern: -1) }

  /// The bytes of its least unit, after which to go on behind a fault.
  var unitSize: Int {
    systemName.hasPrefix("UTF-16") || systemName.hasPrefix("UCS-2")
      ? 2 : systemName.hasPrefix("UTF-32") || systemName.hasPrefix("UCS-4") ? 4 : 1
  }

  /// Whether this is UTF-8, of which nothing needs to be converted.
  var isUTF8: Bool { systemName == "UTF-8" }

  /// The name for `iconv` in which nothing is left to be guessed.
  ///
  /// - Parameter head: the start of the text.
  func resolvedName(for head: ArraySlice<UInt8>) -> String {
    guard systemName == "UTF-16" || systemName == "UTF-32" else { return systemName }
    if let guess = WideEncoding(guessedFrom: head), guess.unitSize == unitSize { return guess.name }
    // Most programs that write no mark are those of Windows.
    return systemName + "LE"
  }

  private static let aliases = [
    "UTF8": "UTF-8", "UTF16": "UTF-16", "UTF16LE": "UTF-16LE", "UTF16BE": "UTF-16BE",
    "UTF32": "UTF-32", "UTF32LE": "UTF-32LE", "UTF32BE": "UTF-32BE", "LATIN1": "ISO-8859-1",
    "LATIN-1": "ISO-8859-1", "WINDOWS-1252": "CP1252",
  ]
}
