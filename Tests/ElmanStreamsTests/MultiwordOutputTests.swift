import Elman
import ElmanCorpora
import ElmanText
import Foundation
import Testing

@testable import ElmanStreams

/// Words of multiword tokens in every output.
struct MultiwordOutputTests {
  private static let sentence: Sentence = {
    var sentence = Sentence(
      words: ["Zoë's", "dog", "can't", "du", "x"], spacesAfter: [true, true, true, true, false])
    sentence.splitTokens { index, _ in
      [0: ["Zoë", "'s"], 2: ["ca", "n't"], 3: ["de", "le"]][index]?.map { Array($0.utf8) }
    }
    return sentence
  }()

  @Test func jsonTellsOfWordsAndOfTokens() throws {
    var output: [UInt8] = []
    JSONLinesWriter(.untagged()).write(StreamSentence(sentence: Self.sentence), nil, to: &output)
    let read = try #require(try JSONSentence.all(in: output).first)
    #expect(read.tokens.map(\.tokenId) == [0, 0, nil, 2, 2, 3, 3, nil])
    #expect(read.tokens.map(\.utf8Start) == [0, 4, 7, 11, 13, 17, 17, 20])
    #expect(read.tokens.map(\.utf8End) == [4, 6, 10, 13, 16, 19, 19, 21])
    #expect(read.tokens.map(\.utf16Start) == [0, 3, 6, 10, 12, 16, 16, 19])
    let multiwords = try #require(read.multiwords)
    #expect(multiwords.map(\.tokenId) == [0, 2, 3])
    #expect(multiwords.map(\.text) == ["Zoë's", "can't", "du"])
    #expect(multiwords.map(\.tokenStart) == [0, 3, 5])
    #expect(multiwords.map(\.tokenEnd) == [2, 5, 7])
    #expect(multiwords.map(\.utf8Start) == [0, 11, 17])
    #expect(multiwords.map(\.utf8End) == [6, 16, 19])
    #expect(multiwords.map(\.utf16End) == [5, 15, 18])
  }

  @Test func aSentenceWithoutThemSaysNothing() {
    var output: [UInt8] = []
    JSONLinesWriter(.untagged()).write(
      StreamSentence(sentence: Sentence(words: ["a"])), nil, to: &output)
    #expect(
      String(decoding: output, as: UTF8.self)
        == #"{"text":"a","tokens":[{"text":"a","utf8Start":0,"utf8End":1,"utf16Start":0,"utf16End":1}]}"#
        + "\n")
  }

  private static func bracketed(
    _ spans: [(Range<Int>, String)], hasColours: Bool = false
  ) -> String {
    var output: [UInt8] = []
    EntityText(screen: Screen(width: 80, hasColours: hasColours)).write(
      sentence, spans.map { LabelledSpan(range: $0.0, type: $0.1) }, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func entitiesEndWithinTokens() {
    #expect(Self.bracketed([(0..<1, "PER")]) == "[Zoë PER]'s dog can't du x\n")
    #expect(Self.bracketed([(1..<2, "A")]) == "Zoë['s A] dog can't du x\n")
    #expect(Self.bracketed([(0..<1, "A"), (1..<4, "B")]) == "[Zoë A]['s dog ca B]n't du x\n")
    #expect(Self.bracketed([(4..<6, "A"), (6..<8, "B")]) == "Zoë's dog ca[n't du A] x\n")
    #expect(Self.bracketed([(6..<8, "B")]) == "Zoë's dog can't [du x B]\n")
    let plain = Self.bracketed([(0..<1, "PER")], hasColours: true)
      .replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == "Zoë PER's dog can't du x\n")
  }

  @Test func entitiesHaveTheirWordsPlaces() {
    let entities = Self.sentence.entities(
      [LabelledSpan(range: 0..<1, type: "PER"), LabelledSpan(range: 1..<4, type: "A")])
    #expect(entities.map(\.range) == [0..<4, 4..<13])
    #expect(entities.map(\.position.upperBound.utf16) == [3, 12])
    #expect(entities.map(\.scalars) == [0..<3, 3..<12])
  }
}
