import ElmanTestSupport
import Testing

@testable import ElmanText

@Suite struct LemmaRuleTests {
  /// Invented pairs with the rule that is the shortest.
  static let pairs: [(form: String, lemma: String, rule: String)] = [
    ("owl", "owl", "lower 0 0 0 "), ("Owls", "owl", "lower 0 1 0 "),
    ("flies", "fly", "lower 0 3 0 y"), ("FLIES", "fly", "lower 0 3 0 y"),
    ("Mira", "Mira", "keep 0 0 0 "), ("MIRA", "Mira", "capital 0 0 0 "),
    ("nato", "NATO", "upper 0 0 0 "), ("is", "be", "whole be"),
    ("gegangen", "gehen", "whole gehen"), ("gesagt", "sagen", "lower 2 1 0 en"),
    ("ÄPFEL", "apfel", "lower 1 0 1 a"), ("Größe", "größe", "lower 0 0 0 "),
    ("’s", "’s", "lower 0 0 0 "), ("😴😴", "😴", "lower 0 1 0 "), ("a b", "a c d", "lower 0 1 0 c d"),
  ]

  @Test(arguments: pairs)
  func theShortestRuleIsFound(form: String, lemma: String, rule: String) throws {
    let found = try #require(LemmaRule.candidates(form: form, lemma: lemma).first)
    #expect(found.rule.description == rule)
    #expect(found.rule.lemma(of: form) == lemma)
  }

  @Test func rulesAreReadAsTheyAreWritten() {
    for pair in Self.pairs {
      for (rule, _) in LemmaRule.candidates(form: pair.form, lemma: pair.lemma) {
        #expect(LemmaRule(rule.description) == rule)
      }
    }
    for text in [
      "", "whole", "lower", "lower 1 2 3", "lower 0 0 4 abc", "x 0 0 0 ", "keep -1 0 0 ",
    ] {
      #expect(LemmaRule(text) == nil, "\(text)")
    }
    #expect(LemmaRule("whole \u{301}a")?.description == "whole \u{301}a")
  }

  @Test func everyCandidateMakesTheLemma() {
    var generator = SeededGenerator(seed: 5)
    let scalars = Array("abAB é\u{301}İißſΣςǆ犬👩‍🔬".unicodeScalars)
    func word() -> String {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        view.append(scalars[Int.random(in: scalars.indices, using: &generator)])
      }
      return String(view)
    }
    for _ in 0..<2_000 {
      let (form, lemma) = (word(), word())
      let candidates = LemmaRule.candidates(form: form, lemma: lemma)
      #expect(candidates.isEmpty == lemma.isEmpty)
      for (rule, _) in candidates {
        #expect(Array(rule.lemma(of: form).utf8) == Array(lemma.utf8))
      }
      // A rule of one word must do something with any other.
      let other = word()
      for (rule, _) in candidates {
        #expect(rule.lemma(of: other).isEmpty == false || other.isEmpty)
      }
    }
  }

  @Test func whatDoesNotFitLeavesTheForm() {
    #expect(LemmaRule(casing: .lower, cutStart: 1, cutEnd: 2, suffix: "y").lemma(of: "Ab") == "ab")
    #expect(LemmaRule(casing: .keep, cutStart: 0, cutEnd: 2).lemma(of: "is") == "is")
    #expect(LemmaRule(casing: .lower, cutStart: 0, cutEnd: 2).lemma(of: "ÉÉ") == "éé")
    #expect(LemmaRule(casing: .lower, cutStart: 4, cutEnd: 2, suffix: "y").lemma(of: "É") == "é")
    #expect(LemmaRule.unchanged.lemma(of: "") == "")
  }

  @Test func illFormedBytesAreRepairedNotLost() {
    var lemma: [UInt8] = []
    let form: [UInt8] = [0x41, 0xFF, 0x42]
    form.withUnsafeBufferPointer {
      LemmaRule(casing: .lower, cutStart: 0, cutEnd: 0).append(to: &lemma, lemmaOf: $0)
    }
    #expect(String(decoding: lemma, as: UTF8.self) == "a\u{FFFD}b")
  }

  @Test func pairsShareTheRuleOfMostWords() {
    var builder = LemmaRuleBuilder()
    for (form, lemma) in [("women", "woman"), ("women", "woman"), ("men", "man"), ("Cats", "cat")] {
      builder.add(form: form, lemma: lemma)
    }
    let table = builder.build()
    #expect(table.rules.map(\.description) == ["lower 0 2 0 an", "lower 0 1 0 "])
    #expect(table.index(form: "men", lemma: "man") == 0)
    #expect(table.index(form: "Cats", lemma: "cat") == 1)
    #expect(table.index(form: "Cats", lemma: "cats") == nil)
    let frequent = builder.build(minimumCount: 2)
    #expect(frequent.rules.count == 1)
    #expect(frequent.index(form: "Cats", lemma: "cat") == nil)
  }

  @Test func rareRulesGiveWayToOthersThatFit() {
    var builder = LemmaRuleBuilder()
    for form in ["Owls", "Cats", "Dogs"] {
      builder.add(form: form, lemma: String(form.lowercased().dropLast()))
    }
    builder.add(form: "s", lemma: "x")
    builder.add(form: "t", lemma: "x")
    builder.add(form: "ax", lemma: "x")
    let table = builder.build(minimumCount: 2)
    #expect(table.rules.map(\.description) == ["lower 0 1 0 ", "whole x"])
    #expect(table.index(form: "ax", lemma: "x") == 1)
  }
}
