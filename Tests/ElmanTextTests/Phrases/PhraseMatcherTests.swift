import ElmanTestSupport
import Testing

@testable import ElmanText

@Suite struct PhraseMatcherTests {
  private func table(_ phrases: [(String, Bool)]) -> PhraseTable {
    PhraseTable(
      phrases.map {
        PhraseTable.Phrase(
          key: ComparedText.key(of: $0.utf8, ignoringCase: $1), ignoresCase: $1)
      })
  }

  private func matches(
    _ phrases: [(String, Bool)], _ words: [String], accept: (Int) -> Bool = { _ in true }
  ) -> [[Int]] {
    let sentence = Sentence(words: words)
    var matcher = PhraseMatcher(table(phrases))
    return matcher.matches(in: sentence.text, sentence.words.map { PhraseUnit($0.range) }) {
      accept($0.phrase)
    }.map { [$0.units.lowerBound, $0.units.upperBound, $0.phrase] }
  }

  @Test func theLeftmostAndLongestIsTaken() {
    let phrases = [("a b", false), ("a", false), ("b c d", false), ("a b c", false)]
    #expect(matches(phrases, ["a", "b", "c", "d"]) == [[0, 3, 3]])
    #expect(matches(phrases, ["x", "a", "b", "d"]) == [[1, 3, 0]])
    #expect(matches(phrases, ["b", "c", "d", "a"]) == [[0, 3, 2], [3, 4, 1]])
  }

  @Test func whatIsNotAcceptedGivesWayToShorterOnes() {
    let phrases = [("a b", false), ("a", false), ("b c", false)]
    #expect(matches(phrases, ["a", "b", "c"]) { $0 != 0 } == [[0, 1, 1], [1, 3, 2]])
  }

  @Test func theOwnCaseGoesBeforeAny() {
    let phrases = [("Acme", true), ("ACME", false), ("acme works", true)]
    #expect(matches(phrases, ["ACME"]) == [[0, 1, 1]])
    #expect(matches(phrases, ["acme"]) == [[0, 1, 0]])
    #expect(matches(phrases, ["ACME", "Works"]) == [[0, 2, 2]])
  }

  @Test func phrasesEndWhereUnitsDo() {
    #expect(matches([("ab", false), ("a b", false)], ["abc", "ab", "a", "bc"]) == [[1, 2, 0]])
  }

  /// Random phrases in random words, against comparing each phrase with each run of words.
  @Test(arguments: 0..<60) func findsWhatANaiveMatcherFinds(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func words(_ longest: Int) -> [String] {
      (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        ["a", "A", "b", "é", "É", "ab"].randomElement(using: &random) ?? ""
      }
    }
    let phrases = (0..<12).map { _ in
      (
        words(3).joined(separator: ["", " ", "\t "].randomElement(using: &random) ?? ""),
        Bool.random(using: &random)
      )
    }
    let spaced = words(20)
    let sentence = Sentence(
      words: spaced, spacesAfter: spaced.map { _ in Bool.random(using: &random) })
    var matcher = PhraseMatcher(table(phrases))
    let units = sentence.words.map { PhraseUnit($0.range) }
    let found = matcher.matches(in: sentence.text, units)
    var expected: [PhraseMatcher.Match] = []
    var unit = 0
    while unit < units.count {
      var best: PhraseMatcher.Match?
      for end in (unit..<units.count).reversed() where best == nil {
        let text = sentence.text[units[unit].range.lowerBound..<units[end].range.upperBound]
        for ignoresCase in [false, true] where best == nil {
          let key = ComparedText.key(of: text, ignoringCase: ignoresCase)
          let number = phrases.firstIndex {
            $0.1 == ignoresCase && ComparedText.key(of: $0.0.utf8, ignoringCase: $0.1) == key
          }
          best = number.map { .init(units: unit..<end + 1, phrase: $0) }
        }
      }
      if let best { expected.append(best) }
      unit = best?.units.upperBound ?? unit + 1
    }
    #expect(found == expected)
  }
}
