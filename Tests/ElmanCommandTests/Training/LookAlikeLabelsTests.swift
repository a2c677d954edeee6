import Elman
import ElmanTestSupport
import Foundation
import Testing

/// Labels whose bytes differ are several, however alike they look: they are learned, scored and told as
/// such.
struct LookAlikeLabelsTests {
  private static let composed = "r\u{F4}le"
  private static let decomposed = "ro\u{302}le"
  private static let warning =
    "warning: labels that look alike are 2, since their bytes differ:"
    + " '\(decomposed)' (U+006F U+0302), '\(composed)' (U+00F4)\n"
  private static let settings = """
    {"model": {"hiddenSize": 8, "wordSize": 8, "minimumWordCount": 1, "inputDropout": 0,
      "outputDropout": 0, "layerDropout": 0, "wordDropout": 0},
     "training": {"epochs": 40, "patience": 40, "batchSize": 4, "learningRate": 0.03,
      "averageDecay": 0}}
    """

  private func shell(_ script: String, in folder: TemporaryFolder, input: String = "")
    async throws -> Program
  {
    try folder.write(Self.settings.utf8, to: "s.json")
    return try await Program.shell("cd '\(folder.path)'; \(script)", input: input)
  }

  private func expectLines(_ text: String, contain parts: [String]) {
    for part in parts {
      #expect(
        text.utf8.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: part.utf8) },
        "\(part) in \(text)")
    }
  }

  @Test func aTaggerLearnsBoth() async throws {
    let folder = try TemporaryFolder()
    let row = { (id: Int, word: String, tag: String) in
      "\(id)\t\(word)\t_\t\(tag)\t_\t_\t_\t_\t_\t_\n"
    }
    let sentence =
      row(1, "owl", Self.composed) + row(2, "elm", Self.decomposed) + row(3, "naps", "B") + "\n"
    try folder.write(String(repeating: sentence, count: 4).utf8, to: "c.conllu")
    let trained = try await shell(
      """
      "$elman" train tagger --config s.json --train c.conllu --dev c.conllu --output m.safetensors
      """, in: folder)
    #expect(trained.standardError.utf8.contains(Self.warning.utf8))
    let tags = try await shell(
      "\"$elman\" tag --model ./m.safetensors --input vertical --output tsv", in: folder,
      input: "owl\nelm\nnaps\n")
    #expect(
      tags.standardOutput
        == Array("owl\t\(Self.composed)\nelm\t\(Self.decomposed)\nnaps\tB\n\n".utf8))
    let score = try await shell("\"$elman\" evaluate --model ./m.safetensors c.conllu", in: folder)
    expectLines(
      score.text,
      contain: [
        "accuracy        100.00 %   12 of 12 words",
        "\(Self.decomposed) (U+006F U+0302)   100.00 %",
        "\(Self.composed) (U+00F4)          100.00 %",
      ])
    let json = try await shell(
      "\"$elman\" evaluate --json --model ./m.safetensors c.conllu", in: folder)
    #expect(json.text.contains("(U+00F4)\":{\"correct\":4"))
    #expect(json.text.contains("(U+006F U+0302)\":{\"correct\":4"))
  }

  @Test func aClassifierLearnsBoth() async throws {
    let folder = try TemporaryFolder()
    let lines = "\(Self.composed)\towl\n\(Self.decomposed)\telm\nB\tnap\n"
    try folder.write(("label\ttext\n" + String(repeating: lines, count: 4)).utf8, to: "c.tsv")
    let trained = try await shell(
      """
      "$elman" train classifier --config s.json --train c.tsv --dev c.tsv --output m.safetensors
      """, in: folder)
    #expect(trained.standardError.utf8.contains(Self.warning.utf8))
    let labels = try await shell(
      "\"$elman\" classify --model ./m.safetensors", in: folder, input: "owl\nelm\nnap\n")
    let found = labels.standardOutput.split(separator: UInt8(ascii: "\n"))
      .map { Array($0.prefix { $0 != UInt8(ascii: "\t") }) }
    #expect(found == [Self.composed, Self.decomposed, "B"].map { Array($0.utf8) })
    let score = try await shell("\"$elman\" evaluate --model ./m.safetensors c.tsv", in: folder)
    expectLines(
      score.text,
      contain: ["accuracy            100.00 %   12 of 12 texts", "\(Self.composed) (U+00F4)"])
  }

  @Test func entitiesOfBothAreLearned() async throws {
    let folder = try TemporaryFolder()
    let sentence = "in\tO\nOwlton\tB-\(Self.composed)\nat\tO\nElmia\tB-\(Self.decomposed)\n\n"
    try folder.write(String(repeating: sentence, count: 4).utf8, to: "c.iob2")
    let trained = try await shell(
      """
      "$elman" train tagger --column ner --config s.json --train c.iob2 --dev c.iob2 \
      --output m.safetensors
      """, in: folder)
    #expect(trained.standardError.utf8.contains(Self.warning.utf8))
    let tags = try await shell(
      "\"$elman\" tag --model ./m.safetensors --input vertical --output tsv", in: folder,
      input: "in\nOwlton\nat\nElmia\n")
    #expect(tags.standardOutput == Array(sentence.utf8))
    let score = try await shell("\"$elman\" evaluate --model ./m.safetensors c.iob2", in: folder)
    expectLines(
      score.text,
      contain: [
        "entity F1           100.00 %   8 of 8 entities, 8 predicted",
        "\(Self.decomposed) (U+006F U+0302)   100.00 %",
      ])
  }

  @Test func whiteSpaceAtAnEdgeMakesAnotherLabel() async throws {
    let folder = try TemporaryFolder()
    try folder.write("text\tlabel\nfine\tgood \nnice\tgood\ncold\tbad\n".utf8, to: "t.tsv")
    let result = try await shell(
      """
      "$elman" train classifier --config s.json --epochs 1 --train t.tsv --dev t.tsv \
      --output m.safetensors
      "$elman" inspect ./m.safetensors
      """, in: folder)
    #expect(
      result.standardError.contains(
        "warning: labels that look alike are 2, since their bytes differ:"
          + " 'good', 'good ' (U+0020)\n"))
    #expect(result.text.contains("labels        3: bad good good  (U+0020)\n"))
  }

  @Test func devMayWriteALabelInAnotherWay() async throws {
    let folder = try TemporaryFolder()
    try folder.write("\(Self.composed)\towl\nB\tnap\n".utf8, to: "train.tsv")
    try folder.write("\(Self.decomposed)\towl\nB\tnap\n".utf8, to: "dev.tsv")
    let result = try await shell(
      """
      "$elman" train classifier --config s.json --train train.tsv --dev dev.tsv \
        --output m.safetensors
      """, in: folder)
    #expect(
      result.standardError.utf8.contains(
        "labels unknown to the training corpus, 1 times: \(Self.decomposed)\n\(Self.warning)".utf8))
    #expect(result.standardError.contains("dev accuracy 50.00 %"))
  }

  @Test func weightsBelongToLabelsByTheirBytes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("\(Self.composed)\towl\nB\tnap\n".utf8, to: "t.tsv")
    let train = "\"$elman\" train classifier --overwrite --epochs 1 --train t.tsv --dev t.tsv"
    let weights = { (label: String) in "{\"model\": {\"labelWeights\": {\"\(label)\": 2}}}" }
    try folder.write(weights(Self.composed).utf8, to: "one.json")
    try folder.write(weights(Self.decomposed).utf8, to: "other.json")
    let result = try await shell(
      """
      \(train) --config one.json --output m.safetensors 2> /dev/null || exit 1
      \(train) --config other.json --output m.safetensors
      """, in: folder)
    #expect(result.exitCode == 65)
    #expect(
      result.standardError.hasSuffix(
        "error: t.tsv: expected labelWeights of B, \(Self.composed) (U+00F4), found"
          + " '\(Self.decomposed) (U+006F U+0302)'\n"))
  }
}

extension String.UTF8View {
  fileprivate func contains(_ part: String.UTF8View) -> Bool {
    Array(self).firstRange(of: Array(part)) != nil
  }
}
