import ElmanCorpora
import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanCommand

/// What holds for streams of any length.
struct StreamTests {
  /// Sentences of many lengths, more than fit into one window.
  private static let long: String = {
    let words = ["Mira", "sees", "two", "owls", "naps", "She", "old", "日本", "x9"]
    var text = ""
    var state: UInt64 = 7
    for number in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      for index in 0..<Int(1 + state >> 60) { text += words[(number * 7 + index) % 9] + " " }
      text += number % 5 == 0 ? "!\n\n" : ".\n"
    }
    return text
  }()

  @Test(arguments: [(2, 32), (3, 1), (5, 7), (1, 5)])
  func threadsAndBatchesDoNotChangeTheOutput(threads: Int, batchSize: Int) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.long.utf8, to: "long.txt")
    let expected = try await Program.run("tag", "--output", "jsonl", path)
    let result = try await Program.run(
      "tag", "--output", "jsonl", "--threads", "\(threads)", "--batch-size", "\(batchSize)", path)
    #expect(result.exitCode == 0)
    #expect(!result.standardOutput.isEmpty)
    // To explain how arrays of this size differ would take the test hours.
    let isSame = result.standardOutput == expected.standardOutput
    #expect(isSame)
  }

  static let answers: [(arguments: [String], lines: [String], answers: [String])] = [
    (
      ["text", "horizontal"], ["Mira naps\n", "Two owls\n"],
      ["Mira_PROPN naps_VERB\n\n", "Two_NUM owls_NOUN\n\n"]
    ),
    (["presegmented", "tsv"], ["Mira naps\n", "\n"], ["Mira\tPROPN\nnaps\tVERB\n\n\n", "\n"]),
    (["horizontal", "tsv"], ["\n", "Mira naps\n"], ["\n", "Mira\tPROPN\nnaps\tVERB\n\n\n"]),
    (["vertical", "tsv"], ["Mira\nnaps\n\n"], ["Mira\tPROPN\nnaps\tVERB\n\n\n"]),
    (
      ["conllu", "conllu"], ["1\tMira\t_\t_\t_\t_\t_\t_\t_\t_\n\n"],
      ["1\tMira\t_\tPROPN\t_\t_\t_\t_\t_\t_\n\n\n"]
    ),
  ]

  @Test(arguments: answers)
  func immediateAnswersBeforeTheInputEnds(
    _ talk: (arguments: [String], lines: [String], answers: [String])
  ) async throws {
    let (process, input, output) = try await Program.process(
      "tag", "--immediate", "--input", talk.arguments[0], "--output", talk.arguments[1])
    try process.run()
    // Without an answer the test would wait for ever.
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: watchdog)
    defer { watchdog.cancel() }
    for (line, answer) in zip(talk.lines, talk.answers) {
      try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
      var read = Data()
      while read.count < answer.utf8.count {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { break }
        read += part
      }
      #expect(String(decoding: read, as: UTF8.self) == answer)
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: ["tag", "tokenize"])
  func aClosedPipeEndsQuietly(_ command: String) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.long.utf8, to: "long.txt")
    let result = try await Program.shell(
      "{ \"$elman\" \(command) --output tsv '\(path)' '\(path)' '\(path)'; echo code $? >&2; } | head -n 1"
    )
    #expect(result.text.hasPrefix("Mira") || result.text.split(separator: "\n").count == 1)
    #expect(result.standardError == "code 0\n")
  }

  #if os(Linux)
    @Test func aFullDiskIsAnError() async throws {
      let result = try await Program.shell("\"$elman\" tag - > /dev/full", input: "Mira naps.")
      #expect(result.exitCode == 74)
      #expect(
        result.standardError
          == "error: standard output: cannot write: No space left on device\n")
    }
  #endif

  @Test func gzippedFilesAreRead() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Mira naps".utf8, to: "a.txt")
    let result = try await Program.shell(
      "gzip '\(folder.file("a.txt"))' && \"$elman\" tag --output horizontal '\(folder.path)/a.txt.gz'"
    )
    #expect(result.text == "Mira_PROPN naps_VERB\n")
  }

  @Test(arguments: 1...6)
  func anyTextComesBackFromConllu(seed: UInt64) async throws {
    let pieces: [[UInt8]] = [
      [0], [9], [10], [13, 10], [32], [32, 32], [0x7C], [0x5C], Array("\u{2028}".utf8),
      Array("\u{A0}".utf8), Array("\u{FEFF}".utf8), Array("👩‍👩‍👧".utf8), Array("Mira".utf8),
      Array("e.g.".utf8), Array(". ".utf8), Array("can't".utf8), Array("日本".utf8), [0xFF], [0xC3],
      Array("https://a.example/?b=c".utf8), Array("# newdoc".utf8), Array("\n\n".utf8), [0x1B],
    ]
    var state = seed
    var text: [UInt8] = []
    for _ in 0..<3_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int(state >> 33) % pieces.count]
    }
    text += Array(".".utf8)
    let result = try await Program.run("tokenize", input: text)
    #expect(result.exitCode == 0)
    let reader = ConlluReader(ByteSource(bytes: result.standardOutput))
    var original: [UInt8] = []
    while let sentence = try reader.next() { original += sentence.originalText }
    // CoNLL-U tells nothing of what follows the last word but for a space.
    if original.last == 0x20 { original.removeLast() }
    #expect(String(decoding: original, as: UTF8.self) == String(decoding: text, as: UTF8.self))
  }
}
