import ElmanTestSupport
import Foundation
import Testing

struct ModelsTests {
  /// Each name once: one that stands in a folder hides the program's. What is no model is not listed.
  @Test func listsWhatThereIs() async throws {
    let folder = try TemporaryFolder()
    try folder.write("no model".utf8, to: "broken.safetensors")
    let result = try await Program.run(
      "models", environment: ["ELMAN_MODELS": folder.path])
    #expect(result.exitCode == 0 && result.standardError.isEmpty)
    let rows = result.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows[0] == ["name", "task", "language", "gives", "MB", "dev", "licence", "place"])
    let names = rows.dropFirst().map { $0[0] }
    #expect(
      names.starts(with: [
        "english", "english-accurate", "english-sentiment", "english-text", "languages",
      ]))
    #expect(Set(names).count == names.count && !names.contains("broken"))
    #expect(result.text.contains("upos,xpos,feats,lemma,ner,deps"))
    #expect(result.text.contains("in the program"))
  }

  @Test func asJSON() async throws {
    let result = try await Program.run("models", "--json")
    let lines = result.text.split(separator: "\n")
    #expect(lines.count >= 5)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect((object?["bytes"] as? Int ?? 0) > 0 && object?["task"] is String)
    }
  }

  @Test func codesOfLanguagesName() async throws {
    let result = try await Program.run("inspect", "en")
    #expect(result.exitCode == 0)
    let unknown = try await Program.run("inspect", "xx")
    #expect(unknown.exitCode != 0 && unknown.standardError.contains("english"))
  }
}
