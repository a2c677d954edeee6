import ElmanTestSupport
import Foundation
import Testing

/// What the article on the server shows is what the server does.
@Suite struct ServerDocumentationTests {
  private struct Example {
    var command: String
    var output: [String] = []
  }

  /// The commands of the article that ask a server, with what stands below each.
  private static func examples() throws -> [Example] {
    let path = "\(TestFiles.package)/Sources/Elman/Elman.docc/Using/Server.md"
    var examples: [Example] = []
    var isConsole = false
    for line in try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isConsole = line == "```console"
      } else if isConsole, line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2))))
      } else if isConsole, !examples.isEmpty {
        examples[examples.count - 1].output.append(line)
      }
    }
    return examples.filter { $0.command.contains("http://127.0.0.1:8080") }
  }

  /// Whether a line is another one, in which `…` stands for anything.
  private static func matches(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "…")
    guard line.hasPrefix(parts[0]), parts.count > 1 || line == pattern else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return parts.count == 1 || rest.hasSuffix(parts.last ?? "")
  }

  @Test func examplesAreAnsweredAsTheyShow() throws {
    let server = try ServerProcess()
    let examples = try Self.examples()
    #expect(examples.count > 5)
    for example in examples {
      let shell = Process()
      let pipe = Pipe()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = [
        "-c",
        example.command.replacing(":8080", with: ":\(server.port)").replacing(
          "curl ", with: "curl -s "),
      ]
      shell.standardOutput = pipe
      try shell.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0, "\(example.command)")
      let lines = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
        .components(separatedBy: "\n")
      let end = example.output.last == "…" ? example.output.count - 1 : nil
      let shown = example.output.prefix(end ?? example.output.count)
      #expect(end != nil || lines.count == shown.count, "\(example.command)\n\(lines)")
      for (line, pattern) in zip(lines, shown) {
        #expect(Self.matches(line, pattern), "\(example.command)\n\(line)\n\(pattern)")
      }
    }
    #expect(server.end() == 0)
  }
}
