import Elman

/// A network's configuration.
public protocol TrainableConfiguration: Codable, Sendable {
  /// The default configuration.
  init()
}

extension TaggerConfiguration: TrainableConfiguration {}
extension ClassifierConfiguration: TrainableConfiguration {}
extension TokenizerConfiguration: TrainableConfiguration {}
extension LanguageModelConfiguration: TrainableConfiguration {}
