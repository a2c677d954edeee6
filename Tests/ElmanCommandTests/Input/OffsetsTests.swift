import ElmanTestSupport
import Foundation
import Testing

/// Offsets count the file as it stands.
struct OffsetsTests {
  @Test func lineEndsCountAsTheyStand() async throws {
    let result = try await Program.run(
      "tag", "--input", "vertical", "--output", "jsonl", input: "a\r\nb\r\n\r\nc\r\n".utf8)
    let sentences = try JSONSentence.all(in: result.text)
    #expect(sentences.flatMap(\.tokens).map(\.utf8Start) == [0, 3, 8])
  }

  /// What the file holds in bytes that are not UTF-8 counts as repaired, what it holds gzipped as unpacked.
  @Test func repairedAndUnpackedTextCounts() async throws {
    let folder = try TemporaryFolder()
    try folder.write([0xFF, 0x0A, 0x62, 0x0A], to: "a")
    let result = try await Program.shell(
      "cd '\(folder.path)' && gzip a && \"$elman\" tokenize --input vertical --output jsonl a.gz")
    let sentences = try JSONSentence.all(in: result.text)
    #expect(sentences.flatMap(\.tokens).map(\.utf8Start) == [0, 4])
    #expect(sentences.flatMap(\.tokens).map(\.utf16Start) == [0, 2])
  }

  @Test func tokenRangesCountTheByteOrderMark() async throws {
    for format in ["text", "presegmented"] {
      let result = try await Program.run(
        "tokenize", "--token-ranges", "--input", format, input: "\u{FEFF}a b\n".utf8)
      #expect(result.text.contains("SpacesBefore=\\uFEFF|TokenRange=1:2\n"))
      #expect(result.text.contains("|TokenRange=3:4\n"))
    }
  }

  @Test(arguments: ["", "# c\n"])
  func conlluKeepsTheByteOrderMark(_ comment: String) async throws {
    let blanks = String(repeating: "\t_", count: 6)
    let input = "\u{FEFF}\(comment)1\tMira\t_\t_\(blanks)\n\n"
    let result = try await Program.run("tag", "--input", "conllu", input: input.utf8)
    let expected = "\u{FEFF}\(comment)1\tMira\t_\tPROPN\(blanks)\n\n"
    #expect(result.standardOutput == Array(expected.utf8))
  }
}
