import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanCommand

/// Every line has its answer, so that a client can pair them.
struct AnswersTests {
  private static let row = String(repeating: "\t_", count: 8)

  static let talks: [(input: String, output: String, said: String, answer: String)] = [
    ("text", "horizontal", "a b\n\nTwo. Lines!\n  \nc", "a b\n\n\nTwo .\nLines !\n\n\nc\n\n"),
    ("text", "horizontal", "\n", "\n"), ("text", "horizontal", "", ""),
    ("text", "tsv", "a b\r\n\r\nc d\n", "a\nb\n\n\n\nc\nd\n\n\n"),
    ("presegmented", "horizontal", "One. Two.\n\n\nb\n", "One . Two .\n\n\n\nb\n\n"),
    ("horizontal", "horizontal", "\u{FEFF}\na  b\n\t\n\nc", "\na b\n\n\n\nc\n\n"),
    ("vertical", "horizontal", "\n\na\nb\n\n\n\nc\n", "a b\n\nc\n\n"),
    ("vertical", "tsv", "a\n\nb\n\n", "a\n\n\nb\n\n\n"),
    (
      "conllu", "horizontal", "\n1\ta\(row)\n\n\n\n# only\n\n1\tb\(row)\n2\tc\(row)\n\n\n",
      "a\n\n\nb c\n\n"
    ),
    (
      "conllu", "conllu", "\n1\ta\(row)\n\n\n\n# only\n\n1\tb\(row)",
      "1\ta\(row)\n\n\n# only\n\n\n1\tb\(row)\n\n\n"
    ),
    ("text", "pretty", "a b\n\nc\n", "a  b\n\n\n\nc\n\n\n"),
  ]

  @Test(arguments: talks)
  func everyLineHasOneAnswer(
    _ talk: (input: String, output: String, said: String, answer: String)
  ) async throws {
    let result = try await Program.run(
      "tokenize", "--immediate", "--input", talk.input, "--output", talk.output,
      input: talk.said.utf8)
    #expect(result.standardError.isEmpty)
    #expect(result.text == talk.answer)
  }

  @Test func anAnswerOfConlluHasItsSentences() async throws {
    let result = try await Program.run(
      "tag", "--immediate", input: "Mira naps. Owls nap.\n\nTwo owls\n".utf8)
    let blocks = result.text.components(separatedBy: "\n\n\n")
    #expect(blocks.count == 3 && blocks[2].isEmpty)
    #expect(blocks[0].contains("# sent_id = 1\n") && blocks[0].contains("\n# sent_id = 2\n"))
    // The blank line's answer is its empty line alone.
    #expect(blocks[1].hasPrefix("\n# newpar\n# sent_id = 3\n"))
  }

  /// What is longer than is held at a time comes in several sentences, and has one answer.
  @Test(arguments: [
    ("vertical", 1 << 19, "a\n", 1), ("vertical", (1 << 19) + 1, "a\n", 2),
    ("horizontal", (1 << 19) + 1, "a ", 2), ("text", 1_000, "a ", 1), ("text", 1_001, "a ", 2),
  ])
  func longLinesHaveOneAnswer(input: String, count: Int, word: String, parts: Int) async throws {
    let words = String(repeating: word, count: count)
    let result = try await Program.run(
      "tokenize", "--immediate", "--input", input, "--output", "horizontal",
      input: (words + "\nb\n").utf8)
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.map(\.isEmpty) == Array(repeating: false, count: parts) + [true, false, true, true])
    #expect(lines.prefix(parts).reduce(0) { $0 + $1.split(separator: " ").count } == count)
  }

  @Test(arguments: ["rules", "model"])
  func sentencesOfOneLineComeInOneAnswer(_ tokenizer: String) async throws {
    let result = try await Program.shell(
      """
      unset ELMAN_MODELS
      printf 'Owls nap. Mira sleeps.\\n\\n \\nNo.\\n' | \
      "$elman" tag --tokenizer \(tokenizer) --immediate --output horizontal
      """)
    let answers = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(answers.map { $0.isEmpty } == [false, false, true, true, true, false, true, true])
  }

  @Test(arguments: [
    ("horizontal", "presegmented", "No! b\n\n\nc\n \n", "No ! b\n\n\nc\n\n"),
    ("horizontal", "presegmented", "\na\n ", "\na\n\n"),
    ("horizontal", "horizontal", "\u{FEFF}\na  b\n\t\nc", "\na b\n\nc\n"),
    ("tsv", "horizontal", "a\n\nb\n", "a\n\n\nb\n\n"),
    (
      "jsonl", "presegmented", "\na\n",
      """
      {"text":"","tokens":[]}
      {"text":"a","tokens":[{"text":"a","utf8Start":1,"utf8End":2,"utf16Start":1,"utf16End":2}]}

      """
    ),
  ])
  func blankLinesAreKept(output: String, input: String, said: String, written: String) async throws
  {
    let result = try await Program.run(
      "tokenize", "--blank-lines", "--input", input, "--output", output, input: said.utf8)
    #expect(result.text == written)
  }

  /// Line n of the output is line n of the input, whatever their number and the files' last lines.
  @Test(arguments: ["horizontal", "jsonl"], ["presegmented", "horizontal"])
  func linesArePaired(output: String, input: String) async throws {
    let folder = try TemporaryFolder()
    let lines = (0...3_000).map { ["Mira naps", "", "  ", "She sees two owls", "\t"][$0 * $0 % 5] }
    let one = try folder.write(lines.joined(separator: "\n").utf8, to: "one")
    let two = try folder.write((lines.joined(separator: "\n") + "\n").utf8, to: "two")
    let result = try await Program.run(
      "tag", "--blank-lines", "--threads", "2", "--input", input, "--output", output, one, two)
    let answers = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(answers.count == 2 * lines.count)
    for (line, answer) in zip(lines + lines, answers) {
      let isBlank = answer.isEmpty || answer.contains("\"text\":\"\",\"tokens\":[]}")
      #expect(isBlank == line.allSatisfy(\.isWhitespace))
    }
  }

  @Test(arguments: [
    (
      ["tag", "--blank-lines"],
      "expected --input presegmented or horizontal with --blank-lines, found text"
    ),
    (
      ["tokenize", "--blank-lines", "--immediate", "--input", "horizontal"],
      "expected one of --blank-lines and --immediate, which answers blank lines too, found both"
    ),
  ])
  func optionsThatDoNotGoTogether(arguments: [String], message: String) async throws {
    let result = try await Program.run(arguments: arguments)
    #expect(result.standardError == "error: \(message) (see --help)\n")
    #expect(result.exitCode == 64)
  }
}
