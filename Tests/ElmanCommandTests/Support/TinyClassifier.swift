import Elman
import ElmanNetworks
import ElmanText
import ElmanEvaluation
import ElmanTraining

/// A classifier of sentiment that has learned a few texts by heart.
enum TinyClassifier {
  /// The texts that it knows; the tests use them.
  static let texts = [
    ("Mira loves the owls.", "positive"), ("A fine day!", "positive"), ("What fun", "positive"),
    ("The owls love tea.", "positive"), ("Mira hates the rain.", "negative"),
    ("A dull day!", "negative"), ("What a bore", "negative"), ("No tea.", "negative"),
  ]

  static func train(
    pooling: PoolingKind = .attention, epochs: Int = 40
  ) async throws -> Classifier {
    let corpus = LabelledCorpus(
      path: "tiny", hash: "",
      examples: texts.map { Document(text: $0.0.utf8, windowSize: 16) }, labels: texts.map(\.1))
    var configuration = ClassifierConfiguration()
    (configuration.wordSize, configuration.hiddenSize) = (12, 12)
    (configuration.attentionSize, configuration.windowSize) = (8, 16)
    (configuration.minimumWordCount, configuration.wordDropout) = (1, 0)
    (configuration.inputDropout, configuration.outputDropout) = (0, 0)
    configuration.pooling = pooling
    var training = TrainingConfiguration()
    (training.epochs, training.patience) = (epochs, epochs)
    (training.learningRate, training.averageDecay) = (0.02, 0)
    return try await ClassifierTrainer(configuration, training).train(on: corpus, dev: corpus).model
  }
}
