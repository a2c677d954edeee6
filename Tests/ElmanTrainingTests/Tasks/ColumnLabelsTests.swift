import ElmanText
import ElmanEvaluation
import Testing

@testable import Elman
@testable import ElmanTraining

@Suite struct ColumnLabelsTests {
  /// Pronouns whose lemma only the language's part of speech tells, and one that needs none.
  private let corpus = TaggedCorpus(
    path: "c", hash: "none",
    sentences: [["her", "owl"], ["her", "her", "them"]].map { Sentence(words: $0) },
    labels: [
      .upos: [["PRON", "NOUN"], ["PRON", "PRON", "PRON"]],
      .xpos: [["PRP$", "NN"], ["PRP", "PRP$", "PRP"]],
      .lemma: [["her", "owl"], ["she", "her", "they"]],
    ])

  private func lemma(
    of form: String, _ partOfSpeech: String, _ languagePartOfSpeech: String?,
    columns: [TagColumn] = [.upos, .xpos, .lemma]
  ) throws -> String? {
    let column = try ColumnLabels(.lemma, of: corpus, minimumRuleCount: 1, columns: columns).column
    var (form, key) = (form, [UInt8]())
    let rule = form.withUTF8 {
      column.seen?.rule(of: $0, partOfSpeech, languagePartOfSpeech, key: &key)
    }
    return rule.map { column.rules[Int($0)].lemma(of: form) }
  }

  @Test func lemmasAreRememberedByBothPartsOfSpeech() throws {
    #expect(try lemma(of: "her", "PRON", nil) == "her")
    #expect(try lemma(of: "her", "PRON", "PRP$") == "her")
    #expect(try lemma(of: "her", "PRON", "PRP") == "she")
    #expect(try lemma(of: "them", "PRON", "PRP") == "they")
    #expect(try lemma(of: "them", "PRON", "PRP$") == "they")
    #expect(try lemma(of: "them", "NOUN", "PRP") == nil)
  }

  @Test func theyAreRememberedByThoseThatTheTaggerKnows() throws {
    #expect(try lemma(of: "her", "PRON", "PRP", columns: [.upos, .lemma]) == "her")
    #expect(try lemma(of: "her", "PRON", nil, columns: [.xpos, .lemma]) == nil)
  }
}
