import Elman
import ElmanTestSupport
import Foundation
import Testing

/// Every input and every output of `elman classify`, on texts that the model knows.
struct ClassifyTests {
  private static let lines = TinyClassifier.texts.map { "\($0.0)\n" }.joined()

  /// The columns of a line of the output.
  private func columns(_ line: some StringProtocol) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
  }

  private func rows(_ result: Program) -> [[String]] {
    result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(columns)
  }

  private func isShare(_ text: String) -> Bool {
    guard let number = Double(text) else { return false }
    return text.utf8.count == 6 && 0...1 ~= number
  }

  @Test func aLineIsAText() async throws {
    let result = try await Program.run("classify", input: Self.lines.utf8)
    #expect(result.exitCode == 0)
    #expect(result.standardError.isEmpty)
    let rows = rows(result)
    #expect(rows.map { $0[0] } == TinyClassifier.texts.map(\.1))
    #expect(rows.map { $0[2] } == TinyClassifier.texts.map(\.0))
    #expect(rows.allSatisfy { $0.count == 3 && isShare($0[1]) && Double($0[1]) ?? 0 >= 0.5 })
  }

  @Test func everyLineGetsItsLine() async throws {
    let text = "\n  \nWhat\tfun\r\n\u{FEFF}\0\r.\n\nA fine day!"
    let result = try await Program.run("classify", "--output", "tsv", input: text.utf8)
    #expect(result.standardError.isEmpty)
    let rows = rows(result)
    #expect(rows.map { $0[2] } == ["", "  ", "What fun", "\u{FEFF}\0 .", "", "A fine day!"])
    #expect(rows.allSatisfy { $0.count == 3 && isShare($0[1]) })
    // What is empty is told as one says it of every empty text.
    #expect(rows[0][...1] == rows[4][...1])
    #expect(rows[2][0] == "positive")
  }

  @Test func nothingGivesNothing() async throws {
    let result = try await Program.run("classify")
    #expect(result.exitCode == 0)
    #expect(result.standardOutput.isEmpty && result.standardError.isEmpty)
  }

  @Test(arguments: [1, 2, 9])
  func topTellsTheBestLabels(_ top: Int) async throws {
    let result = try await Program.run("classify", "--top", "\(top)", input: Self.lines.utf8)
    for (row, text) in zip(rows(result), TinyClassifier.texts) {
      #expect(row.count == 2 * min(top, 2) + 1)
      #expect(row[0] == text.1 && row.last == text.0)
      guard top > 1, row.count == 5 else { continue }
      #expect(Set([row[0], row[2]]) == ["negative", "positive"])
      let (first, second) = (Double(row[1]) ?? 0, Double(row[3]) ?? 0)
      #expect(first >= second && abs(first + second - 1) < 2e-4)
    }
  }

  @Test func explanationsWeighEachWord() async throws {
    let result = try await Program.run(
      "classify", "--explain", input: "Mira can't: see 10:30!\n\n  \nfun".utf8)
    let rows = rows(result)
    #expect(rows.allSatisfy { $0.count == 4 })
    let pairs = rows[0][3].split(separator: " ").map { pair in
      let colon = pair.lastIndex(of: ":") ?? pair.startIndex
      return (word: pair[..<colon], weight: Double(pair[pair.index(after: colon)...]) ?? -1)
    }
    #expect(pairs.map(\.word).joined() == "Miracan't:see10:30!")
    #expect(abs(pairs.reduce(0) { $0 + $1.weight } - 1) < 1e-3)
    #expect(pairs.allSatisfy { $0.weight >= 0 })
    #expect(rows[1][3].isEmpty && rows[2][3].isEmpty)
    #expect(rows[3][3] == "fun:1.0000")
  }

  @Test func prettyIsPlainWhereNobodyWatches() async throws {
    let text = "What fun\n\nMira\u{1B}[31m hates\tthe rain.\n"
    let plain = try await Program.run("classify", "--output", "pretty", input: text.utf8)
    let lines = plain.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains(/^positive \d+\.\d % \(\+\d\.\d\d\)  What fun$/))
    #expect(lines[1].contains(/^(negative|positive) \d+\.\d % \([+-]\d\.\d\d\)  $/))
    #expect(lines[2].contains(/^negative \d+\.\d % \(-\d\.\d\d\)  Mira␛\[31m hates␉the rain\.$/))

    let explained = try await Program.run(
      "classify", "--output", "pretty", "--explain", "--top", "2", input: text.utf8)
    #expect(!explained.standardOutput.contains(0x1B))
    let weights = explained.text.split(separator: "\n").filter { $0.hasPrefix("  weights: ") }
    // An empty text has no word to name.
    #expect(weights.count == 2)
    #expect(weights[0].contains(/^  weights: (What|fun) \d\.\d\d, (What|fun) \d\.\d\d$/))
    #expect(explained.text.contains(/positive \d+\.\d %, negative \d+\.\d % \(/))
    #expect(explained.text.contains("Mira␛[31m hates␉the rain.\n"))
  }

  @Test func documentsAreWholeFiles() async throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("\u{FEFF}What\nfun\r\n".utf8, to: "a.txt")
    let second = try folder.write([], to: "b.txt")
    let result = try await Program.run(
      "classify", "--input", "document", first, second, "-", input: "No\n\ntea.\n\n".utf8)
    #expect(result.standardError.isEmpty)
    #expect(rows(result).map { $0[2] } == ["What fun", "", "No  tea. "])
    #expect(rows(result).map { $0[0] }.last == "negative")
  }

  @Test func filesAreReadInTurn() async throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("What fun\nNo tea.".utf8, to: "a.txt")
    let second = try folder.write("A dull day!".utf8, to: "b.txt")
    let result = try await Program.shell(
      """
      gzip '\(second)' && "$elman" classify --output jsonl '\(first)' '\(second).gz' - '\(first)'
      """, input: "A fine day!\n")
    #expect(result.exitCode == 0)
    let texts = try JSONText.all(in: result.text)
    #expect(
      texts.map(\.text) == [
        "What fun", "No tea.", "A dull day!", "A fine day!", "What fun", "No tea.",
      ])
    #expect(texts.map(\.document) == [first, first, second + ".gz", nil, first, first])
    #expect(
      texts.map(\.label) == [
        "positive", "negative", "negative", "positive", "positive", "negative",
      ])
  }
}

/// A line of JSON output, read by another reader than ours.
struct JSONText: Decodable {
  struct Token: Decodable {
    var text: String
    var utf8Start, utf8End, utf16Start, utf16End: Int
    var weight: Double
  }

  struct Label: Decodable, Equatable {
    var label: String
    var probability: Double
  }

  var document: String?
  var text: String
  var label: String
  var probability: Double
  var sentiment: Double?
  var labels: [Label]
  var tokens: [Token]?

  static func all(in text: String) throws -> [JSONText] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(JSONText.self, from: Data($0.utf8))
    }
  }
}

struct ClassifyJSONTests {
  @Test func anObjectAText() async throws {
    let result = try await Program.run(
      "classify", "--output", "jsonl", input: "What fun\n\n\"No\" \\tea.\u{1}\n".utf8)
    let texts = try JSONText.all(in: result.text)
    #expect(texts.map(\.text) == ["What fun", "", "\"No\" \\tea.\u{1}"])
    #expect(texts[0].label == "positive")
    for text in texts {
      #expect(text.labels.map(\.label).sorted() == ["negative", "positive"])
      #expect(text.labels[0] == .init(label: text.label, probability: text.probability))
      #expect(text.document == nil && text.tokens == nil)
      let sign = text.label == "positive" ? 1.0 : -1
      let sentiment = try #require(text.sentiment)
      #expect(abs(sentiment - sign * (2 * text.probability - 1)) < 3e-4)
    }
    let best = try await Program.run(
      "classify", "--output", "jsonl", "--top", "1", input: "What fun\n".utf8)
    #expect(try JSONText.all(in: best.text)[0].labels == [texts[0].labels[0]])
  }

  @Test(arguments: ["line", "document"])
  func offsetsCutTheTokensFromTheText(_ unit: String) async throws {
    let lines = [
      "She said \"no\\yes\" \u{1}\u{7F} and\ttab. \0 end", "",
      "  👩‍👩‍👧 𝒳 日本語 e\u{301}té. \u{2028}Next \u{FEFF}one\u{A0}here…",
      String(repeating: "Mira naps. Two old owls, ", count: 40),
    ]
    let result = try await Program.run(
      "classify", "--output", "jsonl", "--explain", "--input", unit,
      input: lines.joined(separator: "\n").utf8)
    let texts = try JSONText.all(in: result.text)
    #expect(texts.map(\.text) == (unit == "line" ? lines : [lines.joined(separator: "\n")]))
    for text in texts {
      let tokens = try #require(text.tokens)
      #expect(tokens.isEmpty == text.text.isEmpty)
      for token in tokens {
        #expect(
          Array(Array(text.text.utf8)[token.utf8Start..<token.utf8End]) == Array(token.text.utf8))
        #expect(
          Array(Array(text.text.utf16)[token.utf16Start..<token.utf16End])
            == Array(token.text.utf16))
      }
      // Every character that shows stands in a token.
      let letters = { (text: String) in
        text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }.map(\.value)
      }
      #expect(letters(tokens.map(\.text).joined()) == letters(text.text))
      guard !tokens.isEmpty else { continue }
      #expect(abs(tokens.reduce(0) { $0 + $1.weight } - 1) < 0.02)
    }
  }
}
