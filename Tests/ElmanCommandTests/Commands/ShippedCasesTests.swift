import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanCommand

/// What the shipped models make of plain sentences.
struct ShippedCasesTests {
  /// For each kind the share of 100 that was reached; more is welcome, less is a fault.
  private static let tagger: [(kind: String, least: Double)] = [
    ("whole", 97), ("tokens", 99), ("sentences", 97), ("lemma", 92), ("upos", 85), ("entity", 91),
  ]

  private struct Answer: Decodable {
    struct Kind: Decodable {
      let kind: String
      let right, cases: Int
    }

    let kinds: [Kind]
  }

  private func expect(_ reached: [(kind: String, least: Double)], _ model: String, _ file: String)
    async throws
  {
    let folder = try TemporaryFolder()
    let path = Documentation.package.appending(
      path: "Tests/ElmanCommandTests/Fixtures/Cases/\(file).tsv"
    ).path
    let result = try await Program.run(
      "evaluate", "--cases", "--json", "--model", model, path,
      environment: ["ELMAN_MODELS": folder.path])
    let answer = try JSONDecoder().decode(Answer.self, from: Data(result.text.utf8))
    #expect(answer.kinds.map(\.kind) == reached.map(\.kind))
    for (kind, reached) in zip(answer.kinds, reached) {
      #expect(kind.cases >= 60)
      #expect(100 * Double(kind.right) >= reached.least * Double(kind.cases), "\(kind.kind)")
    }
  }

  @Test func mostCasesOfTheTaggerAreRight() async throws {
    try await expect(Self.tagger, "english", "english")
  }

  @Test func mostCasesOfSentimentAreRight() async throws {
    try await expect([("sentiment", 97)], "english-sentiment", "sentiment")
    try await expect([("sentiment", 98)], "english-sentiment", "sentiment-blind")
    try await expect([("sentiment", 94)], "english-sentiment", "sentiment-fresh")
  }
}
