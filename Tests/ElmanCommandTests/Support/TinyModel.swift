import Elman
import ElmanTestSupport
import ElmanText
import ElmanEvaluation
import ElmanTraining
import Foundation
import Synchronization

/// Models that have learned a few sentences by heart, trained once for all tests.
enum TinyModel {
  /// The folder with the models, under the names of the default ones.
  static func folder() async throws -> String { try await trained.value.path }

  /// The path of the tagger's file.
  static func path() async throws -> String { try await trained.value.file(name) }

  /// The path of the classifier's file.
  static func classifierPath() async throws -> String {
    try await trained.value.file(classifierName)
  }

  private static let name = "english.safetensors"
  private static let classifierName = "english-sentiment.safetensors"

  private static let trained = Task {
    let folder = try TemporaryFolder()
    try await train().write(to: folder.file(name), metadata: ModelMetadata())
    try await TinyClassifier.train().write(
      to: folder.file(classifierName), metadata: ModelMetadata())
    // What is static never goes away by itself.
    abandoned.withLock { $0 = folder.path }
    atexit { abandoned.withLock { try? FileManager.default.removeItem(atPath: $0) } }
    return folder
  }

  private static let abandoned = Mutex("")

  /// The sentences that it knows; the tests use their words.
  private static let sentences = [
    "Mira/PROPN naps/VERB ./PUNCT", "Mira/PROPN sees/VERB two/NUM owls/NOUN ./PUNCT",
    "Old/ADJ owls/NOUN nap/VERB !/PUNCT", "She/PRON ca/AUX n't/PART nap/VERB ./PUNCT",
    "She/PRON sees/VERB Mira/PROPN !/PUNCT", "Two/NUM owls/NOUN",
  ]

  private static func train() async throws -> Tagger {
    let pairs = sentences.map { $0.split(separator: " ").map { $0.split(separator: "/") } }
    let corpus = TaggedCorpus(
      path: "tiny", hash: "", sentences: pairs.map { Sentence(words: $0.map { $0[0] }) },
      labels: pairs.map { $0.map { String($0[1]) } })
    var configuration = TaggerConfiguration()
    (configuration.wordSize, configuration.hiddenSize) = (16, 16)
    (configuration.characterSize, configuration.characterHiddenSize) = (8, 8)
    (configuration.minimumWordCount, configuration.minimumCharacterCount) = (1, 1)
    (configuration.inputDropout, configuration.outputDropout) = (0, 0)
    configuration.wordDropout = 0
    var training = TrainingConfiguration()
    (training.epochs, training.patience) = (60, 60)
    (training.learningRate, training.averageDecay) = (0.02, 0)

    return try await TaggerTrainer(configuration, training).train(on: corpus, dev: corpus).model
  }
}
