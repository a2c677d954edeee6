import Elman
import ElmanEvaluation
import ElmanText
import Testing

@testable import ElmanTraining

/// Entities of several corpora, each of which marks some types.
@Suite struct EntityTypesTests {
  private func corpus(_ sentences: [[(String, String)]]) -> TaggedCorpus {
    TaggedCorpus(
      path: "c", hash: "none", sentences: sentences.map { Sentence(words: $0.map(\.0)) },
      labels: sentences.map { $0.map(\.1) }, column: .ner)
  }

  private func labels(_ gold: TaggedCorpus, _ others: [AddedCorpus]) throws -> ColumnLabels {
    try ColumnLabels(.ner, of: gold, others: others, minimumRuleCount: 1, columns: [.ner])
  }

  @Test func corporaOfTheSameTypesAreAlike() throws {
    let gold = corpus([[("Rosa", "S-PER"), ("sings", "O")]])
    let more = corpus([[("sings", "O"), ("Anna", "S-PER")], [("no", "O")]])
    let labels = try labels(gold, [AddedCorpus(more, isSilver: false)])
    #expect(labels.column.labels.labels == ["O", "B-PER", "I-PER", "E-PER", "S-PER"])
    #expect(labels.ids == [[4, 0], [0, 4], [0]])
    #expect(labels.counts == [2, 2, 1] && labels.alternatives.isEmpty)
  }

  /// What is outside in a corpus may be of the types that others have.
  @Test func whatIsNotMarkedIsOpen() throws {
    let gold = corpus([[("Rosa", "S-PER"), ("in", "O"), ("Rome", "O")]])
    let more = corpus([[("Rosa", "O"), ("in", "O"), ("Rome", "S-LOC")]])
    let labels = try labels(gold, [AddedCorpus(more, isSilver: false)])
    #expect(
      labels.column.labels.labels
        == ["O"] + ["LOC", "PER"].flatMap { type in ["B", "I", "E", "S"].map { "\($0)-\(type)" } })
    #expect(labels.ids == [[8, -2, -2], [-3, -3, 4]])
    let isOutside = [true] + Array(repeating: false, count: 8)
    let isPlace = [false] + (0..<8).map { $0 < 4 }
    #expect(
      labels.alternatives == [
        zip(isOutside, isPlace).map { $0 || $1 }, zip(isOutside, isPlace).map { $0 || !$1 },
      ])
  }

  @Test func unknownTokensMayBeAnything() throws {
    let gold = corpus([[("Rosa", "S-PER"), ("sings", "O")]])
    let more = corpus([[("X", "_"), ("Anna", "S-PER"), ("no", "O")], [("Y", "_"), ("Z", "_")]])
    let labels = try labels(gold, [AddedCorpus(more, isSilver: false)])
    #expect(labels.ids == [[4, 0], [-1, 4, 0], nil])
    #expect(labels.counts == [2, 2, 0])
  }

  /// A silver corpus adds no types: what it has of others may be anything.
  @Test func silverAddsNoTypes() throws {
    let gold = corpus([[("Rosa", "S-PER"), ("sings", "O")]])
    let silver = corpus([[("Rome", "S-LOC"), ("is", "O")], [("Anna", "S-PER")]])
    let labels = try labels(gold, [AddedCorpus(silver, isSilver: true)])
    #expect(labels.column.entityTypes == ["PER"])
    #expect(labels.ids == [[4, 0], [-1, 0], [4]])
  }

  /// Persons of one corpus and places of another, learned together, are found together.
  @Test func typesOfTwoCorporaAreLearnedTogether() async throws {
    let people = ["Rosa", "Anna", "Emil", "Otto"]
    let places = ["Rome", "Oslo", "Bonn", "Bern"]
    let gold = corpus(
      (0..<16).map { [(people[$0 % 4], "S-PER"), ("in", "O"), (places[$0 / 4], "O")] })
    let more = corpus(
      (0..<16).map { [(people[$0 % 4], "O"), ("in", "O"), (places[$0 / 4], "S-LOC")] })
    let dev = corpus([[("Emil", "S-PER"), ("in", "O"), ("Bern", "S-LOC")]])
    var (model, training) = smallSettings()
    model.columns = [.ner]
    training.epochs = 20
    let outcome = try await TaggerTrainer(model, training).train(
      on: gold, dev: dev, with: .init(added: [more]))
    #expect(outcome.score.selectionValue == 1)
  }
}
