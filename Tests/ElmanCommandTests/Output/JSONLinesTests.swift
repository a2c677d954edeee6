import ElmanTestSupport
import Foundation
import Testing

/// A line of JSON output, read by another reader than ours.
struct JSONSentence: Decodable {
  struct Token: Decodable {
    var text: String
    var tokenId: Int?
    var utf8Start, utf8End, utf16Start, utf16End: Int
    var tag: String?
    var probability: Double?
    var upos, xpos, feats, lemma: String?
    var uposProbability, lemmaProbability: Double?
  }

  struct Multiword: Decodable {
    var tokenId: Int
    var text: String
    var tokenStart, tokenEnd, utf8Start, utf8End, utf16Start, utf16End: Int
  }

  struct Entity: Decodable {
    var type, text: String
    var tokenStart, tokenEnd, utf8Start, utf8End, utf16Start, utf16End: Int
    var probability: Double?
  }

  var document: String?
  var text: String
  var tokens: [Token]
  var multiwords: [Multiword]?
  var entities: [Entity]?

  static func all(in text: String) throws -> [JSONSentence] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(JSONSentence.self, from: Data($0.utf8))
    }
  }
}

struct JSONLinesTests {
  @Test func anObjectASentence() async throws {
    let result = try await Program.run("tokenize", "--output", "jsonl", input: "Ça va?\n".utf8)
    #expect(
      result.text == """
        {"text":"Ça va?","tokens":[\
        {"text":"Ça","utf8Start":0,"utf8End":3,"utf16Start":0,"utf16End":2},\
        {"text":"va","utf8Start":4,"utf8End":6,"utf16Start":3,"utf16End":5},\
        {"text":"?","utf8Start":6,"utf8End":7,"utf16Start":5,"utf16End":6}]}

        """)
  }

  @Test func wordsOfAMultiwordTokenStandInTheirRows() async throws {
    let row = { (id: String, form: String) in "\(id)\t\(form)" + String(repeating: "\t_", count: 8)
    }
    let input = [row("1-2", "Dès"), row("1", "De"), row("2", "ès"), row("3", "midi")]
    let result = try await Program.run(
      "tokenize", "--input", "conllu", "--output", "jsonl",
      input: (input.joined(separator: "\n") + "\n\n").utf8)
    let sentence = try #require(try JSONSentence.all(in: result.text).first)
    #expect(sentence.text == "Dès midi")
    #expect(sentence.tokens.map(\.text) == ["De", "ès", "midi"])
    #expect(sentence.tokens.map(\.tokenId) == [0, 0, nil])
    #expect(sentence.tokens.map(\.utf8Start) == [27, 48, 70])
    #expect(sentence.tokens.map(\.utf8End) == [29, 51, 74])
    #expect(sentence.tokens.map(\.utf16End) == [28, 49, 72])
    let multiwords = try #require(sentence.multiwords)
    #expect(multiwords.map(\.text) == ["Dès"])
    #expect(multiwords.map(\.utf8Start) == [4] && multiwords.map(\.utf8End) == [8])
  }

  @Test(arguments: [
    "She said \"no\\yes\" \u{1}\u{1F}\u{7F} and\ttab\r\nline. \0 end",
    "  👩‍👩‍👧 𝒳 日本語 e\u{301}té.\n\n\u{2028}Next \u{FEFF}one\u{A0}here…",
  ])
  func offsetsCutTheTokensFromTheText(_ text: String) async throws {
    let result = try await Program.run("tag", "--output", "jsonl", input: text.utf8)
    let sentences = try JSONSentence.all(in: result.text)
    #expect(!sentences.isEmpty)
    for token in sentences.flatMap(\.tokens) {
      #expect(Array(Array(text.utf8)[token.utf8Start..<token.utf8End]) == Array(token.text.utf8))
      #expect(
        Array(Array(text.utf16)[token.utf16Start..<token.utf16End]) == Array(token.text.utf16))
      let probability = try #require(token.probability)
      #expect(0...1 ~= probability)
      #expect(token.tag != nil)
    }
  }

  @Test func filesAreNamedAndCountedEachFromItsStart() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("Mira naps".utf8, to: "a \"quoted\" name.txt")
    let result = try await Program.run(
      "tag", "--output", "jsonl", path, path, "-", input: "Owls".utf8)
    let sentences = try JSONSentence.all(in: result.text)
    #expect(sentences.map(\.document) == [path, path, nil])
    #expect(sentences.map { $0.tokens.first?.utf8Start } == [0, 0, 0])
  }
}
