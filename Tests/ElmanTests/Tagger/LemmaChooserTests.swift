import ElmanText
import Testing

@testable import Elman

@Suite struct LemmaChooserTests {
  /// What is chosen for a form, given the scores of the rules that cut nothing, cut two letters, and
  /// cut one.
  private func lemma(
    of form: String, _ partOfSpeech: Int?, _ languagePartOfSpeech: Int? = nil, scores: [Float],
    seen: SeenLemmas? = nil
  ) throws -> String {
    let rules = try LabelSet(["lower 0 0 0 ", "lower 0 2 0 ", "lower 0 1 0 "])
    var chooser = LemmaChooser(
      TaggerColumn(.lemma, labels: rules, seen: seen),
      partsOfSpeech: try LabelSet(["NOUN", "VERB"]),
      languagePartsOfSpeech: try LabelSet(["VBD", "VBN"]),
      words: try Vocabulary(strings: ["bake", "walk"]))
    var (form, scores) = (form, scores)
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let rule = scores.withUnsafeMutableBufferPointer { scores in
      form.withUTF8 {
        chooser.rule(
          for: $0,
          WordLabels(partOfSpeech: partOfSpeech, languagePartOfSpeech: languagePartOfSpeech),
          best: Int32(best), scores: scores)
      }
    }
    return try #require(LemmaRule(rules[Int(rule)])).lemma(of: form)
  }

  @Test func aKnownWordIsPreferred() throws {
    #expect(try lemma(of: "baked", 1, scores: [0, 3, 2]) == "bake")
    // Not one that is much less likely.
    #expect(try lemma(of: "baked", 1, scores: [0, 9, 2]) == "bak")
    #expect(try lemma(of: "Walked", 1, scores: [0, 3, 2.5]) == "walk")
    #expect(try lemma(of: "zzz", nil, scores: [0, 1, 2]) == "zz")
  }

  @Test func whatWasSeenIsRemembered() throws {
    let seen = try SeenLemmas([
      .init(form: Array("baked".utf8), partOfSpeech: "VERB", rule: 2),
      .init(form: Array("baked".utf8), partOfSpeech: "NOUN", rule: 0),
      .init(form: Array("baked".utf8), partOfSpeech: "VERB", languagePartOfSpeech: "VBN", rule: 1),
    ])
    let scores: [Float] = [0, 99, 0]
    #expect(try lemma(of: "baked", 1, scores: scores, seen: seen) == "bake")
    #expect(try lemma(of: "baked", 1, 0, scores: scores, seen: seen) == "bake")
    #expect(try lemma(of: "baked", 1, 1, scores: scores, seen: seen) == "bak")
    #expect(try lemma(of: "baked", 0, 1, scores: scores, seen: seen) == "baked")
    #expect(try lemma(of: "baked", 0, scores: scores, seen: seen) == "baked")
    #expect(try lemma(of: "Baked", 0, scores: scores, seen: seen) == "bak")
    #expect(try lemma(of: "baked", nil, scores: scores, seen: seen) == "bak")
  }
}
