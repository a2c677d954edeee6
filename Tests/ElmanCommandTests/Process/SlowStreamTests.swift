import ElmanTestSupport
import Foundation
import Testing

/// Input that trickles, and readers that take their time.
struct SlowStreamTests {
  private static let talks: [(arguments: [String], line: String, answer: String)] = [
    (["tag", "--output", "horizontal"], "Mira naps\r\n", "Mira_PROPN naps_VERB\n"),
    (["tag", "--input", "vertical", "--output", "tsv"], "naps\n\n", "naps\tVERB\n\n"),
    (["tokenize", "--output", "horizontal"], "日本 naps.\n", "日 本 naps .\n"),
    (["classify", "--top", "1"], "What fun\n", "positive\t"),
  ]

  /// Bytes that come one by one are answered when their line is whole, not before and not later.
  @Test(arguments: talks)
  func bytesComeOneByOne(_ talk: (arguments: [String], line: String, answer: String)) async throws {
    let (process, input, output) = try await Program.process(
      arguments: talk.arguments + ["--immediate"])
    try process.run()
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watchdog)
    defer { watchdog.cancel() }
    for _ in 0..<3 {
      for byte in talk.line.utf8 {
        try input.fileHandleForWriting.write(contentsOf: Data([byte]))
        usleep(500)
      }
      var read = Data()
      while read.count < talk.answer.utf8.count || read.last != 0x0A {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { break }
        read += part
      }
      #expect(String(decoding: read, as: UTF8.self).hasPrefix(talk.answer))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  #if os(Linux)
    /// A process that waits for its reader takes neither processor time nor memory.
    @Test func aSlowReaderIsWaitedFor() async throws {
      let folder = try TemporaryFolder()
      let text = String(repeating: "Mira sees two owls.\n", count: 40_000)
      let path = try folder.write(text.utf8, to: "long.txt")
      let (process, input, output) = try await Program.process(
        arguments: ["tag", "--output", "tsv", "--threads", "2", path])
      try process.run()
      try input.fileHandleForWriting.close()
      let figures = { () throws -> (ticks: Int, kilobytes: Int) in
        let folder = "/proc/\(process.processIdentifier)"
        let statistics =
          try String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
          .split(separator: ")").last?.split(separator: " ") ?? []
        let pages = try String(contentsOfFile: "\(folder)/statm", encoding: .utf8)
          .split(separator: " ")[1]
        return (
          Int(statistics[11]).map { $0 + (Int(statistics[12]) ?? 0) } ?? -1, Int(pages) ?? -1
        )
      }
      // It works ahead by a bounded number of windows, and then stands still.
      var last = try figures()
      var stillness = 0
      for _ in 0..<300 where stillness < 5 {
        usleep(100_000)
        let now = try figures()
        stillness = now == last ? stillness + 1 : 0
        last = now
      }
      #expect(stillness == 5)
      var count = 0
      while true {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { break }
        count += part.count { $0 == 0x0A }
      }
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(count == 6 * 40_000)
    }
  #endif
}
