import Elman

/// A network's configuration that knows how such networks are best trained.
public protocol TrainableConfiguration: Codable, Sendable {
  /// The default configuration.
  init()
  /// How it is trained, unless told otherwise.
  static var training: TrainingConfiguration { get }
}

extension TaggerConfiguration: TrainableConfiguration {
  /// The defaults.
  public static var training: TrainingConfiguration { TrainingConfiguration() }
}

extension ClassifierConfiguration: TrainableConfiguration {
  /// Larger batches, since a text gives a single label to learn, and fewer epochs.
  public static var training: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.batchSize = 32
    training.epochs = 10
    training.patience = 4
    return training
  }
}

extension TokenizerConfiguration: TrainableConfiguration {
  /// Steps are larger, since a character tells little, and there are more epochs, which are short.
  public static var training: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.learningRate = 0.003
    training.epochs = 30
    training.patience = 10
    return training
  }
}

extension LanguageModelConfiguration: TrainableConfiguration {
  /// Large batches and large steps, since there is much text, which is read once or twice.
  public static var training: TrainingConfiguration {
    var training = TrainingConfiguration()
    training.batchSize = 128
    training.epochs = 2
    training.learningRate = 0.002
    return training
  }
}
