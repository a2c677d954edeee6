import ElmanTestSupport
import Foundation
import Testing

/// `elman check`, as its user sees it.
struct CheckTests {
  private static let train = "label\ttext\ngood\tThe soup was hot and the bread fresh.\nbad\tcold\n"
  private static let dev =
    "label\ttext\nGood\tThe soup was hot and the bread fresh.\nbad\tx\u{7}\nbad\n"

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.train.utf8, to: "train.tsv")
    try folder.write(Self.dev.utf8, to: "dev.tsv")
    return folder
  }

  private func run(_ arguments: String) async throws -> Program {
    let folder = try folder()
    return try await Program.shell("cd '\(folder.path)' && \"$elman\" check \(arguments)")
  }

  @Test func findingsAndTheirSum() async throws {
    let folder = try folder()
    let result = try await Program.shell(
      "cd '\(folder.path)' && \"$elman\" check dev.tsv train.tsv")
    #expect(
      result.text == """
        dev.tsv:2: warning: the same text stands in train.tsv:2 [leakage]
        dev.tsv:2: warning: the same text stands in train.tsv:2 with the label 'good', here it is 'Good' [contradiction]
        dev.tsv:2: warning: label 'Good', once here, is not in train.tsv [unseen-label]
        dev.tsv:2: warning: label 'Good', once, is written 'good' in train.tsv:2, once [label-spelling]
        dev.tsv:3:6: warning: U+0007 [control-character]
        dev.tsv:4: error: expected at least 2 columns, found 1 [malformed-line]

              1  error    malformed-line       a line that is not of the format
              1  warning  unseen-label         a label of dev or test that train lacks
              1  warning  label-spelling       one label in two spellings
              1  warning  leakage              a text of dev or test that train has too
              1  warning  contradiction        the same text with other labels
              1  warning  control-character    a control character
        2 files, 18 words: 1 error, 5 warnings, 0 notes

        """)
    #expect(result.standardError.isEmpty)
    #expect(result.exitCode == 65)
  }

  @Test func jsonHoldsEveryFinding() async throws {
    struct Line: Decodable {
      var path: String
      var line: Int
      var column: Int?
      var severity, kind, message: String
      var otherPath: String?
      var otherLine: Int?
    }
    let folder = try folder()
    let bells = String(repeating: "bad\tx\u{7}\n", count: 50)
    try folder.write((Self.dev + bells).utf8, to: "dev.tsv")
    let result = try await Program.shell(
      "cd '\(folder.path)' && \"$elman\" check --json dev.tsv train.tsv")
    let lines = try result.text.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(lines.count == 56)
    #expect(lines.allSatisfy { $0.path == "dev.tsv" && !$0.message.isEmpty })
    #expect(lines[0].kind == "leakage" && lines[0].severity == "warning" && lines[0].column == nil)
    #expect(lines[0].otherPath == "train.tsv" && lines[0].otherLine == 2)
    #expect(lines[4].column == 6)
    #expect(result.exitCode == 65)
  }

  @Test func someOfAKindAreShownUnlessAllAreWanted() async throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "bad\tx\u{7}\n", count: 9).utf8, to: "c.tsv")
    let some = try await Program.run("check", folder.file("c.tsv"))
    #expect(some.text.split(separator: "\n").count == 5)
    #expect(
      some.text.contains("      9  warning  control-character    a control character (6 not shown)")
    )
    let all = try await Program.run("check", "--all", folder.file("c.tsv"))
    #expect(all.text.split(separator: "\n").count == 11)
  }

  @Test(
    arguments: [
      ("train.tsv", 0, ""), ("--strict train.tsv", 0, ""), ("dev.tsv", 65, ""),
      ("--train train.tsv --dev dev.tsv", 65, ""), ("train.tsv --test train.tsv", 0, ""),
      ("--strict train.tsv --test train.tsv", 1, ""),
      ("nowhere.tsv", 66, "error: nowhere.tsv: expected a file, found none\n"),
      ("", 64, "error: expected at least one file, found none (see --help)\n"),
      ("--al", 64, "error: Unknown option '--al'. Did you mean '--all'? (see --help)\n"),
      ("--format html train.tsv", 64, "error: The value 'html' is invalid"),
      ("--format jsonl train.tsv", 65, ""),
      ("--label-column stars train.tsv", 65, ""),
    ] as [(String, Int32, String)])
  func exitCodes(arguments: String, code: Int32, error: String) async throws {
    let result = try await run(arguments)
    #expect(result.exitCode == code)
    #expect(result.standardError.hasPrefix(error))
    if error.isEmpty { #expect(result.standardError.isEmpty) }
  }

  @Test func helpFitsTheScreenAndNamesAllKinds() async throws {
    let result = try await Program.run("check", "--help")
    #expect(result.exitCode == 0)
    #expect(result.text.contains("Examples:") && result.text.contains("  malformed-line  "))
    #expect(
      result.text.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE: ") })
  }

  @Test func theSamplesAreClean() async throws {
    let folder = Documentation.package.appending(path: "Corpora/samples").path
    let result = try await Program.shell(
      """
      cd '\(folder)'
      for name in english-%s.conllu entities-%s.iob2 sentiment-%s.tsv; do
        "$elman" check --strict $(printf "$name\\n" train) $(printf "$name\\n" dev) || exit
      done
      """)
    #expect(result.exitCode == 0)
  }
}
