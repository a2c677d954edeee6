import ElmanTestSupport
import Testing

@testable import Elman

@Suite struct LemmaMemoryTests {
  @Test func itGivesWhatWasRememberedOrNothing() throws {
    var random = SeededGenerator(seed: 4)
    var memory = LemmaMemory()
    var all: [[Int]: LemmaDecision] = [:]
    var hits = 0
    for step in 0..<60_000 {
      let parts = [
        Int.random(in: 0..<3_000, using: &random), Int.random(in: 0..<3, using: &random),
        Int.random(in: 0..<4, using: &random),
      ]
      let labels = WordLabels(
        partOfSpeech: parts[1], languagePartOfSpeech: nil,
        features: parts[1] == 0 ? nil : parts[2])
      let same = parts[1] == 0 ? [parts[0], 0, -1] : parts
      let key = try #require(LemmaMemory.Key(form: same[0], labels, best: 1))
      if let code = memory.code(for: key) {
        #expect(memory.decision(code) == all[same])
        hits += 1
      } else {
        let decision: LemmaDecision =
          switch step % 4 {
          case 0: .score(grade: step % 3 == 0 ? nil : step % 3)
          case 1: .oneOf([Int32(step % 5), 7])
          default: .rule(Int32(step))
          }
        memory.remember(decision, for: key)
        all[same] = decision
      }
    }
    #expect(hits > 10_000)
  }

  @Test func whatCannotBePackedHasNoKey() {
    #expect(LemmaMemory.Key(form: 0, WordLabels(partOfSpeech: 1 << 12), best: 0) == nil)
    #expect(LemmaMemory.Key(form: 0, WordLabels(languagePartOfSpeech: 1 << 16), best: 0) == nil)
    #expect(LemmaMemory.Key(form: 0, WordLabels(features: 1 << 18), best: 0) == nil)
    #expect(LemmaMemory.Key(form: 0, WordLabels(), best: 1 << 18) == nil)
    let keys = [
      LemmaMemory.Key(form: 0, WordLabels(), best: 0),
      LemmaMemory.Key(form: 0, WordLabels(partOfSpeech: 0), best: 0),
      LemmaMemory.Key(form: 0, WordLabels(languagePartOfSpeech: 0), best: 0),
      LemmaMemory.Key(form: 0, WordLabels(features: 0), best: 0),
      LemmaMemory.Key(form: 0, WordLabels(), best: 1),
      LemmaMemory.Key(form: 1, WordLabels(), best: 0),
    ]
    for (index, key) in keys.enumerated() {
      for other in keys[(index + 1)...] { #expect(key != other) }
    }
  }
}
