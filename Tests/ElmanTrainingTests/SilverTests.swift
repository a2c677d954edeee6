import Elman
import ElmanEvaluation
import ElmanText
import Testing

@testable import ElmanTraining

/// Sentences that another model labelled.
@Suite struct SilverTests {
  private func settings(copies: Int = 1) -> (TaggerConfiguration, TrainingConfiguration) {
    var model = TaggerConfiguration()
    (model.hiddenSize, model.wordSize, model.minimumWordCount) = (12, 8, 1)
    (model.characterSize, model.characterHiddenSize) = (6, 4)
    (model.inputDropout, model.outputDropout, model.wordDropout) = (0, 0, 0)
    var training = TrainingConfiguration()
    (training.epochs, training.patience, training.learningRate) = (40, 40, 0.02)
    (training.batchSize, training.goldCopies) = (4, copies)
    return (model, training)
  }

  private func corpus(_ sentences: [[(String, String)]]) -> TaggedCorpus {
    TaggedCorpus(
      path: "c", hash: "none", sentences: sentences.map { Sentence(words: $0.map(\.0)) },
      labels: sentences.map { $0.map(\.1) })
  }

  private var gold: TaggedCorpus {
    corpus([[("owls", "NOUN"), ("swim", "VERB")], [("ducks", "NOUN"), ("sing", "VERB")]])
  }

  /// A word of the silver sentences alone is known afterwards, with the label that it had there.
  @Test func silverWordsAreLearned() async throws {
    let silver = corpus([
      [("blue", "NOUN"), ("owls", "NOUN")], [("blue", "NOUN"), ("ducks", "NOUN")],
      [("blue", "NOUN"), ("swim", "VERB")],
    ])
    let (model, training) = settings(copies: 2)
    let outcome = try await TaggerTrainer(model, training).train(
      on: gold, dev: corpus([[("blue", "NOUN"), ("ducks", "NOUN"), ("sing", "VERB")]]),
      with: .init(silver: silver))
    #expect(outcome.model.words["blue"] > 0)
    #expect(outcome.score.selectionValue == 1)
  }

  @Test func goldSentencesAreRepeated() throws {
    let silver = corpus([[("blue", "NOUN")]])
    let (model, _) = settings()
    let task = try TaggingTask(
      model, train: gold, dev: gold, others: [AddedCorpus(silver, isSilver: true)],
      goldCopies: 3)
    #expect(task.lengths == [2, 2, 2, 2, 2, 2, 1])
    // There is nothing to balance without silver sentences.
    #expect(try TaggingTask(model, train: gold, dev: gold, goldCopies: 3).lengths == [2, 2])
  }

  /// Labels are those of the gold corpus.
  @Test func unknownLabelsTeachNothing() throws {
    let silver = corpus([[("blue", "COLOUR")], [("red", "NOUN")]])
    let labels = try ColumnLabels(
      .upos, of: gold, others: [AddedCorpus(silver, isSilver: true)], minimumRuleCount: 1,
      columns: [.upos])
    #expect(labels.column.labels.labels == ["NOUN", "VERB"])
    #expect(labels.ids.map { $0 == nil } == [false, false, true, false])
    #expect(labels.counts == [2, 2, 0, 1])
  }

  /// A column that the silver sentences lack is learned from the gold ones.
  @Test func silverSentencesMayLackColumns() throws {
    let gold = morphologicalCorpus(sentences: 6)
    let silver = corpus([[("fish", "NOUN"), ("swim", "VERB")]])
    for column in [TagColumn.lemma, .xpos] {
      let labels = try ColumnLabels(
        column, of: gold, others: [AddedCorpus(silver, isSilver: true)], minimumRuleCount: 1,
        columns: [.upos, .lemma])
      #expect(labels.ids.count == 7 && labels.ids[6] == nil && labels.counts[6] == 0)
    }
  }
}
