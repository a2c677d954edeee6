import ElmanTestSupport
import Foundation
import Testing

/// What is named twice in arguments and files.
struct TwiceNamedTests {
  private static let gold = """
    # sent_id = a
    1\tOwls\towl\tNOUN\tNNS\t_\t_\t_\t_\tNER=B-ANIMAL
    2\tnap\tnap\tVERB\tVBP\t_\t_\t_\t_\t_


    """

  private func run(_ script: String) async throws -> Program {
    let folder = try TemporaryFolder()
    try folder.write(Self.gold.utf8, to: "gold.conllu")
    return try await Program.shell("cd '\(folder.path)'; \(script)")
  }

  @Test(arguments: [
    "evaluate --column upos --column upos gold.conllu",
    "evaluate --column upos=gold.conllu --column xpos --column upos gold.conllu",
    "quantize english --output q.safetensors --dev gold.conllu --column upos --column upos",
    "train tagger --column upos --column upos --train gold.conllu --dev gold.conllu --output m",
  ])
  func columns(arguments: String) async throws {
    let result = try await run("\"$elman\" \(arguments)")
    #expect(result.exitCode == 64)
    #expect(result.standardError.split(separator: "\n").count == 1)
    #expect(result.standardError.contains(#/each( column)? once, found /#))
  }

  @Test func headers() async throws {
    let folder = try TemporaryFolder()
    let lines = (1...4).map { "owl number \($0),good\nrain number \($0),bad\n" }
    try folder.write(
      ("text,label\n" + lines.joined(separator: "text,label\n")).utf8, to: "train.csv")
    try folder.write("text,label,Text\nx,good,y\nx,bad,y\n".utf8, to: "twice.csv")
    let result = try await Program.shell(
      """
      cd '\(folder.path)'; "$elman" check train.csv | grep header
      "$elman" train classifier --train train.csv --dev train.csv --epochs 1 --hidden-size 4 \
        --output m.safetensors 2>&1 | grep header
      "$elman" inspect ./m.safetensors | grep labels
      "$elman" evaluate --model ./m.safetensors twice.csv
      """)
    #expect(
      result.text == """
        train.csv:4: warning: the line repeats the header; it is no text and skipped [repeated-header]
        train.csv:7: warning: the line repeats the header; it is no text and skipped [repeated-header]
        train.csv:10: warning: the line repeats the header; it is no text and skipped [repeated-header]
              3  warning  repeated-header      the header of a table once more
        train.csv: 8 texts, 24 words, fields separated by commas, a header, labels in column 2 'label', texts in column 1 'text'
        warning: train.csv:4: the line repeats the header, and is skipped; so are 2 others
        labels        2: bad good

        """)
    #expect(
      result.standardError
        == "error: twice.csv:1: expected one column named 'text', found columns 1 and 3\n")
    #expect(result.exitCode == 65)
  }
}
