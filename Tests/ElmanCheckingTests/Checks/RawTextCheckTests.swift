import ElmanChecking
import Testing

@Suite struct RawTextCheckTests {
  @Test(
    arguments: [
      ("a\tx\u{7}y\n", ["c.tsv:1:4 control-character"]),
      ("a\tx\u{85}y\u{85}\n", ["c.tsv:1:4 control-character"]),
      ("a\tx\u{A0}y\nb\tx\u{3000}\n", ["c.tsv:1:4 odd-space", "c.tsv:2:4 odd-space"]),
      (
        "a\tx\u{200B}y\nb\tx\u{FEFF}\n",
        ["c.tsv:1:4 invisible-character", "c.tsv:2:4 invisible-character"]
      ),
      ("a\tका\u{200C}ख 👩\u{200D}👧\n", []),
      ("a\tx\u{FFFD}y\n", ["c.tsv:1:4 lost-character"]),
      ("a\tcafÃ© â\u{20AC}\u{2122}s\n", ["c.tsv:1:6 wrong-encoding"]),
      ("a\tcafe\u{301} ok\n", ["c.tsv:1:6 not-nfc"]),
      ("a\tcafé ok 日本\n", []),
      ("\u{FEFF}a\tx\n", ["c.tsv:1 byte-order-mark"]),
      ("a\tx\r\nb\ty\r\nb\tz\n", ["c.tsv:3 mixed-line-endings"]),
      ("a\tx\r\nb\ty", []),
      ("a\tx\ry\n", ["c.tsv:1:4 control-character"]),
    ] as [(String, [String])])
  func characters(text: String, expected: [String]) throws {
    #expect(try check(("c.tsv", text)).places == expected)
  }

  @Test func bytesThatAreNotUTF8() throws {
    let bytes = Array("a\tç".utf8) + [0xE7, 0x20, 0xFF, 0x0A] + Array("b\tx".utf8) + [0xC3]
    let report = try check((name: "c.tsv", bytes: bytes))
    #expect(report.places == ["c.tsv:1:4 not-utf8", "c.tsv:2:4 not-utf8"])
    #expect(report.messages(.notUTF8)[0] == "expected UTF-8, found 0xE7 at byte 5 of the line")
  }

  @Test func damagedGzip() throws {
    let report = try check((name: "c.tsv", bytes: [0x1F, 0x8B, 1, 2, 3]))
    #expect(report.places == ["c.tsv:1 damaged-file", "c.tsv:1 no-examples"])
  }

  @Test func linesLongerThanAChunk() throws {
    let text = "a\t" + String(repeating: "x", count: 200_000) + "\u{A0}\nb\ty\u{1}\n"
    #expect(
      try check(("c.tsv", text)).places == [
        "c.tsv:1:200003 odd-space", "c.tsv:2:4 control-character",
      ])
  }
}
