import Elman

/// How a network is trained. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct TrainingConfiguration: Sendable, Hashable {
  /// The most passes over the training corpus.
  public var epochs = 20
  /// The sentences of a batch.
  public var batchSize = 16
  /// How often each sentence of the training corpus is learned in an epoch, where there are sentences
  /// labelled by another model, too.
  public var goldCopies = 1
  /// The parts of a batch whose gradients are computed apart and added in order. It is part of the
  /// configuration, and not the number of threads, so that any number of threads gives one result.
  public var shards = 2
  /// How a gradient becomes a step.
  public var optimizer = OptimizerKind.adam
  /// The highest learning rate.
  public var learningRate: Float = 0.002
  /// The learning rate of what starts from a model trained before, as a share of that of the rest; at 0
  /// it stays as it is.
  public var pretrainedRate: Float = 1
  /// What that share is multiplied by from each layer of what starts from a model to the one below it.
  public var pretrainedLayerRate: Float = 1
  /// The epochs after which the next layer of what starts from a model, from the highest down, begins to
  /// learn; 0 for all at once.
  public var unfreezingEpochs = 0
  /// How the learning rate falls.
  public var schedule = LearningRateSchedule.linear
  /// The share of all steps in which the learning rate first rises from zero.
  public var warmup: Float = 0.02
  /// Adam's β1.
  public var firstDecay: Float = 0.9
  /// Adam's β2.
  public var secondDecay: Float = 0.999
  /// Adam's ε.
  public var epsilon: Float = 1e-8
  /// Decoupled weight decay, outside embeddings.
  public var weightDecay: Float = 0
  /// The largest norm of a batch's gradient; a longer one is shortened to it.
  public var maximumGradientNorm: Float = 5
  /// How slowly the average of the weights follows them, step by step; 0 for no average. The
  /// average is what is evaluated and kept.
  public var averageDecay: Float = 0.999
  /// The epochs without a better dev score after which training stops.
  public var patience = 8
  /// Whether the model of the last epoch is kept in place of that with the best dev score, and training
  /// does not stop early. On a small dev corpus the best score is partly luck, while the weights of the
  /// last epoch have had the smallest steps.
  public var keepsLastEpoch = false
  /// The seed of everything random.
  public var seed: UInt64 = 1

  /// The default configuration.
  public init() {}
}

extension TrainingConfiguration: SettingsTable {
  /// The settings.
  @SettingsBuilder<TrainingConfiguration>
  package static var settings: [Setting<TrainingConfiguration>] {
    Setting("epochs", \.epochs, in: 1...100_000, "the most passes over the training corpus")
    Setting("batchSize", \.batchSize, in: 1...4_096, "examples of a batch")
    Setting(
      "goldCopies", \.goldCopies, in: 1...1_000,
      "how often the training corpus is learned in an epoch, beside silver labels",
      writtenIf: { $0.goldCopies != 1 })
    Setting(
      "shards", \.shards, in: 1...256,
      "parts of a batch, which threads share; the result depends on it, not on the threads")
    Setting(
      "optimizer", \.optimizer, "how a gradient becomes a step",
      writtenIf: { $0.optimizer != .adam })
    Setting("learningRate", \.learningRate, in: 0...10, "the highest learning rate")
    Setting(
      "pretrainedRate", \.pretrainedRate, in: 0...10,
      "the share of it for what starts from a model; 0 leaves that as it is",
      writtenIf: { $0.pretrainedRate != 1 })
    Setting(
      "pretrainedLayerRate", \.pretrainedLayerRate, in: 0...10,
      "what that share is multiplied by from each such layer to the one below",
      writtenIf: { $0.pretrainedLayerRate != 1 })
    Setting(
      "unfreezingEpochs", \.unfreezingEpochs, in: 0...100_000,
      "epochs after which the next such layer, from the highest down, begins to learn; 0 for all at once",
      writtenIf: { $0.unfreezingEpochs != 0 })
    Setting("schedule", \.schedule, "how the learning rate falls")
    Setting(
      "warmup", \.warmup, in: 0...1, "the share of all steps in which it first rises from zero")
    Setting("firstDecay", \.firstDecay, in: 0...0.9999, "Adam's β1")
    Setting("secondDecay", \.secondDecay, in: 0...0.999999, "Adam's β2")
    Setting("epsilon", \.epsilon, in: 1e-20...1, "Adam's ε")
    Setting("weightDecay", \.weightDecay, in: 0...1, "decoupled weight decay, outside embeddings")
    Setting(
      "maximumGradientNorm", \.maximumGradientNorm, in: 1e-6...1e6,
      "a longer gradient is shortened to it (clipping)")
    Setting(
      "averageDecay", \.averageDecay, in: 0...0.999999,
      "how slowly the average of the weights follows them, which is what is kept; 0 for no average")
    Setting(
      "patience", \.patience, in: 1...100_000,
      "epochs without a better dev score after which training stops")
    Setting(
      "keepsLastEpoch", \.keepsLastEpoch,
      "whether the last epoch is kept in place of the best, and training does not stop early",
      writtenIf: { $0.keepsLastEpoch })
    Setting("seed", \.seed, "the seed of everything random")
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    self.init()
    try update(from: decoder)
  }

  /// Writes all settings. Those that came later are named only where they have not their defaults.
  public func encode(to encoder: any Encoder) throws {
    try encodeSettings(to: encoder)
  }
}
