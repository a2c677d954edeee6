import ElmanTestSupport
import Foundation
import Testing

/// Each trap of a corpus is told with its remedy, and `--strict` refuses it.
struct TrainingWarningsTests {
  struct Trap: CustomTestStringConvertible, Sendable {
    let name: String
    let files: [String: String]
    var arguments = ""
    let warning: String
    /// Whether it is an error in any case.
    var isError = false

    var testDescription: String { name }
  }

  private static func row(_ form: String, _ tag: String) -> String {
    "1\t\(form)\t_\t\(tag)\t_\t_\t_\t_\t_\t_\n"
  }

  private static let sentences = (0..<6).map { index in
    (1...7).map {
      "\($0)\tw\(index)\($0)\t_\t\(["NOUN", "VERB"][($0 + index) % 2])\t_\t_\t_\t_\t_\t_\n"
    }
    .joined()
  }.joined(separator: "\n")

  private static let traps = [
    Trap(
      name: "dev stands in train", files: ["t.conllu": sentences, "d.conllu": sentences],
      warning: "d.conllu: 6 of 6 sentences of more than 5 tokens stand in t.conllu too"),
    Trap(
      name: "no blank lines",
      files: [
        "t.conllu": (1...1_001).map {
          "\($0)\tw\t_\t\(["NOUN", "VERB"][$0 % 2])\t_\t_\t_\t_\t_\t_\n"
        }
        .joined(), "d.conllu": row("a", "NOUN"),
      ],
      warning: "t.conllu: a sentence of 1001 tokens: is the blank line between sentences missing?"),
    Trap(
      name: "labels that differ in case",
      files: [
        "t.conllu": row("a", "NOUN") + "\n" + row("b", "Noun") + "\n" + row("c", "VERB"),
        "d.conllu": row("a", "NOUN"),
      ],
      warning: "t.conllu: the labels 'NOUN', 'Noun' differ in case alone and are 2"),
    Trap(
      name: "labels unknown to train",
      files: ["t.conllu": row("a", "NOUN") + "\n" + row("b", "VERB"), "d.conllu": row("a", "X")],
      warning: "d.conllu: labels unknown to the training corpus, 1 times: X"),
    Trap(
      name: "one label nearly everywhere",
      files: [
        "t.tsv": (0..<99).map { "good\ttext \($0)\n" }.joined() + "bad\tother\n",
        "d.tsv": "good\tone\nbad\ttwo\n",
      ],
      warning: "t.tsv: 99.0 % of the texts are 'good'"),
    Trap(
      name: "dev texts in train",
      files: [
        "t.tsv": "good\ta fine long text\nbad\tno such thing here\n",
        "d.tsv": "good\ta fine long text\n",
      ],
      warning: "d.tsv: 1 of 1 texts stand in t.tsv too"),
    Trap(
      name: "labels that are texts",
      files: [
        "t.tsv": (0..<30).map { "text \($0)\tgood\n" }.joined(), "d.tsv": "text 1\tgood\n",
      ],
      warning:
        "t.tsv: expected labels, found 30 different ones for 30 texts, such as 'text 0': say which columns",
      isError: true),
    Trap(
      name: "a header taken for data",
      files: [
        "t.csv": "Kategorie,Inhalt\n"
          + (0..<10).map { "good,text \($0)\nbad,other \($0)\n" }.joined(),
        "d.csv": "good,one\nbad,two\n",
      ],
      warning:
        "t.csv: the label 'Kategorie' stands in the first line alone; if that is the header, name its columns:"
        + " --label-column 'Kategorie' --text-column 'Inhalt'"),
    Trap(
      name: "guessed columns",
      files: [
        "t.csv": "good,7,a text\nbad,8,other\n", "d.csv": "good,1,one\nbad,2,two\n",
      ],
      warning:
        "t.csv: the columns are a guess, column 1 of 3 for the labels and column 3 for the texts: say --label-column"
    ),
    Trap(
      name: "a header among the rows",
      files: [
        "t.csv": "label,text\ngood,a text\nlabel,text\nbad,other\n",
        "d.csv": "label,text\ngood,one\n",
      ],
      warning: "t.csv:3: the line repeats the header, and is skipped"),
    Trap(
      name: "no entity in dev",
      files: ["t.conll": "Ida B-PER\nnaps O\n", "d.conll": "She O\nnaps O\n"],
      arguments: "--column ner",
      warning: "d.conll: no entity, so that no score tells which epoch was best"),
  ]

  /// What a name does not tell, the first line may.
  @Test func fastTextIsKnownByItsContent() async throws {
    let folder = try TemporaryFolder()
    try folder.write("__label__good a text\n__label__bad other\n".utf8, to: "t.txt")
    let result = try await Program.shell(
      """
      cd '\(folder.path)'
      $elman train classifier --train t.txt --dev t.txt --hidden-size 2 --epochs 1 -o m; echo $?
      """)
    #expect(result.text == "0\n")
    #expect(result.standardError.contains("learns 2 labels: 'bad' 1, 'good' 1\n"))
  }

  @Test(arguments: traps)
  func isTold(_ trap: Trap) async throws {
    let folder = try TemporaryFolder()
    for (name, text) in trap.files { try folder.write(text.utf8, to: name) }
    let train = try #require(trap.files.keys.first { $0.hasPrefix("t.") })
    let dev = try #require(trap.files.keys.first { $0.hasPrefix("d.") })
    let kind =
      [".tsv", ".csv"].contains { train.hasSuffix($0) } ? "classifier" : "tagger"
    let result = try await Program.shell(
      """
      cd '\(folder.path)'; command="$elman train \(kind) --train \(train) --dev \(dev) \(trap.arguments)"
      $command --hidden-size 2 --epochs 1 -o m; echo $?
      $command --hidden-size 2 --epochs 1 --strict -o s 2> strict; echo $?; ls s* 2> /dev/null
      """)
    #expect(result.text == (trap.isError ? "65\n65\nstrict\n" : "0\n65\nstrict\n"))
    let lines = result.standardError.split(separator: "\n")
    let prefix = trap.isError ? "error: " : "warning: "
    #expect(lines.contains { $0.hasPrefix(prefix + trap.warning) }, "\(result.standardError)")
  }
}
