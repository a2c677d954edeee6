import ElmanText
import Testing

@testable import Elman

/// How lemmas are chosen with all that is known.
@Suite struct KnowingLemmaChooserTests {
  private let rules = [
    "lower 0 0 0 ", "lower 0 2 0 ", "lower 0 1 0 ", "whole be", "whole have", "upper 0 0 0 ",
  ]
  private let parts = ["NOUN", "VERB", "AUX"]

  /// What is chosen for a form, given the scores of the rules.
  private func lemma(
    of form: String, _ part: String, features: String? = nil, scores: [Float],
    seen: [SeenLemmas.Entry] = []
  ) throws -> String {
    let labels = try LabelSet(rules)
    let features = try LabelSet([features ?? "_"])
    let partsOfSpeech = try LabelSet(parts)
    var knowledge = TaggerKnowledge()
    knowledge.ruleUses = try LemmaRuleUses([
      (form: Array("is".utf8), rule: 3), (form: Array("'s".utf8), rule: 3),
      (form: Array("'s".utf8), rule: 4),
    ])
    knowledge.variants = CharacterVariants(CharacterVariants.known)
    knowledge.lexicon = try Lexicon(
      [
        ("swam", "swim", "VERB", "Tense=Past"), ("found", "find", "VERB", "Tense=Past"),
        ("found", "found", "VERB", "Tense=Pres"), ("churches", "church", "NOUN", "Number=Plur"),
        ("bake", "bake", "VERB", "_"), ("m", "m", "NOUN", "_"),
        ("leaves", "leave", "VERB", "VerbForm=Fin"),
      ].map {
        LexiconEntry(
          form: $0.0.utf8, lemma: $0.1.utf8, partOfSpeech: $0.2.utf8, features: $0.3.utf8)
      }, labels: rules.compactMap { LemmaRule($0) }, partsOfSpeech: partsOfSpeech)
    let column = TaggerColumn(.lemma, labels: labels).with(
      knowledge.lexicon, seen: try SeenLemmas(seen))
    var chooser = LemmaChooser(
      column, partsOfSpeech: partsOfSpeech, languagePartsOfSpeech: nil, features: features,
      words: try Vocabulary(strings: ["walk", "tig", "bak"]), knowledge: knowledge)
    var (form, scores) = (form, scores)
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let rule = scores.withUnsafeMutableBufferPointer { scores in
      form.withUTF8 {
        chooser.rule(
          for: $0,
          WordLabels(partOfSpeech: partsOfSpeech.id(of: part), features: 0),
          best: Int32(best), scores: scores)
      }
    }
    return column.rules[Int(rule)].lemma(of: form)
  }

  @Test func otherCharactersMakeTheSameLemma() throws {
    let seen = [
      SeenLemmas.Entry(form: Array("'s".utf8), partOfSpeech: "AUX", rule: 3),
      SeenLemmas.Entry(form: Array("o'er".utf8), partOfSpeech: "VERB", rule: 0),
    ]
    #expect(try lemma(of: "’s", "AUX", scores: [9, 5, 0, 0, 0, 0], seen: seen) == "be")
    // Without a rule that makes it, the lemma is in the form's own characters.
    #expect(try lemma(of: "o’er", "VERB", scores: [9, 5, 0, 0, 0, 0], seen: seen) == "o’er")
  }

  @Test func digitsStay() throws {
    #expect(try lemma(of: "'80s", "NOUN", scores: [0, 9, 1, 0, 0, 0]) == "'80")
    #expect(try lemma(of: "b2", "NOUN", scores: [1, 5, 9, 0, 0, 0]) == "b2")
  }

  @Test func verbsEndInFiniteOnesByChance() throws {
    #expect(try lemma(of: "leaves", "VERB", scores: [9, 5, 0, 0, 0, 0]) == "leave")
    #expect(try lemma(of: "cleaves", "VERB", scores: [9, 5, 0, 0, 0, 0]) == "cleaves")
    #expect(try lemma(of: "megachurches", "NOUN", scores: [9, 5, 0, 0, 0, 0]) == "megachurch")
  }

  @Test func theLexiconLimitsLemmas() throws {
    #expect(try lemma(of: "swam", "VERB", scores: [9, 5, 0, 0, 0, 0]) == "swim")
    #expect(try lemma(of: "Swam", "VERB", scores: [9, 5, 0, 0, 0, 0]) == "swim")
    #expect(try lemma(of: "churches", "NOUN", scores: [0, 1, 9, 0, 0, 0]) == "church")
    // Another part of speech.
    #expect(try lemma(of: "swam", "NOUN", scores: [9, 5, 0, 0, 0, 0]) == "swam")
  }

  @Test func featuresTellReadingsApart() throws {
    let scores: [Float] = [9, 5, 0, 0, 0, 0]
    #expect(try lemma(of: "found", "VERB", features: "Tense=Past", scores: scores) == "find")
    #expect(try lemma(of: "found", "VERB", features: "Tense=Pres", scores: scores) == "found")
    #expect(try lemma(of: "found", "VERB", features: "Person=3", scores: scores) == "found")
    // Features that no reading has limit nothing.
    #expect(try lemma(of: "swam", "VERB", features: "Tense=Pres", scores: scores) == "swim")
  }

  @Test func aLemmaGoesBeforeAWord() throws {
    #expect(try lemma(of: "baked", "VERB", scores: [0, 5, 3, 0, 0, 0]) == "bake")
    #expect(try lemma(of: "walked", "VERB", scores: [0, 2, 3, 0, 0, 0]) == "walk")
    #expect(try lemma(of: "baked", "VERB", scores: [0, 30, 3, 0, 0, 0]) == "bak")
    // An unknown word may be a name.
    #expect(try lemma(of: "tigs", "NOUN", scores: [4, 0, 1, 0, 0, 0]) == "tigs")
  }

  @Test func rulesForWholeWordsServeThoseThatHadThem() throws {
    let scores: [Float] = [1, 0, 0, 9, 0, 0]
    #expect(try lemma(of: "is", "AUX", scores: scores) == "be")
    #expect(try lemma(of: "IS", "AUX", scores: scores) == "be")
    #expect(try lemma(of: "ore", "AUX", scores: scores) == "ore")
    // All others may be worse still.
    #expect(try lemma(of: "ore", "AUX", scores: [-99, -98, -97, 9, 8, -96]) == "ORE")
  }

  @Test func ofSeveralSeenTheScoresOrTheLexiconDecide() throws {
    let seen = [
      SeenLemmas.Entry(form: Array("'s".utf8), partOfSpeech: "AUX", rule: 3, others: [4]),
      SeenLemmas.Entry(form: Array("m".utf8), partOfSpeech: "NOUN", rule: 5, others: [0]),
    ]
    #expect(try lemma(of: "'s", "AUX", scores: [9, 0, 0, 2, 1, 0], seen: seen) == "be")
    #expect(try lemma(of: "'s", "AUX", scores: [9, 0, 0, 1, 2, 0], seen: seen) == "have")
    #expect(try lemma(of: "’s", "AUX", scores: [9, 0, 0, 1, 2, 0], seen: seen) == "have")
    #expect(try lemma(of: "m", "NOUN", scores: [0, 0, 0, 0, 0, 9], seen: seen) == "m")
  }
}
