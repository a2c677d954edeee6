import Elman
import ElmanCorpora
import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanEvaluation

@Suite struct TaggedCorpusTests {
  private func corpus(_ text: String, column: TagColumn = .upos) throws -> TaggedCorpus {
    try withTemporaryFile(text) { try TaggedCorpus(path: $0, column: column) }
  }

  private let rows = """
    1\tOwls\towl\tNOUN\tNNS\tNumber=Plur\t_\t_\t_\t_
    2\tnap\tnap\tVERB\tVBP\t_\t_\t_\t_\t_

    1\tOh\toh\tINTJ\t_\t_\t_\t_\t_\t_

    1\tzip\t_\t_\t_\t_\t_\t_\t_\t_


    """

  @Test func sentencesMayLackColumns() throws {
    let corpus = try withTemporaryFile(rows) { path in
      try TaggedCorpus(path: path, columns: [.upos, .xpos, .feats, .lemma])
    }
    #expect(corpus.labels[.upos] == [["NOUN", "VERB"], ["INTJ"], nil])
    #expect(corpus.labels[.xpos] == [["NNS", "VBP"], nil, nil])
    // No features are features, where a sentence is annotated at all.
    #expect(corpus.labels[.feats] == [["Number=Plur", "_"], ["_"], nil])
    #expect(corpus.labels[.lemma] == [["owl", "nap"], ["oh"], nil])
  }

  @Test func aColumnMayStandInAFileOfItsOwn() throws {
    let plain = try corpus(rows)
    let joined = try withTemporaryFile(rows) { try plain.adding(.lemma, from: $0) }
    #expect(joined.labels[.upos]?.count == 3)
    #expect(joined.labels[.lemma] == [["owl", "nap"], ["oh"], nil])
    for other in [
      rows.replacing("zip", with: "zap"), rows + rows,
      "1\tOwls\towl\tNOUN" + String(repeating: "\t_", count: 6) + "\n\n",
    ] {
      #expect(throws: CorpusError.self) {
        try withTemporaryFile(other) { try plain.adding(.lemma, from: $0) }
      }
    }
  }

  @Test func aColumnThatIsNamedTwiceIsReadOnce() throws {
    let corpus = try withTemporaryFile(rows) {
      try TaggedCorpus(path: $0, columns: [.lemma, .upos, .lemma])
    }
    #expect(corpus.labels[.lemma] == [["owl", "nap"], ["oh"], nil])
  }

  /// Sentences of one name are told apart by their order; names are bytes.
  @Test func namesMayComeTwice() throws {
    func sentence(_ id: String, _ word: String, _ lemma: String = "_") -> String {
      "# sent_id = \(id)\n1\t\(word)\t\(lemma)\tX" + String(repeating: "\t_", count: 6) + "\n\n"
    }
    let plain = try corpus(
      sentence("a", "owls") + sentence("a", "elms") + sentence("\u{E9}", "naps")
        + sentence("e\u{301}", "sings") + sentence("a", "zips"))
    let other =
      sentence("e\u{301}", "sings", "sing") + sentence("a", "owls", "owl")
      + sentence("\u{E9}", "naps", "nap") + sentence("a", "elms", "elm")
    let joined = try withTemporaryFile(other) { try plain.adding(.lemma, from: $0) }
    #expect(joined.labels[.lemma] == [["owl"], ["elm"], ["nap"], ["sing"], nil])
  }

  @Test func readsWordsAndLabels() throws {
    let corpus = try corpus(
      """
      # a comment
      1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
      1\tdo\tdo\tAUX\tVB\t_\t_\t_\t_\t_
      2\tn't\tnot\tPART\tRB\t_\t_\t_\t_\t_

      1\tStay\tstay\tVERB\tVB\t_\t_\t_\t_\t_


      """)
    #expect(corpus.labels == [.upos: [["AUX", "PART"], ["VERB"]]])
    #expect(corpus.wordCount == 3)
    #expect(corpus.hash.count == 64)
  }

  @Test func corporaWithoutSentencesOrLabelsAreErrors() throws {
    #expect(throws: CorpusError.self) { try corpus("") }
    #expect(throws: CorpusError.self) { try corpus("# only a comment\n\n") }
    let row = "1\tStay\tstay\tVERB\t_\t_\t_\t_\t_\t_\n\n"
    #expect(try corpus(row).wordCount == 1)
    #expect(throws: CorpusError.self) { try corpus(row, column: .xpos) }
    #expect(throws: CorpusError.self) { try corpus("1\tStay\tstay\tVERB\n\n") }
    #expect(throws: CorpusError.file(.missing(path: "/no/such/file"))) {
      try TaggedCorpus(path: "/no/such/file", column: .upos)
    }
  }
}
