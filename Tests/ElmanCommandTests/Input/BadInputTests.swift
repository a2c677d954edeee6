import ElmanTestSupport
import Foundation
import Testing

/// Bad input gives one line on standard error, an exit code, and loses nothing before it.
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments: [String] = []
    var input: [UInt8] = []
    var output = ""
    var error = ""
    var code: Int32 = 0

    var testDescription: String { name }
  }

  private static let row = "1\tMira\t_\t_\t_\t_\t_\t_\t_\t_\n"

  static let cases: [Case] = [
    Case(name: "nothing"),
    Case(name: "nothing as CoNLL-U", arguments: ["--input", "conllu"]),
    Case(name: "white space", input: Array(" \n\n\t".utf8)),
    Case(
      name: "not UTF-8", input: Array("Mira\nnaps ".utf8) + [0xFF, 0x20, 0xFE],
      output: "Mira\nnaps\n\u{FFFD}\n\u{FFFD}\n\n",
      error: """
        warning: <stdin>:2: expected UTF-8, found other bytes at byte offset 10; \
        these and all that follow are replaced by U+FFFD
        """),
    Case(
      name: "not UTF-8, horizontal", arguments: ["--input", "horizontal"],
      input: Array("Mira\nnaps ".utf8) + [0xFF, 0x20, 0xFE],
      output: "Mira\n\nnaps\n\u{FFFD}\n\u{FFFD}\n\n",
      error: """
        warning: <stdin>:2: expected UTF-8, found other bytes at byte offset 10; \
        these and all that follow are replaced by U+FFFD
        """),
    Case(
      name: "a scalar cut by the end", input: Array("Mira ".utf8) + [0xE2, 0x82],
      output: "Mira\n\u{FFFD}\n\n",
      error: """
        warning: <stdin>:1: expected UTF-8, found other bytes at byte offset 5; \
        these and all that follow are replaced by U+FFFD
        """),
    Case(
      name: "not UTF-8, strictly", arguments: ["--strict"],
      input: Array("Mira naps. Two\nowls ".utf8) + [0xFF, 0x20, 0xFE],
      output: "Mira\nnaps\n.\n\nTwo\nowls\n\n",
      error: "error: <stdin>:2: expected UTF-8, found other bytes at byte offset 20", code: 65),
    Case(
      name: "cut by the end, strictly", arguments: ["--strict"],
      input: Array("Mira naps ".utf8) + [0xE2, 0x82], output: "Mira\nnaps\n\n",
      error: "error: <stdin>:1: expected UTF-8, found other bytes at byte offset 10", code: 65),
    Case(
      name: "not UTF-8, strictly, horizontal", arguments: ["--strict", "--input", "horizontal"],
      input: Array("Mira naps\nTwo ".utf8) + [0xFF], output: "Mira\nnaps\n\n",
      error: "error: <stdin>:2: expected UTF-8, found other bytes at byte 5 of the line", code: 65),
    Case(
      name: "NUL", input: Array("Mira\0 \0\n".utf8), output: "Mira\n\0\n\0\n\n"),
    Case(
      name: "carriage return in a word", arguments: ["--input", "vertical"],
      input: Array("Mi\rra\n".utf8), output: "Mi ra\n\n"),
    Case(
      name: "eight columns", arguments: ["--input", "conllu"],
      input: Array("\(row)\n1\ta\t_\t_\t_\t_\t_\t_\n".utf8), output: "Mira\n\n",
      error: "error: <stdin>:3: expected 10 columns, found 8", code: 65),
    Case(
      name: "damaged gzip", input: [0x1F, 0x8B, 1, 2, 3],
      error: "error: <stdin>: expected whole gzip data", code: 65),
    Case(
      name: "no file", arguments: ["nowhere.txt"],
      error: "error: nowhere.txt: expected a file, found none", code: 66),
    Case(
      name: "a folder", arguments: ["/"],
      error: "error: /: expected a file, found a directory", code: 66),
    Case(
      name: "a misspelt option", arguments: ["--otput", "tsv"],
      error: "error: Unknown option '--otput'. Did you mean '--output'? (see --help)", code: 64),
    Case(
      name: "misspelt help", arguments: ["--hlep"],
      error: "error: Unknown option '--hlep'. Did you mean '--help'? (see --help)", code: 64),
    Case(
      name: "an unknown format", arguments: ["--input", "html"],
      error: "error: The value 'html' is invalid for '--input <format>'.", code: 64),
  ]

  @Test(arguments: cases)
  func saysWhatIsWrong(_ bad: Case) async throws {
    let result = try await run("tokenize", bad)
    #expect(result.text == bad.output)
    check(result, bad)
  }

  @Test(arguments: cases)
  func taggingDoesTheSame(_ bad: Case) async throws {
    for threads in ["1", "2"] {
      var bad = bad
      bad.arguments += ["--threads", threads]
      let result = try await run("tag", bad)
      let forms = result.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.prefix { $0 != "\t" } }.joined(separator: "\n")
      #expect(forms == bad.output)
      check(result, bad)
    }
  }

  private func run(_ command: String, _ bad: Case) async throws -> Program {
    let folder = try TemporaryFolder()
    let path = try folder.write(bad.input, to: "input")
    let arguments = bad.arguments.map { "'\($0)'" }.joined(separator: " ")
    let output = bad.arguments.contains("--otput") ? "" : "--output tsv"
    return try await Program.shell("\"$elman\" \(command) \(output) \(arguments) < '\(path)'")
  }

  private func check(_ result: Program, _ bad: Case) {
    #expect(result.exitCode == bad.code)
    if bad.error.isEmpty {
      #expect(result.standardError.isEmpty)
    } else {
      #expect(result.standardError.hasPrefix(bad.error))
      #expect(result.standardError.split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: ["text", "presegmented", "horizontal", "vertical"], [UInt8(ascii: "x"), 0])
  func aMegabyteWithoutSpaces(input: String, byte: UInt8) async throws {
    let text = [UInt8](repeating: byte, count: 1_000_000)
    let result = try await Program.run("tag", "--input", input, "--output", "tsv", input: text)
    #expect(result.exitCode == 0)
    #expect(result.standardError.isEmpty)
    let forms = result.text.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(forms.joined().utf8.count == text.count)
  }

  @Test func filesBeforeAMissingOneAreWritten() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("Mira naps".utf8, to: "a.txt")
    let result = try await Program.run("tag", "--output", "horizontal", path, "nowhere.txt")
    #expect(result.text == "Mira_PROPN naps_VERB\n")
    #expect(result.exitCode == 66)
  }

  @Test(arguments: [["--threads", "0"], ["--batch-size", "0"], ["--threads", "two"]])
  func impossibleNumbers(_ arguments: [String]) async throws {
    let result = try await Program.run("tag", arguments[0], arguments[1])
    #expect(result.exitCode == 64)
    #expect(result.standardError.hasPrefix("error: "))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }
}
