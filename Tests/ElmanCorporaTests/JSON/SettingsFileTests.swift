import ElmanCorpora
import ElmanTestSupport
import Foundation
import Testing

@Suite struct SettingsFileTests {
  private func contents(_ bytes: some Sequence<UInt8>) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "file")
    do { return try SettingsFile.contents(of: path) } catch {
      guard case .malformed(path, let line, let expected, let found) = error else { throw error }
      throw CorpusError.malformed(path: "s", line: line, expected: expected, found: found)
    }
  }

  @Test(arguments: [
    "{}", "[]", "1", "\"a\"", " {\"a\" : [1, -0.5e+3, true,\tfalse, null, {\"a\": {}}, []]}\r\n",
    "{\"a\": \"\\u00e9\\n\\\\\\\"\"}", "{\"a\": {\"b\": 1}, \"b\": {\"b\": 1}}", "0", "[10, 1E5]",
    "{\"caf\u{E9}\": 1, \"cafe\": 2}",
    String(repeating: "[", count: 100_000)
      + String(repeating: "]", count: 100_000),
  ])
  func whatIsJSONIsRead(text: String) throws {
    #expect(try contents(text.utf8) == Array(text.utf8))
    #expect(try contents("\u{FEFF}\(text)".utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("{\"a\": 1,\n\"a\": 1}", "2: expected each key once, found 'a' twice"),
    ("{\"a\": [{\"b\": 1, \"\\u0062\": 1}]}", "1: expected each key once, found 'b' twice"),
    (
      "{\"\u{E9}\": 1, \"e\u{301}\": 2}",
      "1: expected keys that do not look alike, found '\u{E9}' (U+00E9) and 'e\u{301}'"
        + " (U+0065 U+0301)"
    ),
    ("{\"a\": 1,\n}", "2: expected a key in quotation marks, found '}'"),
    ("[1,\n2,\n]", "3: expected a value, found ']'"),
    ("{\"a\": 1} // why", "1: expected the end of the file, found '// why'"),
    ("{ /* why */ }", "1: expected a key in quotation marks, found '/* why */ }'"),
    ("{\"a\": # why\n1}", "1: expected a value, found '# why'"),
    ("{'a': 1}", "1: expected a key in quotation marks, found ''a': 1}'"),
    ("{\"a\" 1}", "1: expected a colon, found '1}'"),
    ("{\"a\": 1 \"b\": 2}", "1: expected a comma or the object's end, found '\"b\": 2}'"),
    ("[1 2]", "1: expected a comma or the array's end, found '2]'"),
    ("[1}", "1: expected a comma or the array's end, found '}'"),
    ("[01]", "1: expected a value, found '01]'"), ("[.5]", "1: expected a value, found '.5]'"),
    ("[1.]", "1: expected a value, found '1.]'"), ("[+1]", "1: expected a value, found '+1]'"),
    ("[1e]", "1: expected a value, found '1e]'"), ("[NaN]", "1: expected a value, found 'NaN]'"),
    ("[0x10]", "1: expected a value, found '0x10]'"), ("[-]", "1: expected a value, found '-]'"),
    ("[\"a\nb\"]", "1: expected a closing quotation mark, found the line's end"),
    ("[\"\\x\"]", "1: expected an escape such as \\n or \\u00e9, found '\\x\"]'"),
    ("{\"a\":", "1: expected a value, found the end of the file"),
    ("{} {}", "1: expected the end of the file, found '{}'"),
    ("", "1: expected a value, found the end of the file"),
  ])
  func whatIsNotIsRefused(text: String, message: String) {
    let error = #expect(throws: CorpusError.self) { try contents(text.utf8) }
    #expect(error?.description == "s:\(message)")
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], [0xFE, 0xFF, 0, 0x7B, 0, 0x7D], [0x7B, 0, 0x7D, 0],
      [0, 0, 0, 0x7B, 0, 0, 0, 0x7D],
    ] as [[UInt8]])
  func otherEncodingsAreRefused(bytes: [UInt8]) {
    let error = #expect(throws: CorpusError.self) { try contents(bytes) }
    #expect(error?.description.contains("expected text, found a file that looks like UTF-") == true)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    let error = #expect(throws: CorpusError.self) { try contents([0x7B, 0x0A, 0x22, 0xFF]) }
    #expect(error?.description.hasPrefix("s:2: expected UTF-8, found other bytes") == true)
  }
}
