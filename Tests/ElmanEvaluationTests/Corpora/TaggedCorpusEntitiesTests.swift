import Elman
import ElmanCorpora
import ElmanTestSupport
import ElmanText
import Testing

@testable import ElmanEvaluation

@Suite struct TaggedCorpusEntitiesTests {
  private let conllu = """
    # sent_id = a
    1\tAda\t_\tPROPN\t_\t_\t_\t_\t_\tNER=B-PER
    2\tByron\t_\tPROPN\t_\t_\t_\t_\t_\tNER=I-PER|SpaceAfter=No
    3\t.\t_\tPUNCT\t_\t_\t_\t_\t_\t_

    # sent_id = b
    1\tcannot\t_\tAUX\t_\t_\t_\t_\t_\t_
    2\tBath\t_\tPROPN\t_\t_\t_\t_\t_\tNER=B-LOC


    """

  /// The same without entities.
  private var plain: String { conllu.replacing(/NER=[BI]-[A-Z]*\|?/, with: "_") }

  private func corpus(_ text: String, _ columns: [TagColumn]) throws -> TaggedCorpus {
    try withTemporaryFile(text) { try TaggedCorpus(path: $0, columns: columns) }
  }

  private func adding(_ other: String) throws -> TaggedCorpus {
    let corpus = try corpus(plain, [.upos])
    return try withTemporaryFile(other) { try corpus.adding(.ner, from: $0) }
  }

  private let bioes = [["B-PER", "E-PER", "O"], ["O", "S-LOC"]]

  @Test func entitiesStandInMisc() throws {
    let both = try corpus(conllu, [.upos, .ner])
    #expect(both.labels[.ner] == bioes)
    #expect(both.labels[.upos]?.count == 2)
    #expect(try corpus(conllu, [.ner]).labels == [.ner: bioes])
    #expect(throws: CorpusError.self) { try corpus(plain, [.upos, .ner]) }
    #expect(throws: CorpusError.self) { try corpus(plain, [.ner]) }
  }

  @Test(arguments: [
    "Ada\tB-PER\nByron\tI-PER\n.\tO\n\ncannot\tO\nBath\tB-LOC\n",
    "Ada x I-PER\nByron x I-PER\n. x O\n\ncannot x O\nBath x I-LOC\n",
    "Ada U-PER\n\nAda B-PER\nByron L-PER\n. O\n\ncannot O\nBath U-LOC\n",
    "1\tAda\tB-PER\n2\tByron\tI-PER\n3\t.\tO\n\n1\tcannot\tO\n2\tBath\tB-LOC\n",
  ])
  func anySchemeAndFormOfEntitiesWillDo(_ text: String) throws {
    let corpus = try corpus(text, [.ner])
    #expect((corpus.labels[.ner] ?? []).suffix(2).compactMap { $0 } == bioes)
    #expect(corpus.repairs.isEmpty)
  }

  @Test func whatBreaksTheSchemeIsRepaired() throws {
    let corpus = try corpus("Ada B-PER\nByron I-PER\n\nin O\nBath I-LOC\n", [.ner])
    #expect(corpus.labels[.ner] == [["B-PER", "E-PER"], ["O", "S-LOC"]])
    #expect(corpus.repairs.map(\.labelCount) == [1])
    #expect(throws: CorpusError.self) { try self.corpus("Ada Q-PER\nin O\n", [.ner]) }
  }

  @Test func namesTellWhichSentencesAreTheSame() throws {
    // In another order, with other tokens, and one sentence that the corpus lacks.
    let other = """
      # sent_id = c
      1\tElse\tO

      # sent_id = b
      1\tcan\tO
      2\tnot\tO
      3\tBath\tB-LOC

      # sent_id = a
      1\tAda\tB-PER
      2\tByron\tI-PER
      3\t.\tO


      """
    let joined = try adding(other)
    #expect(joined.labels[.ner] == bioes)
    #expect(joined.labels[.upos]?.count == 2)
    #expect(joined.files.map(\.sentenceCount) == [2])
    #expect(joined.files.first?.hash.count == 64 && joined.files.first?.differences == nil)
    // A sentence that the other file lacks has no labels.
    let part = try adding(other.replacing("sent_id = a", with: "sent_id = d"))
    #expect(part.labels[.ner] == [nil, ["O", "S-LOC"]])
    #expect(part.files.map(\.sentenceCount) == [1])
    #expect(throws: CorpusError.self) {
      try adding(other.replacing("sent_id = a", with: "x = y").replacing("cannot", with: "can"))
    }
  }

  @Test func aSentenceWithOtherWordsHasNoLabels() throws {
    let rows = { (id: String, word: String) in "# sent_id = \(id)\n1\t\(word)\tB-PER\n\n" }
    let sentence = { (id: String, word: String) in
      "# sent_id = \(id)\n1\t\(word)\t_\tX\t_\t_\t_\t_\t_\t_\n\n"
    }
    let corpus = try corpus(
      sentence("a", "Ada") + sentence("b", "Zoë") + sentence("c", "Max"), [.upos])
    let other = rows("a", "Ada") + rows("b", "Bob") + rows("c", "Max")
    let joined = try withTemporaryFile(other) { try corpus.adding(.ner, from: $0) }
    #expect(joined.labels[.ner] == [["S-PER"], nil, ["S-PER"]])
    let differences = try #require(joined.files.first?.differences)
    #expect(differences.count == 1)
    #expect(
      "\(differences.first)".hasSuffix("sentence 2: expected the words 'Zoë', found 'Bob'"))
    // Where most are others, it is another corpus.
    #expect(throws: CorpusError.self) {
      try withTemporaryFile(rows("a", "Ada") + rows("b", "Bob") + rows("c", "Cid")) {
        try corpus.adding(.ner, from: $0)
      }
    }
  }

  @Test func withoutNamesTheOrderTells() throws {
    let other = "Ada I-PER\nByron I-PER\n. O\n\ncannot O\nBath I-LOC\n"
    #expect(try adding(other).labels[.ner] == bioes)
    for wrong in [other + "\nx O\n", "Ada B-PER\n", other.replacing("Bath", with: "Deal")] {
      #expect(throws: CorpusError.self) { try adding(wrong) }
    }
  }

  @Test func aGoldFileMayHaveSomeOfTheColumns() throws {
    func some(_ text: String, _ columns: [TagColumn]) throws -> Set<TagColumn> {
      try withTemporaryFile(text) { Set(try TaggedCorpus(path: $0, anyOf: columns).labels.keys) }
    }
    #expect(try some(conllu, [.upos, .lemma, .ner]) == [.upos, .ner])
    #expect(try some(plain, [.upos, .ner]) == [.upos])
    #expect(try some("Ada B-PER\n", [.upos, .ner]) == [.ner])
    #expect(try some("Ada O\n", [.ner]) == [.ner])
    #expect(throws: CorpusError.self) { try some(plain, [.lemma, .ner]) }
    #expect(throws: CorpusError.self) { try some("Ada B-PER\n", [.upos]) }
    #expect(throws: CorpusError.self) { try some("1\tOwls\tNOUN\n", [.upos, .ner]) }
  }
}
