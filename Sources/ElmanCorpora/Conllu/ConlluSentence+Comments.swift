extension ConlluSentence {
  /// The comments in the order of the file, with their `#`.
  public var comments: [String] {
    preamble.lazy.filter(\.isComment).map { String(decoding: bytes[$0.content], as: UTF8.self) }
  }

  /// The value of the first comment `# key = value`; empty for `# key` alone, `nil` without one.
  public func comment(_ key: String) -> String? {
    for line in preamble where line.isComment {
      var rest = Self.trimmed(bytes[line.content].dropFirst())
      guard rest.starts(with: key.utf8) else { continue }
      rest = Self.trimmed(rest.dropFirst(key.utf8.count))
      if rest.isEmpty { return "" }
      guard rest.first == UInt8(ascii: "=") else { continue }
      return String(decoding: Self.trimmed(rest.dropFirst()), as: UTF8.self)
    }
    return nil
  }

  /// The value of `# sent_id`.
  public var sentenceID: String? { comment("sent_id") }

  /// The value of `# text`.
  public var text: String? { comment("text") }

  /// Whether a document begins with this sentence.
  public var startsDocument: Bool { documentID != nil || comment("newdoc") != nil }

  /// The identifier of the document that begins here.
  public var documentID: String? { comment("newdoc id") }

  /// Whether a paragraph begins with this sentence.
  ///
  /// A paragraph that begins inside a token is told in MISC and not seen here.
  public var startsParagraph: Bool {
    startsDocument || paragraphID != nil || comment("newpar") != nil
  }

  /// The identifier of the paragraph that begins here.
  public var paragraphID: String? { comment("newpar id") }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }
}
