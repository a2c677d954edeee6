import Foundation
import Testing

/// What the command makes of the sample corpora is what it made of them before: outputs in all formats, and the bytes
/// of small models. A change on purpose is written down with `.ci/golden .build/debug/elman > …/Fixtures/golden.txt`.
struct GoldenOutputTests {
  @Test func outputsAndModelsAreWhatTheyWere() async throws {
    let package = Documentation.package.path
    let result = try await Program.shell("'\(package)/.ci/golden' \"$elman\"")
    #expect(result.exitCode == 0, "\(result.standardError)")
    let fixture = package + "/Tests/ElmanCommandTests/Fixtures/golden.txt"
    let expected = Set(Documentation.lines(try String(contentsOfFile: fixture, encoding: .utf8)))
    let found = Set(Documentation.lines(result.text))
    #expect(found.subtracting(expected).sorted() == [])
    #expect(expected.subtracting(found).sorted() == [])
  }
}
