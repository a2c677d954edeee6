import Elman
import ElmanEvaluation
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct SentimentSidesTests {
  @Test func finerSentimentsAreComparedBySides() async throws {
    let fine = ["very negative", "negative", "neutral", "positive", "very positive"]
    let document = Document(words: ["tea"], windowSize: 6)
    let train = LabelledCorpus(
      path: "x", hash: "", examples: fine.map { _ in document }, labels: fine)
    var (model, training) = smallClassifierSettings()
    training.epochs = 1
    model.labelWeights = ["very positive": 2]
    let classifier = try await ClassifierTrainer(model, training).train(on: train, dev: train).model
    let dev = LabelledCorpus(
      path: "x", hash: "", examples: [document, document], labels: ["negative", "positive"])
    let result = ClassifierSession(classifier).classify([document])[0]
    let positive = try #require(classifier.sentiment).positiveShare(result.probabilities)
    let score = classifier.score(on: dev)
    #expect(score.accuracy == 0.5)
    #expect(score.all.labels.map(\.label) == ["negative", "positive"])
    #expect(
      score.outcomes.map(\.probability) == [max(positive, 1 - positive)] + [
        max(positive, 1 - positive)
      ])
  }
}
