import Elman
import ElmanCorpora
import Foundation
import Testing

@testable import ElmanTraining

@Suite struct TaggedCorpusTests {
  private func corpus(_ text: String, column: TagColumn = .upos) throws -> TaggedCorpus {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "elman-\(UUID().uuidString).conllu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(filePath: path))
    return try TaggedCorpus(path: path, column: column)
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
    #expect(corpus.labels == [["AUX", "PART"], ["VERB"]])
    #expect(corpus.tokenCount == 3)
    #expect(corpus.hash.count == 64)
  }

  @Test func corporaWithoutSentencesOrLabelsAreErrors() throws {
    #expect(throws: TrainingError.self) { try corpus("") }
    #expect(throws: TrainingError.self) { try corpus("# only a comment\n\n") }
    let row = "1\tStay\tstay\tVERB\t_\t_\t_\t_\t_\t_\n\n"
    #expect(try corpus(row).tokenCount == 1)
    #expect(throws: TrainingError.self) { try corpus(row, column: .xpos) }
    #expect(throws: TrainingError.self) { try corpus("1\tStay\tstay\tVERB\n\n") }
    #expect(throws: TrainingError.corpus(.notFound(path: "/no/such/file"))) {
      try TaggedCorpus(path: "/no/such/file", column: .upos)
    }
  }
}
