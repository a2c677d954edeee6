import Elman
import ElmanNetworks
import ElmanTestSupport
import Foundation
import Testing

/// What holds for streams of any length, and for bad ones.
struct ClassifyStreamTests {
  private static let long: String = {
    var text = ""
    for number in 0..<3_000 {
      let known = TinyClassifier.texts[number % 8].0
      text += String(repeating: known + " ", count: number % 7) + "\(number)\n"
    }
    return text
  }()

  @Test(arguments: [(2, 64), (3, 5), (1, 1)])
  func threadsAndBatchesDoNotChangeTheOutput(threads: Int, batchSize: Int) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.long.utf8, to: "long.txt")
    let arguments = ["classify", "--output", "jsonl", "--explain", path]
    let expected = try await Program.run(
      arguments[0], arguments[1], arguments[2], arguments[3], path)
    let result = try await Program.run(
      arguments[0], arguments[1], arguments[2], arguments[3], path, "--threads", "\(threads)",
      "--batch-size", "\(batchSize)")
    #expect(result.exitCode == 0)
    #expect(result.text.utf8.count { $0 == 0x0A } == 3_000)
    let isSame = result.standardOutput == expected.standardOutput
    #expect(isSame)
  }

  @Test func immediateAnswersBeforeTheInputEnds() async throws {
    let (process, input, output) = try await Program.process("classify", "--immediate")
    try process.run()
    // Without an answer the test would wait for ever.
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: watchdog)
    defer { watchdog.cancel() }
    for (text, label) in [("What fun", "positive"), ("No tea.", "negative"), ("", "")] {
      try input.fileHandleForWriting.write(contentsOf: Data("\(text)\n".utf8))
      var read = Data()
      while read.last != 0x0A {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { break }
        read += part
      }
      let answer = String(decoding: read, as: UTF8.self)
      #expect(answer.hasPrefix(label) && answer.hasSuffix("\t\(text)\n"))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aClosedPipeEndsQuietly() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.long.utf8, to: "long.txt")
    let result = try await Program.shell(
      """
      { "$elman" classify '\(path)' '\(path)' '\(path)'; echo code $? >&2; } | head -n 1
      """)
    #expect(result.text.split(separator: "\n").count == 1)
    #expect(result.standardError == "code 0\n")
  }

  @Test(arguments: ["1", "2"])
  func aMegabyteIsOneText(threads: String) async throws {
    let text = String(repeating: "owls ", count: 60_000) + String(repeating: "x", count: 700_000)
    let result = try await Program.run(
      "classify", "--threads", threads, input: "\(text)\nNo tea.\n".utf8)
    #expect(result.exitCode == 0)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasSuffix("\t\(text)"))
    #expect(lines[1].hasPrefix("negative\t"))
  }

  /// One line on standard error; nothing of what was read before is lost.
  private func expectFailure(
    _ result: Program, code: Int32, error: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.exitCode == code, sourceLocation: sourceLocation)
    #expect(result.standardError.hasPrefix(error), sourceLocation: sourceLocation)
    #expect(
      result.standardError.split(separator: "\n").count == 1, sourceLocation: sourceLocation)
  }

  @Test(arguments: ["1", "2"])
  func whatIsNotUTF8IsReplacedOrRefused(threads: String) async throws {
    let bytes = Array("What fun\nNo ".utf8) + [0xFF] + Array("tea.\nA fine day!\n".utf8)
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "a.txt")
    let loose = try await Program.run("classify", "--threads", threads, path)
    expectFailure(
      loose, code: 0,
      error: "warning: \(path):2: expected UTF-8, found other bytes at byte offset 12; ")
    #expect(loose.text.contains("\tNo \u{FFFD}tea.\n"))
    let strict = try await Program.run("classify", "--strict", "--threads", threads, path)
    expectFailure(
      strict, code: 65,
      error: "error: \(path):2: expected UTF-8, found other bytes at byte 4 of the line")
    #expect(strict.text.hasSuffix("\tWhat fun\n"))
    #expect(strict.text.split(separator: "\n").count == 1)
  }

  @Test func aMissingFileComesAfterThoseBefore() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("What fun".utf8, to: "a.txt")
    let result = try await Program.run("classify", path, "nowhere.txt", path)
    expectFailure(result, code: 66, error: "error: nowhere.txt: expected a file, found none")
    #expect(result.text.hasSuffix("\tWhat fun\n"))
  }

  @Test func damagedGzipIsAnError() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.long.utf8, to: "a.txt")
    let result = try await Program.shell(
      """
      gzip '\(path)' && head -c 500 '\(path).gz' > '\(path)-cut.gz'
      "$elman" classify '\(path)-cut.gz'
      """)
    expectFailure(result, code: 65, error: "error: \(path)-cut.gz: expected whole gzip data")
    #expect(!result.standardOutput.isEmpty)
    #expect(result.text.hasSuffix("\n"))
  }

  @Test func modelsMustBeClassifiers() async throws {
    let missing = try await Program.run("classify", "--model", "no-such-model")
    expectFailure(missing, code: 66, error: "error: no model 'no-such-model' in ")
    let path = try await Program.run("classify", "--model", "nowhere/m.safetensors")
    expectFailure(
      path, code: 66, error: "error: nowhere/m.safetensors: expected a file, found none")
    let tagger = try await TinyModel.path()
    expectFailure(
      try await Program.run("classify", "--model", tagger), code: 65,
      error:
        "error: \(tagger): expected a model for the task 'classifier', found 'tagger'")
    let classifier = try await TinyModel.classifierPath()
    expectFailure(
      try await Program.run("tag", "--model", classifier), code: 65,
      error:
        "error: \(classifier): expected a model for the task 'tagger', found 'classifier'")
  }

  @Test(arguments: PoolingKind.allCases)
  func onlyAttentionExplains(pooling: PoolingKind) async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("m.safetensors")
    try await TinyClassifier.train(pooling: pooling, epochs: 1)
      .write(to: path, metadata: ModelMetadata())
    let plain = try await Program.run("classify", "--model", path, input: "fun\n".utf8)
    #expect(plain.exitCode == 0 && plain.text.hasSuffix("\tfun\n"))
    guard pooling != .attention else { return }
    let result = try await Program.run(
      "classify", "--model", path, "--explain", input: "fun\n".utf8)
    expectFailure(
      result, code: 64,
      error: """
        error: \(path): expected a model with attention for --explain, found one with the pooling \
        '\(pooling.rawValue)'
        """)
    #expect(result.standardOutput.isEmpty)
  }

  @Test(arguments: [
    ["--threads", "0"], ["--batch-size", "0"], ["--batch-size", "5000"], ["--top", "0"],
    ["--top", "two"], ["--input", "paragraph"], ["--output", "xml"],
  ])
  func impossibleOptions(_ arguments: [String]) async throws {
    expectFailure(
      try await Program.run("classify", arguments[0], arguments[1]), code: 64, error: "error: ")
  }
}
