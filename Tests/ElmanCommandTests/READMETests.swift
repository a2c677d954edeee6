import Foundation
import Testing

/// Every example of the README does what it shows.
struct READMETests {
  @Test func commandsPrintWhatTheyShow() async throws {
    let folder = try TemporaryFolder()
    let corpora = READMEExamples.package.appending(path: "Corpora").path
    // What only fetches, builds or tests is run by whoever follows the README, and by CI.
    let examples = try READMEExamples.console().filter { $0.command.contains("elman ") }
    #expect(examples.count > 10)
    for example in examples {
      let trial = Self.trial(of: example.command)
      let result = try await Program.shell(
        """
        cd \(folder.path) && ln -sfn \(corpora) Corpora && unset ELMAN_MODELS
        ln -sfn \(corpora)/../Models Models
        elman() { "$elman" "$@"; }
        exec 2>&1
        \(trial ?? example.command.replacing("swift run -c release elman", with: "elman"))
        """)
      #expect(result.exitCode == 0, "\(example)\n\(result.text)")
      let lines = READMEExamples.lines(result.text)
      #expect(
        trial != nil || READMEExamples.matches(lines[...], example.output[...]),
        "\(example)\n\(result.text)")
    }
  }

  /// The command with the samples, one epoch and few units in place of a corpus that git does not hold, whose
  /// figures then differ.
  private static func trial(of command: String) -> String? {
    let samples = [
      ("Corpora/ud-english-ewt/train.conllu", "Corpora/samples/english-train.conllu"),
      ("Corpora/ud-english-ewt/dev.conllu", "Corpora/samples/english-dev.conllu"),
      ("Corpora/ud-english-ewt/test.conllu", "Corpora/samples/english-dev.conllu"),
      ("Corpora/ner-uner-english-ewt/train.iob2", "Corpora/samples/english-train.iob2"),
      ("Corpora/ner-uner-english-ewt/dev.iob2", "Corpora/samples/english-dev.iob2"),
      ("Corpora/ner-uner-english-ewt/test.iob2", "Corpora/samples/english-dev.iob2"),
      ("Corpora/sent-sst/trees-ptb.train.txt", "Corpora/samples/sentiment-train.tsv"),
      ("Corpora/sent-sst/trees-ptb.dev.txt", "Corpora/samples/sentiment-dev.tsv"),
      ("Corpora/sent-sst/trees-ptb.test.txt", "Corpora/samples/sentiment-dev.tsv"),
      ("Corpora/ner-wnut17/train.conll", "Corpora/samples/entities-train.iob2"),
      ("Corpora/ner-wnut17/dev.conll", "Corpora/samples/entities-dev.iob2"),
      ("Corpora/ner-wnut17/test.conll", "Corpora/samples/entities-dev.iob2"),
      (" --format sst", ""), (" --phrases", ""),
      ("wiki.txt", "Corpora/samples/english.txt"),
      ("wiki-dev.txt", "Corpora/samples/english.txt"),
      (" --embeddings Corpora/vectors/glove.6B.50d.top200k.txt.gz", ""),
    ]
    let sampled = samples.reduce(command) { $0.replacing($1.0, with: $1.1) }
    guard sampled != command else { return nil }
    let learns = command.contains(" train ") || command.contains(" pretrain ")
    guard learns else { return sampled }
    // A language model brings the lowest layer with its units.
    let layers = command.contains(" --pretrained ") ? " --layers 2" : ""
    return sampled + " --epochs 1 --hidden-size 16" + layers
  }

  private static let hasPython = [
    "/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3",
  ]
  .contains(where: FileManager.default.isExecutableFile(atPath:))

  @Test(.enabled(if: hasPython)) func theClientPairsLinesWithAnswers() async throws {
    let folder = try TemporaryFolder()
    let blocks = try READMEExamples.blocks("python")
    #expect(blocks.count == 1)
    try folder.write(blocks.flatMap(\.lines).joined(separator: "\n").utf8, to: "client.py")
    let command = "python3 client.py"
    let example = try #require(try READMEExamples.console().first { $0.command == command })
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && unset ELMAN_MODELS && ln -s "$elman" elman && PATH=".:$PATH" \(command)
      """)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(READMEExamples.lines(result.text) == example.output)
  }

  @Test func codeIsTheCodeThatIsTested() throws {
    let blocks = try READMEExamples.blocks("swift")
    #expect(blocks.count == 1)
    let shown = blocks.flatMap(\.lines).filter { !$0.isEmpty }
    let tested = try String(contentsOfFile: LibraryExample.path, encoding: .utf8)
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(shown.count > 5)
    for line in shown {
      #expect(tested.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
    }
    try LibraryExample.run()
  }
}
