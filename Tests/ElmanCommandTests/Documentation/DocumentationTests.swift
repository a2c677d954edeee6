import ElmanTestSupport
import Foundation
import Testing

/// Every example of the README and of the articles does what it shows.
struct DocumentationTests {
  /// The pages with commands that are run, each in a folder of its own and in its order.
  private static let pages = Documentation.pages.filter { page in
    ((try? page.console()) ?? []).contains { isRun($0.command) }
  }

  @Test func pagesAreFound() {
    #expect(Self.pages.count > 10)
  }

  /// What takes more room belongs into an article.
  @Test func theREADMEStaysAMap() throws {
    let text = try Data(contentsOf: Documentation.package.appending(path: "README.md"))
    #expect(text.count <= 16 << 10)
    #expect(text.count { $0 == UInt8(ascii: "\n") } <= 250)
  }

  // One page after the other: each blocks a thread, of which tests with time limits need some too.
  @Test(.serialized, arguments: pages)
  func commandsPrintWhatTheyShow(page: Documentation) async throws {
    let folder = try TemporaryFolder()
    let package = Documentation.package.path
    for example in try page.console() where Self.isRun(example.command) {
      let trial = Self.trial(of: example.command)
      let result = try await Program.shell(
        """
        cd '\(folder.path)' && unset ELMAN_MODELS
        for folder in Corpora Models Tests; do ln -sfn '\(package)'/$folder $folder; done
        elman() { "$elman" "$@"; }
        exec 2>&1
        \(trial ?? Self.withBuiltProgram(example.command))
        """)
      #expect(result.exitCode == 0, "\(example)\n\(result.text)")
      let lines = Documentation.lines(result.text)
      #expect(
        trial != nil || Documentation.matches(lines[...], example.output[...]),
        "\(example)\n\(result.text)")
    }
  }

  /// Whether a command is run here. What only fetches, builds or tests is run by whoever follows the page, and by
  /// CI.
  private static func isRun(_ command: String) -> Bool {
    command.contains("elman ") && !command.hasPrefix(".ci/")
  }

  /// The command without what installs and builds.
  private static func withBuiltProgram(_ command: String) -> String {
    let steps = command.components(separatedBy: " && ").filter { !$0.hasPrefix("sudo ") }
    return steps.joined(separator: " && ").replacing("swift run -c release elman", with: "elman")
  }

  /// The command with the samples, one epoch and few units in place of a corpus that git does not hold or an
  /// experiment of minutes, whose figures then differ.
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
      ("Corpora/ner-btc/train.conll", "Corpora/samples/entities-train.iob2"),
      ("names/crossner.iob2", "Corpora/samples/entities-train.iob2"),
      (" --also ner=names/btc.iob2 --also ner=names/wnut.iob2", ""),
      (
        " --also ner=names/wikipedia.iob2 --also ner=names/patterns.iob2 --also ner=names/exchanged.iob2",
        ""
      ),
      ("Corpora/ner-wnut17/train.conll", "Corpora/samples/entities-train.iob2"),
      ("Corpora/ner-wnut17/dev.conll", "Corpora/samples/entities-dev.iob2"),
      ("Corpora/ner-wnut17/test.conll", "Corpora/samples/entities-dev.iob2"),
      ("english-lexicon.tsv.gz", "Corpora/samples/english-lexicon.tsv"),
      ("sentiment/train.tsv", "Corpora/samples/sentiment-train.tsv"),
      ("sentiment/dev.tsv", "Corpora/samples/sentiment-dev.tsv"),
      ("sentiment/all.tsv", "Corpora/samples/sentiment-train.tsv"),
      ("sentiment/raw.txt", "Corpora/samples/english.txt"),
      // They weigh a label that the samples have not.
      (" --config Models/Settings/english-sentiment-teacher.json", ""),
      (" --config Models/Settings/english-sentiment.json", ""),
      (" --format sst", ""), (" --phrases", ""),
      // Blank in the sample.
      ("NR % 40 == 7", "NR % 40 == 3"),
      ("wiki.txt", "Corpora/samples/english.txt"),
      ("wiki-dev.txt", "Corpora/samples/english.txt"),
      (" --embeddings Corpora/vectors/glove.6B.50d.top200k.txt.gz", ""),
      (" --texts 3200 --epochs 12", " --texts 64 --epochs 1"),
      ("recall --threads 2", "recall --distance 2 --texts 64 --epochs 1"),
      (
        "recall --language chinese --threads 2",
        "recall --language chinese --distance 2 --texts 64 --epochs 1"
      ),
    ]
    let sampled = samples.reduce(command) { $0.replacing($1.0, with: $1.1) }
    guard sampled != command else { return nil }
    let learns = command.contains(" train ") || command.contains(" pretrain ")
    guard learns else { return sampled }
    // A tagger brings all layers, a language model the lowest with its units.
    if command.contains("-int8.safetensors ") { return sampled + " --epochs 1" }
    let layers = command.contains(" --pretrained ") ? " --layers 2" : ""
    return sampled + " --epochs 1 --hidden-size 16" + layers
  }

  private static let hasPython = [
    "/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3",
  ]
  .contains(where: FileManager.default.isExecutableFile(atPath:))

  @Test(.enabled(if: hasPython)) func theClientPairsLinesWithAnswers() async throws {
    let folder = try TemporaryFolder()
    let blocks = try Documentation.pages.flatMap { try $0.blocks("python") }
    #expect(blocks.count == 1)
    try folder.write(blocks.flatMap(\.lines).joined(separator: "\n").utf8, to: "client.py")
    let command = "python3 client.py"
    let examples = try Documentation.pages.flatMap { try $0.console() }
    let example = try #require(examples.first { $0.command == command })
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && unset ELMAN_MODELS && ln -s "$elman" elman && PATH=".:$PATH" \(command)
      """)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(Documentation.lines(result.text) == example.output)
  }

  /// A source file with examples, beside this one.
  private static func lines(ofExamples name: String) throws -> [String] {
    let folder = Documentation.package.appending(path: "Tests/ElmanCommandTests/Documentation")
    return try String(contentsOf: folder.appending(path: "\(name).swift"), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  @Test func codeNeedsNothingThatIsNotPublic() throws {
    let source = try Self.lines(ofExamples: "LibraryExamples").joined(separator: "\n")
    let errors = try OutsideProgram.errors(of: source)
    #expect(errors == "", "\(errors)")
  }

  @Test func codeIsTheCodeThatIsTested() async throws {
    let tested = try ["LibraryExamples", "TaskExample"].flatMap { try Self.lines(ofExamples: $0) }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    var count = 0
    for page in Documentation.pages {
      for block in try page.blocks("swift") {
        count += 1
        // The lines of a block follow each other in the code, but for what is imported.
        let shown = block.lines.map { $0.trimmingCharacters(in: .whitespaces) }
          .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
        #expect(
          tested.indices.contains { tested[$0...].starts(with: shown) }, "\(page):\(block.line)")
      }
    }
    #expect(count >= 4)
    try await LibraryExamples.run()
  }

  /// A link that leads nowhere shows as one on the repository's page.
  @Test(arguments: Documentation.pages) func linksLeadToFiles(page: Documentation) throws {
    let file = Documentation.package.appending(path: page.path)
    let text = try String(contentsOf: file, encoding: .utf8)
    for link in text.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/).map({ String($0.1) })
    where !link.contains(":") {
      let target = file.deletingLastPathComponent().appending(path: link).path
      #expect(FileManager.default.fileExists(atPath: target), "\(page): \(link)")
    }
  }
}
