import ElmanCorpora
import ElmanStreams
import ElmanTestSupport
import Foundation
import Testing

/// Lines and blanks without end are cut, lose nothing, and take no more memory than shorter ones.
struct LongInputTests {
  private static let units: [[UInt8]] = [
    Array("x".utf8), Array("two owls ".utf8), Array("日本".utf8), Array("\u{301}".utf8),
    [0xFF, 0xC3], [0], Array("?!,".utf8),
  ]

  @Test(arguments: units)
  func aLongLineComesBackFromConllu(unit: [UInt8]) async throws {
    let text = Array(repeatElement(unit, count: 600_000 / unit.count).joined()) + [0x0A]
    let result = try await Program.run("tokenize", input: text)
    #expect(result.exitCode == 0)
    let reader = ConlluReader(ByteSource(bytes: result.standardOutput))
    var original: [UInt8] = []
    while let sentence = try reader.next() { original += sentence.originalText }
    let isSame =
      String(decoding: original, as: UTF8.self) == String(decoding: text, as: UTF8.self)
    #expect(isSame)
  }

  #if os(Linux)
    private static let streams: [(arguments: [String], unit: String)] = [
      (["tokenize", "--output", "conllu"], "\n"), (["tokenize", "--output", "jsonl"], " \t"),
      (["tag", "--input", "horizontal", "--output", "tsv"], "\n"),
      (["tag", "--input", "horizontal", "--output", "tsv"], "x"),
      (["tag", "--input", "conllu"], "\n"),
    ]

    /// The peak of memory after 9 MB is that after 3 MB, but for some slack.
    @Test(arguments: streams)
    func memoryDoesNotGrow(_ stream: (arguments: [String], unit: String)) async throws {
      let (process, input, _) = try await Program.process(arguments: stream.arguments)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      let megabyte = Data(
        String(repeating: stream.unit, count: 1 << 20 / stream.unit.utf8.count).utf8)
      var peaks: [Int] = []
      for megabytes in [3, 6] {
        for _ in 0..<megabytes { try input.fileHandleForWriting.write(contentsOf: megabyte) }
        let status = try String(
          contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let peak = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        peaks.append(try #require(peak.split(separator: " ").dropFirst().first.flatMap { Int($0) }))
      }
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(peaks[1] - peaks[0] < 3 << 10, "kB: \(peaks)")
    }
  #endif

  @Test func longLinesAreClassifiedInParts() async throws {
    let limit = TextStream.maximumTextBytes
    let text = String(repeating: "x", count: 2 * limit)
    let result = try await Program.run("classify", input: "What fun\n\(text)\r\nNo tea.\n\n".utf8)
    #expect(result.exitCode == 0)
    let texts = result.text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).last ?? ""
    }
    #expect(texts.map(\.utf8.count) == [8, limit, limit, 7, 0])
    #expect(
      result.standardError
        == """
        warning: <stdin>:2: expected at most 4 MiB, found more; this and all that are so long are cut \
        into several

        """)
  }

  @Test func longFilesAreClassifiedInParts() async throws {
    let folder = try TemporaryFolder()
    let line = String(repeating: "x", count: 999) + "\n"
    let long = String(repeating: line, count: TextStream.maximumTextBytes / 1_000 + 7)
    try folder.write(long.utf8, to: "long.txt")
    try folder.write([], to: "empty.txt")
    let result = try await Program.shell(
      "cd '\(folder.path)' && \"$elman\" classify --input document long.txt empty.txt long.txt")
    #expect(result.exitCode == 0)
    #expect(result.text.split(separator: "\n").count == 5)
    #expect(result.text.utf8.count { $0 == UInt8(ascii: "x") } == 2 * long.utf8.count / 1_000 * 999)
    #expect(result.standardError.split(separator: "\n").count == 2)
    #expect(result.standardError.hasPrefix("warning: long.txt:4196: expected at most 4 MiB"))
  }

  @Test func longSentencesAreToldOnce() async throws {
    let line = String(repeating: "owls ", count: 250_000) + "\n"
    let result = try await Program.run(
      "tokenize", "--input", "horizontal", "--output", "horizontal", input: (line + line).utf8)
    #expect(result.text.split(separator: "\n").count == 4)
    #expect(
      result.standardError.hasPrefix("warning: <stdin>:1: expected at most 1 MiB, found more"))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  @Test func blanksThatConlluDoesNotTell() async throws {
    let text = "Owls" + String(repeating: " ", count: 3 << 20) + "naps"
    let result = try await Program.run("tokenize", input: text.utf8)
    #expect(result.exitCode == 0)
    #expect(
      result.standardError
        == "warning: white space of more than 1 MiB between two tokens; CoNLL-U tells of no more\n")
  }

  @Test(arguments: ["text", "presegmented", "horizontal", "vertical", "conllu"])
  func aMillionEmptyLines(input: String) async throws {
    let text = [UInt8](repeating: 0x0A, count: 1_000_000)
    let result = try await Program.run("tag", "--input", input, "--output", "tsv", input: text)
    #expect(result.exitCode == 0 && result.standardError.isEmpty)
    #expect(result.standardOutput.isEmpty)
  }
}
