import ElmanTestSupport
import Foundation
import Testing

/// Text of files, names and arguments that would steer a terminal or forge lines.
struct ForeignTextTests {
  private static let evil = "a\nerror: fake\u{1B}[2J\u{202E}\u{2028}\u{85}"
  private static let shown = "a\\u{a}error: fake\\u{1b}[2J\\u{202e}\\u{2028}\\u{85}"

  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || ![.control, .lineSeparator, .paragraphSeparator].contains(
          scalar.properties.generalCategory) && !scalar.properties.isBidiControl
    }
  }

  private func json(_ label: String, _ text: String) -> String {
    let object = try? JSONSerialization.data(withJSONObject: ["label": label, "text": text])
    return String(decoding: object ?? Data(), as: UTF8.self) + "\n"
  }

  @Test(arguments: [
    ["\(evil)"], ["tag", "\(evil)"], ["tag", "--\(evil)"], ["tag", "--input", "\(evil)"],
    ["tag", "--threads", "\(evil)"], ["tag", "--model", "\(evil)"],
    ["tag", "--model", "./\(evil)"], ["check", "\(evil).conllu"], ["help", "\(evil)"],
    ["inspect", "\(evil).safetensors"], ["plot", "\(evil)", "-o", "/dev/null"],
    ["evaluate", "--column", "\(evil)", "x"], ["--generate-completion-script", "\(evil)"],
    ["train", "tagger", "--train", "x", "--dev", "x", "--output", "/nowhere/\(evil)"],
  ])
  func argumentsAreOneLine(arguments: [String]) async throws {
    let result = try await Program.run(arguments: arguments)
    #expect(isHarmless(result.standardError), "\(result.standardError.debugDescription)")
    #expect(result.standardError.split(separator: "\n").count <= 1)
    if arguments.first != "help" {
      #expect(result.exitCode != 0)
      #expect(result.standardError.hasPrefix("error: ") || result.standardError.isEmpty)
    }
  }

  @Test func labelsInErrorsAndWarnings() async throws {
    let folder = try TemporaryFolder()
    let one = try folder.write(json(Self.evil, "fine").utf8, to: "one.jsonl")
    var result = try await Program.run(
      "train", "classifier", "--overwrite", "--train", one, "--dev", one, "--epochs", "1",
      "--hidden-size", "4",
      "--output", folder.file("m"))
    #expect(result.exitCode == 65)
    #expect(
      result.standardError.split(separator: "\n").last
        == "error: \(one): expected at least two labels, found \(Self.shown)")
    #expect(isHarmless(result.standardError))

    let two = try folder.write((json("b", "x") + json("c", "y")).utf8, to: "two.jsonl")
    result = try await Program.run(
      "train", "classifier", "--overwrite", "--train", two, "--dev", one, "--epochs", "1",
      "--hidden-size", "4",
      "--output", folder.file("m"))
    #expect(result.standardError.contains(Self.shown))
    #expect(isHarmless(result.standardError), "\(result.standardError)")
    let settings = try folder.write(
      #"{"model": {"labelWeights": {"x\ny\u001b": 1}}}"#.utf8, to: "s.json")
    result = try await Program.run(
      "train", "classifier", "--overwrite", "--config", settings, "--train", two, "--dev", two,
      "--output",
      folder.file("m"))
    #expect(result.exitCode == 65)
    #expect(result.standardError.contains(#"found 'x\u{a}y\u{1b}'"#), "\(result.standardError)")
  }

  @Test func labelsInTables() async throws {
    let folder = try TemporaryFolder()
    let texts = (0..<8).map { json($0 % 2 == 0 ? Self.evil : "b\u{1B}c", "word\($0 % 2)") }.joined()
    let path = try folder.write(texts.utf8, to: "c.jsonl")
    let model = folder.file("m.safetensors")
    let trained = try await Program.run(
      "train", "classifier", "--overwrite", "--train", path, "--dev", path, "--epochs", "1",
      "--hidden-size",
      "4", "--output", model)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    for arguments in [
      ["evaluate", "--model", model, path], ["inspect", model], ["check", path],
      ["evaluate", "--model", model, "--json", path],
    ] {
      let result = try await Program.run(arguments: arguments)
      #expect(result.exitCode == 0 || arguments[0] == "check")
      if !arguments.contains("--json") {
        #expect(isHarmless(result.text), "\(result.text.debugDescription)")
        #expect(result.text.contains("error: fake\\u{1b}[2J") || arguments[0] == "check")
      }
      #expect(!result.text.contains("\nerror: fake"))
    }
    let pretty = try await Program.run(
      "classify", "--model", model, "--output", "pretty", input: "word0 \u{202E}\u{1B}x".utf8)
    #expect(isHarmless(pretty.text), "\(pretty.text.debugDescription)")
  }

  @Test(arguments: ["tag", "tokenize"])
  func prettySentences(command: String) async throws {
    let result = try await Program.run(
      command, "--input", "vertical", "--output", "pretty",
      input: "a\u{202E}b\u{2066}\u{1B}c\u{2028}\u{FEFF}\n👩‍👩‍👧\nმ\u{200D}ი\n".utf8)
    #expect(isHarmless(result.text), "\(result.text.debugDescription)")
    #expect(result.text.contains("👩‍👩‍👧") && result.text.contains("მ\u{200D}ი"))
  }
}
