import Testing

struct HelpTests {
  @Test(arguments: ["tag", "tokenize", "classify"])
  func helpFitsTheScreenAndSaysHow(_ command: String) async throws {
    let result = try await Program.run(command, "--help")
    #expect(result.exitCode == 0)
    #expect(result.standardError.isEmpty)
    #expect(result.text.contains("USAGE: elman \(command) [<option> ...] [<file> ...]"))
    #expect(result.text.contains("Examples:"))
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: ["tagger", "classifier"])
  func helpOnTrainingFitsTheScreen(_ task: String) async throws {
    let result = try await Program.run("train", task, "--help")
    #expect(result.exitCode == 0)
    let usage = "USAGE: elman train \(task) "
    #expect(result.text.contains(usage))
    #expect(
      result.text.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix(usage) })
  }

  @Test(arguments: ["gradients", "recall", "plot"])
  func helpOnTheLaboratoryFitsTheScreen(_ command: String) async throws {
    let result = try await Program.run(command, "--help")
    #expect(result.exitCode == 0 && result.text.contains("Example:"))
    #expect(
      result.text.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE: ") })
  }

  @Test func withoutACommandThereIsHelp() async throws {
    let result = try await Program.run()
    #expect(result.exitCode == 0)
    #expect(result.text.contains("tag "))
  }
}
