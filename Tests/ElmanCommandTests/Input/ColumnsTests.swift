import ElmanTestSupport
import Foundation
import Testing

/// A tagger of several columns, from its files to every form of output.
struct ColumnsTests {
  private static let settings = """
    {"model": {"hiddenSize": 16, "wordSize": 16, "characterSize": 8, "characterHiddenSize": 8,
      "minimumWordCount": 1, "minimumLemmaRuleCount": 1, "inputDropout": 0, "outputDropout": 0,
      "wordDropout": 0},
     "training": {"epochs": 60, "patience": 60, "learningRate": 0.02, "averageDecay": 0}}
    """

  private static func row(_ id: Int, _ columns: String) -> String {
    "\(id)\t\(columns)\t_\t_\t_\t_\n"
  }

  private static let gold =
    row(1, "Owls\towl\tNOUN\tNNS\tNumber=Plur") + row(2, "nap\tnap\tVERB\tVBP\t_")
    + row(3, ".\t.\tPUNCT\t.\t_") + "\n" + row(1, "Mira\tMira\tPROPN\tNNP\tNumber=Sing")
    + row(2, "is\tbe\tAUX\tVBZ\t_") + row(3, "here\there\tADV\tRB\t_") + "\n"

  private static let all = "--column upos --column xpos --column feats --column lemma"

  private func train(
    _ arguments: String, in folder: TemporaryFolder, then script: String = "true"
  ) async throws -> Program {
    try folder.write(Self.settings.utf8, to: "settings.json")
    try folder.write(Self.gold.utf8, to: "gold.conllu")
    return try await Program.shell(
      """
      cd '\(folder.path)' && "$elman" train tagger --overwrite --config settings.json --train gold.conllu \
      --dev gold.conllu --output m.safetensors \(arguments) && \(script)
      """)
  }

  /// Time and memory grow with the square of the labels of a CRF, which is left out unless it is asked for.
  @Test(arguments: [
    (200, "", ""),
    (201, "", "xpos has 201 labels: each token is decided for itself (--head softmax)"),
    (201, "--head softmax", ""),
    (201, "--head crf", "warning: tags.conllu: 201 labels in xpos; a CRF takes time and memory"),
  ])
  func manyLabelsAreNoWorkOfACRF(count: Int, arguments: String, told: String) async throws {
    let folder = try TemporaryFolder()
    let rows = (1...count).map { Self.row(1, "owl\towl\tNOUN\tT\($0)\t_") + "\n" }
    try folder.write(rows.joined().utf8, to: "tags.conllu")
    try folder.write(Self.gold.utf8, to: "gold.conllu")
    let trained = try await Program.shell(
      """
      cd '\(folder.path)' && "$elman" train tagger --train tags.conllu --dev gold.conllu --epochs 1 \
      --hidden-size 4 --output m.safetensors --column xpos \(arguments)
      """)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    #expect(told.isEmpty || trained.standardError.contains(told))
    #expect(!told.isEmpty || !trained.standardError.contains("CRF"))
  }

  @Test func everyOutputHasTheColumns() async throws {
    let folder = try TemporaryFolder()
    let trained = try await train(Self.all, in: folder)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    let epoch = trained.standardError.split(separator: "\n").last { $0.hasPrefix("epoch") }
    #expect(
      epoch?.contains(", upos 100.00 %, xpos 100.00 %, feats 100.00 %, lemma 100.00 %") == true)

    func tag(_ arguments: String, _ input: String) async throws -> String {
      let result = try await Program.shell(
        "cd '\(folder.path)' && \"$elman\" tag --model ./m.safetensors \(arguments)", input: input)
      #expect(result.exitCode == 0, "\(result.standardError)")
      return result.text
    }
    let bare = Self.gold.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let columns = line.split(separator: "\t")
      return columns.isEmpty
        ? "" : columns[..<2].joined(separator: "\t") + String(repeating: "\t_", count: 8)
    }.joined(separator: "\n")
    #expect(try await tag("--input conllu", bare) == Self.gold)
    let text = try await tag("", "Owls nap.\n")
    #expect(text.contains("\n1\tOwls\towl\tNOUN\tNNS\tNumber=Plur\t_"))
    #expect(
      try await tag("--input horizontal --output tsv", "Mira is here\n") == """
        Mira\tPROPN\tNNP\tNumber=Sing\tMira
        is\tAUX\tVBZ\t_\tbe
        here\tADV\tRB\t_\there


        """)
    #expect(
      try await tag("--input horizontal --output horizontal", "Mira is\n") == "Mira_PROPN is_AUX\n")
    #expect(
      try await tag("--input horizontal --output pretty", "Mira is here\n") == """
        Mira   is   here
        PROPN  AUX  ADV
        Mira   be   here


        """)
    let json = try await tag("--input horizontal --output jsonl", "Owls nap\n")
    let tokens = try #require(try JSONSentence.all(in: json).first?.tokens)
    #expect(tokens.map(\.upos) == ["NOUN", "VERB"])
    #expect(tokens.map(\.lemma) == ["owl", "nap"])
    #expect(tokens.map(\.feats) == ["Number=Plur", "_"])
    #expect(tokens.allSatisfy { $0.tag == nil && $0.uposProbability != nil })

    let tagged = try await Program.shell(
      """
      cd '\(folder.path)' && "$elman" evaluate --model ./m.safetensors gold.conllu && \
      "$elman" evaluate --raw --model ./m.safetensors gold.conllu && "$elman" inspect ./m.safetensors
      """)
    #expect(tagged.exitCode == 0, "\(tagged.standardError)")
    for row in ["lemma             100.00 %", "mean              100.00 %", "AllTags", "Lemmas"] {
      #expect(tagged.text.contains(row), "\(row)")
    }
    #expect(tagged.text.contains("lemma         4: lower 0 0 0 ,"), "\(tagged.text)")
  }

  @Test func labelsMayStandInFilesOfTheirOwn() async throws {
    let folder = try TemporaryFolder()
    let bare = Self.gold.replacing("\tbe\t", with: "\t_\t").replacing("\towl\t", with: "\t_\t")
    try folder.write(bare.utf8, to: "bare.conllu")
    let result = try await train(
      "--column upos --column lemma=gold.conllu,gold.conllu --epochs 1 --train bare.conllu",
      in: folder)
    #expect(result.exitCode == 0, "\(result.standardError)")
    try folder.write((Self.gold + Self.gold).utf8, to: "longer.conllu")
    let wrong = try await train(
      "--column upos --column lemma=longer.conllu --epochs 1", in: folder)
    #expect(
      wrong.standardError.split(separator: "\n").last
        == "error: longer.conllu: sentence 3: expected the words 'no sentence', found 'Owls nap .'")
    #expect(wrong.exitCode == 65)
  }

  @Test(arguments: ["--column verb", "--column upos=", "--column upos --column upos"])
  func wrongColumnsAreErrors(_ arguments: String) async throws {
    let result = try await train(arguments, in: TemporaryFolder())
    #expect(result.exitCode == 64)
    #expect(result.standardError.split(separator: "\n").count == 1, "\(result.standardError)")
  }

  @Test func settingsNameTheColumns() async throws {
    let folder = try TemporaryFolder()
    let json = #"{"model": {"columns": ["upos", "lemma"], "columnWeights": {"lemma": 0.5}}}"#
    try folder.write(json.utf8, to: "columns.json")
    let result = try await train(
      "--config columns.json --epochs 1 --hidden-size 8", in: folder,
      then: "\"$elman\" inspect ./m.safetensors")
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.text.contains(#""columnWeights":{"lemma":0.5}"#))
    #expect(result.text.contains(#""columns":["upos","lemma"]"#))
    #expect(result.text.contains("lemma.projection.weights"))
  }
}
