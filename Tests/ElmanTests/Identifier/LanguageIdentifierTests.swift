import ElmanNetworks
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

@Suite struct LanguageIdentifierTests {
  private static let texts = [
    "Wer aber liest", "the owl", "", "лодка к реке", "η γάτα", "日本", "12 34", "a", "er er er er ch",
  ]

  @Test(arguments: CellKind.allCases)
  func gradientsAreThoseOfTheLoss(cell: CellKind) throws {
    let identifier = try randomIdentifier {
      $0.cell = cell
      ($0.inputDropout, $0.outputDropout) = (0.2, 0.3)
    }
    var batch = WordPieces.Batch()
    let words = ["er", "aberch", "ö", "er", "key"]
    for word in words {
      Array(word.utf8).withUnsafeBufferPointer { identifier.pieces.append($0, to: &batch) }
    }
    batch.pack()
    #expect(batch.stepCounts == words.map { $0.count + 1 })
    try expectExactGradients(
      identifier.network.layout, at: identifier.weights.single.parameters
    ) { pass in
      identifier.network.learn(
        batch, textOfWord: [0, 0, 1, 2, 2], labels: [2, 0, 3], scale: 1, in: &pass)
    }
  }

  /// The pieces that end with each character, and with the end, of at most so many characters.
  @Test func piecesOfAWord() {
    var (padded, starts): ([UInt8], [Int]) = ([], [])
    var found: [String] = []
    Array("öl".utf8).withUnsafeBufferPointer { word in
      WordPieces.forEachPiece(of: word, longest: 3, &padded, &starts) { piece, isOne in
        found.append(String(decoding: piece, as: UTF8.self) + (isOne ? "*" : ""))
      }
    }
    #expect(found == ["ö*", " ö", "l*", "öl", " öl", " *", "l ", "öl "])
  }

  /// A text gets the same bits whatever it is told together with, and with or without memory of words.
  @Test func memoryOfWordsChangesNothing() throws {
    let identifier = try randomIdentifier()
    let texts = Self.texts.map { Array($0.utf8)[...] }
    let alone = texts.map { IdentifierSession(identifier, cacheBytes: 0).identify([$0])[0] }
    let session = IdentifierSession(identifier)
    for _ in 0..<2 {
      let together = session.identify(texts)
      #expect(together.map(\.probabilities) == alone.map(\.probabilities))
    }
    // Of more words than are remembered.
    let small = IdentifierSession(identifier, cacheBytes: 0)
    let long = (0..<6_000).map {
      "w\(["a", "b", "e"][$0 % 3])" + String(repeating: "er", count: $0 % 7)
    }
    let many = (0..<12).map { part in
      Array(
        (0..<3_000).map { "\(long[$0])\(Self.letters(part * 3_000 + $0))" }.joined(separator: " ")
          .utf8)[...]
    }
    #expect(
      small.identify(many).map(\.probabilities)
        == many.map { IdentifierSession(identifier).identify([$0])[0].probabilities })
  }

  private static func letters(_ number: Int) -> String {
    String(number).map {
      String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0)))
    }
    .joined()
  }

  @Test func whatIsInNoLanguageIsUndetermined() throws {
    let identifier = try randomIdentifier()
    for text in ["", "12 34", "https://example.org", "a = b;", ":-)"] {
      let result = identifier.identify(text)
      #expect(result.label == "und" && result.probability == 1, "\(text)")
    }
    #expect(identifier.identify("er").label != "und")
  }

  /// Letters of a script that one language has tell it at once; where that is not wanted, the network is asked.
  @Test func scriptsTellLanguages() throws {
    let identifier = try randomIdentifier()
    #expect(identifier.identify("η γάτα").label == "el")
    #expect(identifier.identify("η γάτα").probability == 1)
    #expect(identifier.identify("η cat").probability < 1)
    let other = try identifier.restricted(to: ["de", "ru"])
    #expect(["de", "ru"].contains(other.identify("η γάτα").label))
  }

  @Test func answersAreRestricted() throws {
    let identifier = try randomIdentifier()
    for code in ["de", "el", "EN", "ru"] {
      let result = try identifier.restricted(to: [code]).identify("the owl")
      #expect(result.label == code.lowercased() && result.probability == 1)
    }
    #expect(throws: UnknownLanguage.self) { try identifier.restricted(to: ["de", "xx"]) }
    let text = Self.message { _ = try identifier.restricted(to: ["xx"]) }
    #expect(text == "expected languages among de, el, en, ru, found 'xx'")
  }

  private static func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
  }

  @Test func filesKeepAll() throws {
    let identifier = try randomIdentifier()
    try withTemporaryFile("") { path in
      try identifier.write(to: path, metadata: ModelMetadata())
      let read = try LanguageIdentifier(path: path)
      for text in Self.texts {
        #expect(read.identify(text).probabilities == identifier.identify(text).probabilities)
      }
      let small = try read.quantized()
      #expect(small.identify("the owl").probability > 0)
      #expect(throws: ModelError.self) { try Tagger(path: path) }
    }
  }
}
