import Testing

struct HelpTests {
  @Test(arguments: ["tag", "tokenize"])
  func helpFitsTheScreenAndSaysHow(_ command: String) async throws {
    let result = try await Program.run(command, "--help")
    #expect(result.exitCode == 0)
    #expect(result.standardError.isEmpty)
    #expect(result.text.contains("USAGE: elman \(command) [<option> ...] [<file> ...]"))
    #expect(result.text.contains("Examples:"))
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func withoutACommandThereIsHelp() async throws {
    let result = try await Program.run()
    #expect(result.exitCode == 0)
    #expect(result.text.contains("tag "))
  }
}
