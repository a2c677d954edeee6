import ElmanTestSupport
import Foundation
import Testing

/// `elman gradients`, `elman recall`, `elman plot`, and the logs that they share with training.
struct LaboratoryTests {
  private static let text = "I grew up by the sea. Then I left, and now I dream of boats."

  @Test func gradientsOfFreshNetworksAndAModel() async throws {
    let folder = try TemporaryFolder()
    let result = try await Program.run(
      "gradients", "--cell", "linear", "--init", "orthogonal", "--recurrent-scale", "1",
      "--recurrent-scale", "2", "--hidden-size", "8", "--model", "english",
      "--plot",
      folder.file("g.svg"), input: Self.text.utf8)
    #expect(result.exitCode == 0 && result.standardError.isEmpty, "\(result.standardError)")
    #expect(result.text.contains("english, left to right: the gradient "))
    #expect(result.text.contains("linear, orthogonal: the gradient is carried: it hardly changes"))
    #expect(
      result.text.contains(
        "linear, orthogonal, scale 2.0: the gradient explodes: it doubles every 1.0 steps"))
    #expect(result.text.contains("  W_hh: spectral radius 2.000, norm 2.000"))
    let picture = String(decoding: try folder.read("g.svg"), as: UTF8.self)
    #expect(picture.hasPrefix("<svg") && picture.contains(">linear, orthogonal, scale 2.0<"))
  }

  @Test func gradientsAsJSON() async throws {
    let result = try await Program.run(
      "gradients", "--json", "--steps", "7", "--hidden-size", "8", input: Self.text.utf8)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 3)
    for (line, network) in zip(lines, ["elman", "gru", "lstm"]) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["network"] as? String == network)
      let steps = object?["steps"] as? [[String: Any]]
      #expect(steps?.count == 7 && steps?.first?["token"] as? String == ".")
      #expect((steps?.last?["cellNorm"] != nil) == (network == "lstm"))
    }
  }

  @Test(arguments: [
    (["gradients", "--cell", "sru", "--init", "identity"], 64, "which sru does not have"),
    (["gradients", "--steps", "1"], 64, "expected --steps from 2 to 10000, found 1"),
    (["gradients"], 65, "<stdin>: expected a text of at least two tokens, found 0"),
    (["gradients", "--model", "nothing"], 66, "no model 'nothing'"),
    (["recall", "--threads", "-2"], 64, "Missing value for '--threads <threads>', found '-2'"),
    (["recall", "--clip", "0"], 64, "expected --clip above 0, found 0.0"),
    (["recall", "--threads", "0"], 64, "expected --threads from 1 to 1024, found 0"),
    (["plot", "no.jsonl", "-o", "x.svg"], 66, "no.jsonl: expected a file, found none"),
  ])
  func badInput(arguments: [String], code: Int, message: String) async throws {
    let result = try await Program.run(arguments: arguments)
    #expect(Int(result.exitCode) == code)
    #expect(result.standardError.contains(message), "\(result.standardError)")
  }

  private static let small = [
    "--hidden-size", "8", "--texts", "64", "--epochs", "2", "--distance", "3",
  ]

  @Test func recallIsLoggedAndPlotted() async throws {
    let folder = try TemporaryFolder()
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && "$elman" recall \(Self.small.joined(separator: " ")) --distance 1 \
      --network gru --network lstm+attention --plot r.svg --log r.jsonl --threads 2 && \
      "$elman" plot r.jsonl -o loss.svg && "$elman" plot r.jsonl -o n.svg --show gradient-norm
      """)
    #expect(result.exitCode == 0, "\(result.standardError)")
    let lines = result.text.split(separator: "\n")
    #expect(lines.map { String($0.prefix(6)) } == ["distan", "GRU   ", "LSTM +", "chance"])
    #expect(String(decoding: try folder.read("r.svg"), as: UTF8.self).contains(">chance<"))
    let log = String(decoding: try folder.read("r.jsonl"), as: UTF8.self)
    #expect(log.split(separator: "\n").count == 4 * (4 + 2))
    for picture in ["loss.svg", "n.svg"] {
      #expect(
        String(decoding: try folder.read(picture), as: UTF8.self).contains(">gru, distance 3<"))
    }
    let bad = try await Program.shell(
      "cd '\(folder.path)' && echo '{}' >> r.jsonl && \"$elman\" plot r.jsonl -o loss.svg")
    #expect(bad.exitCode == 65 && bad.standardError.contains("r.jsonl:25: expected a JSON object"))
  }

  @Test func recallThatDivergesSaysWhy() async throws {
    let result = try await Program.run(
      arguments: ["recall", "--network", "elman+identity", "--recurrent-scale", "1000"] + Self.small
    )
    #expect(result.exitCode == 65)
    #expect(result.standardError.contains("error: epoch 1, step 1: the "))
    #expect(result.standardError.contains("infinite or undefined"))
    #expect(result.text.contains("!"))
  }

  @Test func textsAreShown() async throws {
    let result = try await Program.run(
      "recall", "--show", "2", "--language", "chinese", "--distance", "4")
    #expect(result.text.split(separator: "\n").count == 2 && result.text.contains("语\n"))
  }

  /// Steps of a size that no network survives: one line says so, the log too, and the file holds a
  /// model that can still be used.
  @Test func trainingThatDivergesKeepsAModel() async throws {
    let folder = try TemporaryFolder()
    let texts = (0..<40).map { "\($0 % 2 == 0 ? "good" : "bad")\tday \($0 % 7)\n" }.joined()
    try folder.write(texts.utf8, to: "t.tsv")
    try folder.write(
      """
      {"model": {"hiddenSize": 8, "minimumWordCount": 1, "cell": "elman"},
       "training": {"optimizer": "sgd", "learningRate": 10, "weightDecay": 1, "averageDecay": 0,
         "maximumGradientNorm": 1000000, "batchSize": 2, "epochs": 200, "patience": 200,
         "schedule": "constant", "warmup": 0}}
      """.utf8, to: "s.json")
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && "$elman" train classifier --config s.json --train t.tsv --dev t.tsv \
      --log l.jsonl --output m.safetensors; echo "exit $?"; echo 'a day' | \
      "$elman" classify --model ./m.safetensors --output jsonl && "$elman" plot l.jsonl -o l.svg
      """)
    #expect(result.text.contains("exit 65"), "\(result.standardError)")
    #expect(result.standardError.contains("infinite or undefined"))
    #expect(result.text.contains("\"label\":") && !result.text.contains("nan"))
    let log = String(decoding: try folder.read("l.jsonl"), as: UTF8.self)
    #expect(log.contains("\"kind\":\"diverged\"") && log.contains("\"kind\":\"epoch\""))
  }
}
