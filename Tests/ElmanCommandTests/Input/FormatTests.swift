import Elman
import Foundation
import Testing

/// A model file that any version wrote is a model for every later one.
///
/// `Fixtures/Format1` holds models of each kind, made by the first version from `Corpora/samples`, and
/// what that version wrote of `text.txt` with them, but that words of multiword tokens have places of their own
/// since. The models must never be made anew.
@Suite struct FormatTests {
  struct Model: Sendable, CustomTestStringConvertible {
    let name: String
    let command: String

    var testDescription: String { name }
  }

  private static let models = [
    Model(name: "tagger", command: "tag"), Model(name: "tagger-int8", command: "tag"),
    Model(name: "classifier", command: "classify"),
    Model(name: "classifier-int8", command: "classify"),
    Model(name: "tokenizer", command: "tokenize"),
    Model(name: "tokenizer-int8", command: "tokenize"),
  ]

  private static let folder = Documentation.package.appending(path: "Tests/ElmanCommandTests")
    .appending(path: "Fixtures/Format1").path

  @Test(arguments: models)
  func modelsOfTheFirstFormatAnswerAsTheyDid(_ model: Model) async throws {
    let result = try await Program.shell(
      """
      cd '\(Self.folder)' && \
      "$elman" \(model.command) --model ./\(model.name).safetensors --output jsonl text.txt
      """)
    #expect(result.exitCode == 0 && result.standardError.isEmpty, "\(result.standardError)")
    try Self.expect(result.text, isAsIn: "\(model.name).jsonl")
  }

  @Test func aLanguageModelOfTheFirstFormatPredictsAsItDid() async throws {
    let result = try await Program.shell(
      """
      cd '\(Self.folder)' && \
      "$elman" evaluate --model ./language-model.safetensors --json text.txt \
      | sed 's/"wordsPerSecond":[0-9.]*/"wordsPerSecond":0/'
      """)
    #expect(result.exitCode == 0 && result.standardError.isEmpty, "\(result.standardError)")
    try Self.expect(result.text, isAsIn: "language-model.jsonl")
  }

  @Test func theFixturesAreOfTheFirstFormat() async throws {
    for name in Self.models.map(\.name) + ["language-model"] {
      let path = "\(Self.folder)/\(name).safetensors"
      let inspected = try await Program.run("inspect", "--json", path)
      #expect(inspected.text.contains(#""elman.format":"1""#))
      // The first version stored no checksums.
      let verified = try await Program.run("inspect", "--verify", path)
      #expect(verified.exitCode == 65)
      #expect(verified.standardError.hasPrefix("error: \(path): no checksums to verify"))
    }
  }

  /// Compares lines of JSON. Numbers have four digits after the point, the last of which may differ
  /// where a machine's mathematical functions do.
  private static func expect(_ found: String, isAsIn name: String) throws {
    let expected = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    let (lines, expectedLines) = (found.split(separator: "\n"), expected.split(separator: "\n"))
    #expect(lines.count == expectedLines.count)
    for (line, expected) in zip(lines, expectedLines) {
      let (pieces, expectedPieces) = (pieces(of: line), pieces(of: expected))
      #expect(pieces.text == expectedPieces.text)
      #expect(pieces.numbers.count == expectedPieces.numbers.count)
      for (number, expected) in zip(pieces.numbers, expectedPieces.numbers) {
        #expect(abs(number - expected) < 1.5e-4 * max(1, abs(expected)))
      }
    }
  }

  /// A line without its numbers that have a point, and those numbers.
  private static func pieces(of line: Substring) -> (text: String, numbers: [Double]) {
    var numbers: [Double] = []
    let text = String(line).replacing(/-?[0-9]+\.[0-9]+/) { match in
      numbers.append(Double(match.output) ?? .nan)
      return "#"
    }
    return (text, numbers)
  }
}
