import Elman
import ElmanCorpora
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Foundation
import Testing

@testable import ElmanTraining

@Suite struct LanguageModelTrainerTests {
  private static let text = """
    The old fish can swim in the river. We can the fish. They fish in the old river. A can can swim.

    """

  private func smallModel() -> (LanguageModelConfiguration, TrainingConfiguration) {
    var model = LanguageModelConfiguration()
    (model.hiddenSize, model.wordSize) = (12, 8)
    (model.characterSize, model.characterHiddenSize) = (6, 4)
    (model.minimumWordCount, model.minimumCharacterCount) = (1, 1)
    (model.candidateCount, model.inputDropout, model.wordDropout) = (4, 0, 0)
    var training = LanguageModel.defaultTraining
    (training.epochs, training.batchSize, training.learningRate) = (60, 2, 0.02)
    training.patience = 60
    return (model, training)
  }

  private func rawText(_ text: String = text, repeated count: Int = 1) throws -> RawText {
    try withTemporaryFile(String(repeating: text, count: count)) {
      try RawText(path: $0, tokenizer: nil, windowSize: 64)
    }
  }

  @Test func aTextCanBeLearnedByHeart() async throws {
    let (model, training) = smallModel()
    let text = try rawText(repeated: 3)
    let outcome = try await LanguageModelTrainer(model, training).train(on: text, dev: text)
    // After `the` and before `can` the sentences go on in several ways.
    #expect(outcome.score.accuracy > 0.8 && outcome.score.perplexity < 2)
  }

  /// In bytes it predicts nearly as well, can be started from, and fewer words with vectors learned elsewhere change
  /// nothing for the others.
  @Test func aModelMayBeInBytesAndHaveFewerWords() async throws {
    var (model, training) = smallModel()
    (training.epochs, model.extraWords) = (20, 10)
    let text = try rawText(repeated: 3)
    let vectors = "zebra 1 2\nyak 2 1\ncan 0.5 1\n"
    let folder = try TemporaryFolder()
    let trained = try await LanguageModelTrainer(model, training).train(
      on: text, dev: text, with: .init(vectors: try folder.write(vectors, to: "vectors.txt"))
    ).model
    let bytes = try trained.quantized()
    #expect(bytes.weights.precision == .int8)
    #expect(abs(bytes.score(on: text).accuracy - trained.score(on: text).accuracy) < 0.05)
    let corpus = sampleCorpus(sentences: 6)
    _ = try await TaggerTrainer(TaggerConfiguration(), shortTraining).train(
      on: corpus, dev: corpus, with: .init(languageModel: bytes))

    #expect(trained.words["zebra"] > 0)
    let fewer = try trained.keepingWords(1)
    #expect(fewer.words.count == trained.shape.learnedWordCount)
    #expect(fewer.words["zebra"] == 0 && fewer.words["can"] == trained.words["can"])
    #expect(fewer.score(on: text).perplexity == trained.score(on: text).perplexity)
    #expect(try trained.keepingWords(1_000).words.count == trained.words.count)
  }

  private var shortTraining: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.epochs = 1
    return training
  }

  @Test func threadsDoNotChangeTheModel() async throws {
    var (model, training) = smallModel()
    (training.epochs, training.shards) = (2, 3)
    model.wordDropout = 0.2
    let text = try rawText()
    let trainer = LanguageModelTrainer(model, training)
    let one = try await trainer.train(on: text, dev: text, threads: 1)
    let three = try await trainer.train(on: text, dev: text, threads: 3)
    #expect(
      one.model.weights.singlePrecision.elements == three.model.weights.singlePrecision.elements)
  }

  @Test func whatIsReadIsWhatWasWritten() async throws {
    var (model, training) = smallModel()
    training.epochs = 1
    model.cell = .gru
    let text = try rawText()
    let outcome = try await LanguageModelTrainer(model, training).train(on: text, dev: text)
    try withTemporaryFile("") { path in
      try outcome.model.write(to: path, metadata: ModelMetadata(["note": "a test"]))
      let read = try LanguageModel(path: path)
      #expect(read.metadata.values["note"] == "a test")
      #expect(read.configuration == outcome.model.configuration)
      #expect(
        read.weights.singlePrecision.elements == outcome.model.weights.singlePrecision.elements)
      #expect(read.score(on: text) == outcome.score)
    }
  }

  /// Before its first step, a tagger has the weights of the language model, word by word.
  @Test func aTaggerStartsFromIt() async throws {
    var (model, training) = smallModel()
    training.epochs = 1
    let text = try rawText()
    let outcome = try await LanguageModelTrainer(model, training).train(on: text, dev: text)
    let corpus = TaggedCorpus(
      path: "c", hash: "none",
      sentences: [Sentence(words: ["Owls", "swim", "in", "rivers"])],
      labels: [["NOUN", "VERB", "ADP", "NOUN"]])
    var configuration = TaggerConfiguration()
    (configuration.minimumWordCount, configuration.layers, configuration.hiddenSize) = (1, 2, 10)
    let task = try TaggingTask(
      configuration, train: corpus, dev: corpus, startingModel: outcome.model)
    let started = MutableParameterBuffer(zerosFor: task.layout)
    task.start(started)
    let parameters = started.readOnly
    let (tagger, _) = task.model(parameters)
    #expect(tagger.configuration.lowestHiddenSize == 12)
    #expect(tagger.words["owls"] > 0 && outcome.model.words["owls"] == 0)
    func rows(_ name: String, _ layout: ParameterLayout, _ buffer: ParameterBuffer) -> MatrixView? {
      layout.entries.first { $0.name == name }.map { buffer[$0.parameter] }
    }
    let lm = outcome.model
    let words = try #require(rows("words", task.layout, parameters))
    let learned = try #require(rows("words", lm.network.layout, lm.weights.singlePrecision))
    for word in ["swim", "river", "the", "in"] {
      #expect(
        Array(words[row: Int(tagger.words[word])]) == Array(learned[row: Int(lm.words[word])]))
    }
    for word in ["owls", "rivers"] {
      #expect(Array(words[row: Int(tagger.words[word])]) == Array(learned[row: 0]))
    }
    for name in ["encoder.0.leftToRight.inputWeights", "characters.embedding"] {
      let own = try #require(rows(name, task.layout, parameters))
      #expect(own.elements == rows(name, lm.network.layout, lm.weights.singlePrecision)?.elements)
    }
    for entry in task.layout.entries {
      let isHigher =
        entry.name.hasPrefix("encoder.1") || entry.name.hasPrefix("projection")
        || entry.name.hasPrefix("crf")
      #expect((task.startedDepth(of: entry) != nil) != isHigher, "\(entry.name)")
    }
  }

  /// So has a classifier; its file holds which words have what vectors.
  @Test func aClassifierStartsFromIt() async throws {
    var (model, training) = smallModel()
    (model.cell, training.epochs) = (.gru, 1)
    let text = try rawText()
    let start = try await LanguageModelTrainer(model, training).train(on: text, dev: text).model
    let (configuration, classifierTraining) = smallClassifierSettings()
    let corpus = sampleTexts()
    let task = try ClassificationTask(
      configuration, train: corpus, dev: corpus, startingModel: start)
    let started = MutableParameterBuffer(zerosFor: task.layout)
    task.start(started)
    let (own, layout) = (started.readOnly, task.layout)
    for entry in layout.entries where !["words", "pretrained"].contains(entry.name) {
      let isHigher = entry.name.hasPrefix("projection") || entry.name.hasPrefix("pooling")
      #expect((task.startedDepth(of: entry) != nil) != isHigher, "\(entry.name)")
      guard let other = start.network.layout.entries.first(where: { $0.name == entry.name })
      else { continue }
      #expect(
        own[entry.parameter].elements
          == start.weights.singlePrecision[other.parameter].elements)
    }
    let classifier = try await ClassifierTrainer(configuration, classifierTraining).train(
      on: corpus, dev: corpus, with: .init(languageModel: start)
    ).model
    #expect(classifier.configuration.hiddenSize == start.configuration.hiddenSize)
    try withTemporaryFile("") { path in
      try classifier.write(to: path, metadata: ModelMetadata())
      let read = try Classifier(path: path)
      #expect(read.shape == classifier.shape)
      let texts = corpus.examples.map { String(decoding: $0.windows[0].text, as: UTF8.self) }
      for text in texts {
        #expect(read.classify(text).probabilities == classifier.classify(text).probabilities)
      }
    }
  }

  /// By its rate, and until its layer's turn comes.
  @Test(arguments: [(0, 0), (1, 1)] as [(Float, Int)])
  func whatIsPretrainedCanStayAsItIs(rate: Float, unfreezingEpochs: Int) async throws {
    var (model, training) = smallModel()
    training.epochs = 1
    let text = try rawText()
    let start = try await LanguageModelTrainer(model, training).train(on: text, dev: text).model
    (training.pretrainedRate, training.unfreezingEpochs) = (rate, unfreezingEpochs)
    model.hiddenSize = 9
    var configuration = TaggerConfiguration()
    (configuration.layers, configuration.hiddenSize) = (2, 10)
    let corpus = sampleCorpus(sentences: 6)
    let tagger = try await TaggerTrainer(configuration, training).train(
      on: corpus, dev: corpus, with: .init(languageModel: start)
    ).model
    let name = "encoder.0.rightToLeft.recurrentWeights"
    func values(_ layout: ParameterLayout, _ buffer: ParameterBuffer) throws -> [Float] {
      try #require(layout.entries.first { $0.name == name }.map { buffer[$0.parameter].elements })
    }
    #expect(
      try values(tagger.network.layout, tagger.weights.single.parameters)
        == values(start.network.layout, start.weights.singlePrecision))
  }

  @Test func longSentencesAreCut() throws {
    let text = try withTemporaryFile("one two three four five\n\nsix\n") {
      try RawText(path: $0, tokenizer: nil, windowSize: 2)
    }
    // A single word has no neighbour.
    #expect(text.sentences.sentences.map(\.count) == [2, 2])
    #expect(text.wordCount == 4)
    #expect(
      text.sentences.distinct.prefix(2).map { String(decoding: $0, as: UTF8.self) } == [
        "one", "two",
      ])
  }

  @Test func aTextWithoutSentencesIsRefused() throws {
    _ = try withTemporaryFile("\n \n") { path in
      #expect(throws: CorpusError.noExamples(path: path, of: "sentence")) {
        _ = try RawText(path: path, tokenizer: nil, windowSize: 64)
      }
    }
  }
}
