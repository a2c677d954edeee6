import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanCommand

/// Scores from raw text, and the options that go with raw text.
struct EvaluateRawTests {
  private static func row(_ id: String, _ columns: String, misc: String = "_") -> String {
    "\(id)\t\(columns)\t_\t_\t_\t\(misc)\n"
  }

  private static let gold =
    "# newdoc\n" + row("1", "Two\ttwo\tNUM\tCD\tNumType=Card") + row("2", "owls\towl\tNOUN\tNNS\t_")
    + row("3-4", "can't\t_\t_\t_\t_", misc: "SpaceAfter=No") + row("3", "ca\tcan\tAUX\tMD\t_")
    + row("4", "n't\tnot\tPART\tRB\t_") + row("5", "!\t!\tPUNCT\t.\t_") + "\n"

  private static let system =
    row("1", "Two\ttwo\tDET\tCD\t_") + "\n" + row("1", "owls\towl\tNOUN\tNNS\t_")
    + row("2", "ca\tcan\tAUX\tMD\t_") + row("3", "n't\tnot\tPART\tRB\t_")
    + row("4", "!\t!\tPUNCT\t.\t_") + "\n"

  @Test func comparesTwoFiles() async throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write(Array(Self.gold.utf8), to: "gold.conllu")
    let system = try folder.write(Array(Self.system.utf8), to: "system.conllu")
    let result = try await Program.run("evaluate", "--raw", gold, "--system", system)
    #expect(
      result.text == """
        metric     precision     recall         F1  aligned accuracy
        Tokens       60.00 %    75.00 %    66.67 %
        Sentences     0.00 %     0.00 %     0.00 %
        Words       100.00 %   100.00 %   100.00 %
        UPOS         80.00 %    80.00 %    80.00 %           80.00 %
        XPOS        100.00 %   100.00 %   100.00 %          100.00 %
        UFeats       80.00 %    80.00 %    80.00 %           80.00 %
        AllTags      80.00 %    80.00 %    80.00 %           80.00 %
        Lemmas      100.00 %   100.00 %   100.00 %          100.00 %

        """)
    let json = try await Program.run("evaluate", "--raw", "--json", gold, "--system", system).text
    #expect(json.contains(#""Tokens":{"correct":3,"f1":0.66666"#) && !json.contains("Second"))
    let other = try folder.write(Array(Self.row("1", "Two\t_\t_\t_\t_").utf8), to: "other.conllu")
    let failure = try await Program.run("evaluate", "--raw", gold, "--system", other)
    #expect(
      failure.standardError == """
        error: \(other):1: expected the text 'owlscan't!', as in \(gold):3, found its end

        """)
    #expect(failure.exitCode == 65)
  }

  @Test func runsThePipelineOnTheText() async throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write(Array(Self.gold.utf8), to: "gold.conllu")
    let result = try await Program.run("evaluate", "--raw", gold)
    let lines = result.text.split(separator: "\n")
    #expect(
      lines.dropFirst().map { String($0.prefix { $0 != " " }) }
        == ["Tokens", "Sentences", "Words", "UPOS", "speed"])
    // The rules cut "can't", which is one token of two words here.
    #expect(lines[1] == "Tokens       60.00 %    75.00 %    66.67 %")
    #expect(lines[3] == "Words       100.00 %   100.00 %   100.00 %")
    let json = try await Program.run("evaluate", "--raw", "--json", gold).text
    #expect(json.contains("megabytesPerSecond") && !json.contains("Lemmas"))
  }

  @Test(arguments: [
    (["evaluate", "--system", "x", "y"], "expected --raw with --system, found none"),
    (
      ["evaluate", "--raw", "--system", "x", "--model", "y", "z"],
      "expected --system or --model, found both"
    ),
    (
      ["tag", "--token-ranges", "--output", "tsv"],
      "expected --output conllu with --token-ranges, found tsv"
    ),
    (
      ["tokenize", "--token-ranges", "--input", "vertical"],
      "expected --input text or presegmented with --token-ranges, found vertical"
    ),
  ]) func optionsThatDoNotGoTogetherAreErrors(arguments: [String], message: String) async throws {
    let result = try await Program.run(arguments: arguments)
    #expect(result.standardError == "error: \(message) (see --help)\n")
    #expect(result.exitCode == 64)
  }

  @Test func tokenRangesCountCharacters() async throws {
    let result = try await Program.run(
      "tokenize", "--token-ranges", "--output", "conllu", input: "Zoë 😴!\n".utf8)
    #expect(
      result.text.split(separator: "\n").compactMap { $0.split(separator: "\t").last }.suffix(3)
        == [
          "TokenRange=0:3", "SpaceAfter=No|TokenRange=4:5", "SpacesAfter=\\n|TokenRange=5:6",
        ])
  }
}
