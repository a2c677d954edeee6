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

extension TrainingConfiguration: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case epochs, batchSize, goldCopies, shards, optimizer, learningRate, pretrainedRate, schedule,
      warmup, firstDecay,
      secondDecay,
      epsilon, weightDecay, maximumGradientNorm, averageDecay, patience,
      keepsLastEpoch, seed
  }

  /// Reads the settings that are there; the others have their defaults.
  public init(from decoder: any Decoder) throws {
    self.init()
    try update(from: decoder)
  }

  /// Reads the settings that are there; the others stay.
  public mutating func update(from decoder: any Decoder) throws {
    let settings = try SettingsReader<CodingKeys>(decoder)
    try settings.read(.epochs, into: &epochs, in: 1...100_000)
    try settings.read(.batchSize, into: &batchSize, in: 1...4_096)
    try settings.read(.goldCopies, into: &goldCopies, in: 1...1_000)
    try settings.read(.shards, into: &shards, in: 1...256)
    try settings.read(.optimizer, into: &optimizer)
    try settings.read(.learningRate, into: &learningRate, in: 0...10)
    try settings.read(.pretrainedRate, into: &pretrainedRate, in: 0...10)
    try settings.read(.schedule, into: &schedule)
    try settings.read(.warmup, into: &warmup, in: 0...1)
    try settings.read(.firstDecay, into: &firstDecay, in: 0...0.9999)
    try settings.read(.secondDecay, into: &secondDecay, in: 0...0.999999)
    try settings.read(.epsilon, into: &epsilon, in: 1e-20...1)
    try settings.read(.weightDecay, into: &weightDecay, in: 0...1)
    try settings.read(.maximumGradientNorm, into: &maximumGradientNorm, in: 1e-6...1e6)
    try settings.read(.averageDecay, into: &averageDecay, in: 0...0.999999)
    try settings.read(.patience, into: &patience, in: 1...100_000)
    try settings.read(.keepsLastEpoch, into: &keepsLastEpoch)
    try settings.read(.seed, into: &seed)
  }

  /// Writes all settings. Those that came later are named only where they have not their defaults.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(epochs, forKey: .epochs)
    try container.encode(batchSize, forKey: .batchSize)
    if goldCopies != 1 { try container.encode(goldCopies, forKey: .goldCopies) }
    try container.encode(shards, forKey: .shards)
    if optimizer != .adam { try container.encode(optimizer, forKey: .optimizer) }
    try container.encode(learningRate, forKey: .learningRate)
    if pretrainedRate != 1 { try container.encode(pretrainedRate, forKey: .pretrainedRate) }
    try container.encode(schedule, forKey: .schedule)
    try container.encode(warmup, forKey: .warmup)
    try container.encode(firstDecay, forKey: .firstDecay)
    try container.encode(secondDecay, forKey: .secondDecay)
    try container.encode(epsilon, forKey: .epsilon)
    try container.encode(weightDecay, forKey: .weightDecay)
    try container.encode(maximumGradientNorm, forKey: .maximumGradientNorm)
    try container.encode(averageDecay, forKey: .averageDecay)
    try container.encode(patience, forKey: .patience)
    if keepsLastEpoch { try container.encode(true, forKey: .keepsLastEpoch) }
    try container.encode(seed, forKey: .seed)
  }
}
