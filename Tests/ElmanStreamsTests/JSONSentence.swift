import Foundation

/// A line of JSON output, read by another reader than ours.
struct JSONSentence: Decodable {
  struct Token: Decodable {
    var text: String
    var tokenId: Int?
    var utf8Start, utf8End, utf16Start, utf16End: Int
    var upos: String?
    var uposProbability: Double?
  }

  struct Multiword: Decodable {
    var tokenId: Int
    var text: String
    var tokenStart, tokenEnd, utf8Start, utf8End, utf16Start, utf16End: Int
  }

  var document: String?
  var tokens: [Token]
  var multiwords: [Multiword]?

  static func all(in lines: [UInt8]) throws -> [JSONSentence] {
    try lines.split(separator: 0x0A).map {
      try JSONDecoder().decode(JSONSentence.self, from: Data($0))
    }
  }
}
