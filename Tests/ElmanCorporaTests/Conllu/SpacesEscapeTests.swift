import ElmanText
import Testing

@testable import ElmanCorpora

/// White space and control characters in MISC.
@Suite struct SpacesEscapeTests {
  private static func escaped(_ text: String) -> String {
    var output: [UInt8] = []
    SpacesEscape.append(text.utf8, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static func decoded(_ text: String) -> String {
    var output: [UInt8] = []
    SpacesEscape.appendDecoded(Array(text.utf8)[...], to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    (" \t\r\n|\\", "\\s\\t\\r\\n\\p\\\\"), ("\u{A0}", "\\u00A0"), ("\u{85}", "\\u0085"),
    ("\u{1680}", "\\u1680"), ("\u{2000}\u{200A}\u{200B}", "\\u2000\\u200A\\u200B"),
    ("\u{2028}\u{2029}\u{202F}\u{205F}", "\\u2028\\u2029\\u202F\\u205F"),
    ("\u{3000}\u{FEFF}", "\\u3000\\uFEFF"), ("\u{B}\u{C}\0\u{1B}", "\\u000B\\u000C\\u0000\\u001B"),
    ("\u{7F}\u{9F}", "\\u007F\\u009F"), ("\\u00A0", "\\\\u00A0"), ("é漢😀\u{301}~!", "é漢😀\u{301}~!"),
  ])
  func allThatIsNotSeenIsEscaped(_ text: String, written: String) {
    #expect(Self.escaped(text) == written)
    #expect(Array(Self.decoded(written).unicodeScalars) == Array(text.unicodeScalars))
    // As it is, it is read too.
    if !text.contains("\\") {
      #expect(Array(Self.decoded(text).unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test(arguments: ["\\u0041", "\\u00A", "\\u+0A0", "\\uD800", "\\x", "\\", "\\u"])
  func otherEscapesStay(_ text: String) {
    #expect(Self.decoded(text) == text)
  }

  @Test func digitsAreOfEitherCase() {
    #expect(Self.decoded("\\u00a0\\ufeff") == "\u{A0}\u{FEFF}")
  }

  @Test func everyCharacterComesBack() {
    for value in UInt32(0)...0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      let written = Self.escaped(text)
      #expect(written.unicodeScalars.allSatisfy { $0.value > 0x20 && !$0.properties.isWhitespace })
      #expect(Array(Self.decoded(written).utf8) == Array(text.utf8))
    }
  }

  /// A name of several lines, and a token with white space inside.
  @Test func whatIsWrittenHasNoOddSpaces() throws {
    var formatter = ConlluFormatter(documentID: "\u{A0}a\u{2028}b\u{1B}\u{A0}\n")
    let text = Array("x\u{A0}1\u{A0} 000\n\u{A0}".utf8)
    let sentence = Sentence(
      text: text,
      words: [
        Word(range: 0..<1, spaceAfter: true), Word(range: 3..<10, spaceAfter: true),
      ])
    var written: [UInt8] = []
    formatter.format(sentence, labels: ["A", "B"])?.write(to: &written)
    #expect(
      string(written)
        == """
        # newdoc id = a b
        # sent_id = 1
        # text = x 1 000
        1\tx\t_\tA\t_\t_\t_\t_\t_\tSpacesAfter=\\u00A0
        2\t1 000\t_\tB\t_\t_\t_\t_\t_\tSpacesInToken=1\\u00A0\\s000|SpacesAfter=\\n\\u00A0


        """.replacing("# sent_id", with: "# newpar\n# sent_id"))
    let read = try #require(try sentences(string(written)).first)
    #expect(read.originalText == text)
  }

  @Test func aNameOfSpacesIsNone() {
    var formatter = ConlluFormatter(documentID: "\u{A0} ")
    #expect(formatter.format(Sentence(words: ["a"]))?.comments.first == "# newdoc")
  }
}
